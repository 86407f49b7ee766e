//! Contact cards (RFC 2426, RFC 6350), in the columns that our reader of cards gives. Several values of a
//! property come in one cell, joined by ` ::: `.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["N given", "N family", "FN", "TEL", "EMAIL"],
    columns: &[
        ("n given", Field::FirstName),
        ("n family", Field::LastName),
        ("n suffix", Field::NameSuffix),
        ("fn", Field::FullName),
        ("tel", Field::Phone),
        ("email", Field::Email),
        ("adr street", Field::Street),
        ("adr city", Field::City),
        ("adr state", Field::State),
        ("adr zip", Field::Zip),
        ("categories", Field::Tags),
        ("note", Field::Notes),
    ],
    tags: TagSeparator::Colons,
};
