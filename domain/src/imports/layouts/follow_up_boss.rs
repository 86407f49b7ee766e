//! Follow Up Boss: `all-people-DATE.csv`. The property columns belong to the listing asked about.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["Stage", "Assigned To", "Email 1", "Phone 1"],
    columns: &[
        ("name", Field::FullName),
        ("first name", Field::FirstName),
        ("last name", Field::LastName),
        ("stage", Field::Stage),
        ("timeframe", Field::Timeline),
        ("lead source", Field::Source),
        ("source", Field::Source),
        ("type", Field::DealType),
        ("lead type", Field::DealType),
        ("listing price", Field::Budget),
        ("price", Field::Budget),
        ("tags", Field::Tags),
        ("email #", Field::Email),
        ("phone #", Field::Phone),
        ("address 1 street", Field::Street),
        ("address 1 city", Field::City),
        ("address 1 state", Field::State),
        ("address 1 zip", Field::Zip),
        ("background", Field::Notes),
        ("notes", Field::Notes),
        ("message", Field::Notes),
    ],
    tags: TagSeparator::Comma,
};
