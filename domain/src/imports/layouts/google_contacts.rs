//! Google Contacts, the template of today and the one before it. Relations, events and custom fields are
//! other people's data or unknown, and are ignored.

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["E-mail 1 - Value", "Phone 1 - Value"],
    columns: &[
        ("first name", Field::FirstName),
        ("given name", Field::FirstName),
        ("last name", Field::LastName),
        ("family name", Field::LastName),
        ("name suffix", Field::NameSuffix),
        ("name", Field::FullName),
        ("e mail # value", Field::Email),
        ("phone # value", Field::Phone),
        ("address 1 street", Field::Street),
        ("address 1 city", Field::City),
        ("address 1 region", Field::State),
        ("address 1 postal code", Field::Zip),
        ("notes", Field::Notes),
        ("labels", Field::Tags),
        ("group membership", Field::Tags),
    ],
    tags: TagSeparator::Colons,
};
