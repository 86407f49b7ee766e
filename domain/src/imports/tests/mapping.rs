//! Layouts and mappings (import rules 8 and 10).

use super::*;

#[test]
fn every_known_export_is_recognised_by_its_headers() {
    for (header, layout) in [
        ("Name|First Name|Last Name|Stage|Assigned To|Tags|Email 1|Phone 1", Layout::FollowUpBoss),
        ("First Name|Email|Cell Phone 1|Hashtags|Email Opt-In|Phone On|Text On", Layout::Kvcore),
        ("First Name|Email|Phone|Pipeline|Segment|Email Opt-In Status", Layout::Lofty),
        ("Name|Email|Phone|Property Address|City|List Price|Message", Layout::Zillow),
        ("First Name|Last Name|E-mail 1 - Value|Phone 1 - Value|Labels", Layout::GoogleContacts),
        ("Given Name|Family Name|Group Membership|E-mail 1 - Value|Phone 1 - Value", Layout::GoogleContacts),
        ("First Name|Home Street|Categories|E-mail Address|Mobile Phone", Layout::Outlook),
        ("First Name|Last Name|Email|Phone", Layout::Own),
    ] {
        assert_eq!(Layout::recognise(&cells(header)), layout, "{header:?}");
    }
}

#[test]
fn the_listing_asked_about_is_neither_address_nor_budget() {
    let lead = read(
        "Name|Email|Phone|Property Address|City|State|ZIP|List Price|Message",
        "Ada Voss|a@example.com||1 Elm St|Salem|MA|01970|$900,000|Is it free?",
    )
    .unwrap();
    assert!(lead.address.is_empty());
    assert_eq!(lead.budget, None);
}

#[test]
fn a_known_export_ignores_what_it_does_not_name_except_opt_outs() {
    let mapping = Mapping::suggest(
        &cells("Name|Stage|Assigned To|Email 1|Phone 1|Property City|Birthday|Email 7|Do Not Text"),
        &[],
    );
    assert_eq!(mapping.ignored().collect::<Vec<_>>(), ["Assigned To", "Property City"]);
    assert_eq!(mapping.refused().collect::<Vec<_>>(), ["Birthday"]);
    assert_eq!(mapping.columns()[7].target, Target::Field(Field::Email));
    assert_eq!(mapping.columns()[8].target, Target::Field(Field::DoNotText));
}

#[test]
fn the_realtor_corrects_the_mapping() {
    let mut mapping = Mapping::suggest(&cells("Who|Reach|Likes"), &[]);
    assert!(!mapping.has_contact_column());
    mapping.set(0, Some(Field::FullName)).unwrap();
    mapping.set(1, Some(Field::Email)).unwrap();
    mapping.set(2, Some(Field::Tags)).unwrap();
    let mapping = mapping.with_tag_separator(TagSeparator::Slash);
    let lead = read_row(&mapping, 1, &cells("Ada Voss|a@example.com|Porch/Pool"), &context()).unwrap();
    assert_eq!((lead.last_name.as_str(), lead.tags), ("Voss", cells("Porch|Pool")));
}

#[test]
fn p11_no_correction_and_no_forged_mapping_opens_a_sensitive_column() {
    let mut mapping = Mapping::suggest(&cells("Email|Religion"), &[]);
    assert_eq!(mapping.set(1, Some(Field::Notes)), Err(RefusedColumn));
    assert_eq!(mapping.set(9, Some(Field::Notes)), Err(RefusedColumn));
    let forged = serde_json::to_string(&mapping).unwrap().replace("\"refused\"", "{\"field\":\"notes\"}");
    let forged: Mapping = serde_json::from_str(&forged).unwrap();
    assert_eq!(forged, mapping);
}
