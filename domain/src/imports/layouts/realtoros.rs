//! `leads.csv` of our own export: what was taken away can be brought back, here or into another account (P-33).

use crate::imports::{Field, TagSeparator, layout::LayoutRules};

/// The columns, in the order in which the export writes them. The first holds the number of the lead, which means nothing
/// elsewhere; the last everything that is known of the lead's wishes, of which the columns for budget and timeline are a
/// reading for other programs.
pub const COLUMNS: [&str; 36] = [
    "RealtorOS Lead",
    "First Name",
    "Last Name",
    "Email",
    "Phone",
    "Street",
    "City",
    "State",
    "Zip",
    "Deal Type",
    "Stage",
    "Source",
    "Tags",
    "Budget Min",
    "Budget Max",
    "Timeline",
    "Time Zone",
    "Notes",
    "Notes 2",
    "Notes 3",
    "Notes 4",
    "Do Not Text",
    "Do Not Call",
    "Phone On",
    "Do Not Email",
    "AI Allowed",
    "Needs A Look",
    "Only Stored",
    "Maybe Minor",
    "Consent Wording",
    "Consent Act",
    "Consent Time",
    "Consent Url",
    "Consent Ip",
    "Consent Phone",
    "RealtorOS Preferences",
];

pub(in crate::imports) const RULES: LayoutRules = LayoutRules {
    signature: &["RealtorOS Lead", "RealtorOS Preferences"],
    columns: &[
        ("first name", Field::FirstName),
        ("last name", Field::LastName),
        ("email", Field::Email),
        ("phone", Field::Phone),
        ("street", Field::Street),
        ("city", Field::City),
        ("state", Field::State),
        ("zip", Field::Zip),
        ("deal type", Field::DealType),
        ("stage", Field::Stage),
        ("source", Field::Source),
        ("tags", Field::Tags),
        ("budget min", Field::BudgetMin),
        ("budget max", Field::BudgetMax),
        ("timeline", Field::Timeline),
        ("time zone", Field::TimeZone),
        ("notes", Field::Notes),
        ("notes #", Field::Notes),
        ("do not text", Field::DoNotText),
        ("do not call", Field::DoNotCall),
        ("phone on", Field::PhoneOn),
        ("do not email", Field::DoNotEmail),
        ("ai allowed", Field::AiAllowed),
        ("needs a look", Field::NeedsLook),
        ("only stored", Field::Restricted),
        ("maybe minor", Field::MaybeMinor),
        ("consent wording", Field::ConsentWording),
        ("consent act", Field::ConsentAct),
        ("consent time", Field::ConsentTime),
        ("consent url", Field::ConsentUrl),
        ("consent ip", Field::ConsentIp),
        ("consent phone", Field::ConsentPhone),
        ("realtoros preferences", Field::Preferences),
    ],
    tags: TagSeparator::Line,
};

#[cfg(test)]
mod tests {
    use super::{COLUMNS, RULES};
    use crate::imports::{Layout, Mapping, Target, normalise_header};

    #[test]
    fn p33_our_own_export_is_recognised_and_every_column_but_the_number_is_read() {
        let headers: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        assert_eq!(Layout::recognise(&headers), Layout::RealtorOs);
        let mapping = Mapping::suggest(&headers, &[]);
        for column in &mapping.columns()[1..] {
            assert!(matches!(column.target, Target::Field(_)), "{}", column.header);
        }
        assert_eq!(mapping.ignored().collect::<Vec<_>>(), ["RealtorOS Lead"]);
        for (name, _) in RULES.columns {
            let is_written = COLUMNS.iter().any(|column| {
                let column = normalise_header(column);
                column.replace(|c: char| c.is_ascii_digit(), "#") == *name
            });
            assert!(is_written, "{name}");
        }
    }
}
