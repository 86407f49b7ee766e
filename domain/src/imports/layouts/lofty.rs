//! Lofty, formerly Chime.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["Pipeline", "Segment", "Email Opt-In Status"],
    columns: &[
        ("first name", Field::FirstName),
        ("last name", Field::LastName),
        ("email", Field::Email),
        ("email #", Field::Email),
        ("phone", Field::Phone),
        ("phone #", Field::Phone),
        ("lead type", Field::DealType),
        ("pipeline", Field::Stage),
        ("tags", Field::Tags),
        ("source", Field::Source),
        ("buying time frame", Field::Timeline),
        ("price range", Field::Budget),
        ("email opt in status", Field::EmailStatus),
        ("do not call", Field::DoNotCall),
        ("do not text", Field::DoNotText),
        ("do not email", Field::DoNotEmail),
        ("mailing address", Field::Street),
        ("city", Field::City),
        ("state", Field::State),
        ("zip code", Field::Zip),
        ("notes", Field::Notes),
    ],
    tags: TagSeparator::Pipe,
};
