//! `BoldTrail`, formerly kvCORE. Flags of 1 prove nothing, 0 is an opt-out (import rule 9).

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["Hashtags", "Email Opt-In", "Text On"],
    columns: &[
        ("first name", Field::FirstName),
        ("last name", Field::LastName),
        ("email", Field::Email),
        ("email #", Field::Email),
        ("cell phone #", Field::Phone),
        ("cell phone", Field::Phone),
        ("home phone", Field::Phone),
        ("work phone", Field::Phone),
        ("deal type", Field::DealType),
        ("status", Field::Stage),
        ("source", Field::Source),
        ("hashtags", Field::Tags),
        ("email opt in", Field::EmailOptIn),
        ("phone on", Field::PhoneOn),
        ("text on", Field::TextOptIn),
        ("primary address", Field::Street),
        ("primary city", Field::City),
        ("primary state", Field::State),
        ("primary zip", Field::Zip),
        ("search price min", Field::BudgetMin),
        ("search price max", Field::BudgetMax),
        ("timeframe", Field::Timeline),
        ("notes", Field::Notes),
    ],
    tags: TagSeparator::Hash,
};
