//! Outlook for the desktop: 92 columns, of which few concern a lead.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["E-mail Address", "Home Street", "Categories"],
    columns: &[
        ("first name", Field::FirstName),
        ("last name", Field::LastName),
        ("suffix", Field::NameSuffix),
        ("e mail address", Field::Email),
        ("e mail # address", Field::Email),
        ("mobile phone", Field::Phone),
        ("primary phone", Field::Phone),
        ("home phone", Field::Phone),
        ("home phone #", Field::Phone),
        ("business phone", Field::Phone),
        ("business phone #", Field::Phone),
        ("car phone", Field::Phone),
        ("other phone", Field::Phone),
        ("home street", Field::Street),
        ("home city", Field::City),
        ("home state", Field::State),
        ("home postal code", Field::Zip),
        ("categories", Field::Tags),
        ("notes", Field::Notes),
    ],
    tags: TagSeparator::Semicolon,
};
