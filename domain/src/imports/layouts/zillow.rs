//! Zillow Premier Agent. Address and price belong to the listing asked about, not to the lead, and an
//! inquiry is no consent.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["Property Address", "List Price", "Message", "Name"],
    columns: &[
        ("name", Field::FullName),
        ("email", Field::Email),
        ("phone", Field::Phone),
        ("status", Field::Stage),
        ("timeframe", Field::Timeline),
        ("message", Field::Notes),
        ("notes", Field::Notes),
        ("tags", Field::Tags),
    ],
    tags: TagSeparator::Comma,
};
