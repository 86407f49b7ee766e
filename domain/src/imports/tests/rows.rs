//! Rows: what is accepted, and what its cells become (import rules 2 to 8 and 11).

use super::*;
use crate::budget::Per;
use proptest::prelude::*;

#[test]
fn a_row_needs_an_address_or_a_number_and_nothing_else() {
    const HEADER: &str = "First Name|Last Name|Email|Phone";
    for (line, expected) in [
        ("|||617-555-0123", Ok(())),
        ("Ada|Voss|ada@example.com", Ok(())),
        ("Ada|Voss|n/a|555-0123", Err(RejectReason::NoContactPoint)),
        ("Ada|Voss||", Err(RejectReason::NoContactPoint)),
        ("Ada|Voss|ada@example.com||", Err(RejectReason::MalformedRow)),
        ("first name|LAST NAME|Email|Phone", Err(RejectReason::RepeatedHeader)),
    ] {
        assert_eq!(read(HEADER, line).map(|_| ()), expected, "{line:?}");
    }
}

#[test]
fn cells_are_normalised() {
    let lead = read(
        "Lead|E-mail|Cell|Ext|Street|City|State|Zip|Buyer/Seller|Stage|Source|Tags|Budget|When|Notes",
        " Voss,  Ada |ADA@Example.com; b@example.com|(617) 555-0123 / 617-555-0124|4|1 Elm St|Salem|MA|1970|Seller|New|Fair|Hot; Cash|480|next spring| Two dogs ",
    )
    .unwrap();
    assert_eq!(
        serde_json::to_value(&lead).unwrap(),
        serde_json::json!({
            "row": 1, "first_name": "Ada", "last_name": "Voss",
            "emails": ["ada@example.com", "b@example.com"],
            "phones": [{"e164": "+16175550123", "ext": "4"}, {"e164": "+16175550124"}],
            "address": ["1 Elm St", "Salem", "MA", "01970"],
            "deal_type": "seller", "stage_raw": "New", "source": "Fair", "tags": ["Hot", "Cash"],
            "budget": {"min_cents": null, "max_cents": 48_000_000, "per": "purchase"},
            "timeline": lead.timeline, "notes": "Two dogs",
        })
    );
    assert!(lead.timeline.is_some());
    assert_eq!(serde_json::from_value::<ImportedLead>(serde_json::to_value(&lead).unwrap()).unwrap(), lead);
}

#[test]
fn a_name_in_two_columns_outranks_the_column_with_both() {
    for (line, first, last) in [
        ("Voss Ada|Ada|Voss||a@example.com", "Ada", "Voss"),
        ("Ada Voss||||a@example.com", "Ada", "Voss"),
        ("x|Ray|Dunn|Jr.|a@example.com", "Ray", "Dunn Jr."),
        ("a@example.com||||a@example.com", "", ""),
    ] {
        let lead = read("Name|First|Last|Suffix|Email", line).unwrap();
        assert_eq!((lead.first_name.as_str(), lead.last_name.as_str()), (first, last), "{line:?}");
    }
}

#[test]
fn budgets_come_from_one_column_or_two_and_rent_is_per_month() {
    let budget = |line| read("Email|Deal Type|Budget|Min Price|Max Price", line).unwrap().budget;
    let amounts = |line| budget(line).map(|budget| (budget.min_cents, budget.max_cents, budget.per));
    for (line, expected) in [
        ("a@example.com|Buyer|350k+||", Some((Some(35_000_000), None, Per::Purchase))),
        ("a@example.com|Buyer||300000|375000", Some((Some(30_000_000), Some(37_500_000), Per::Purchase))),
        ("a@example.com|Buyer|||450000", Some((None, Some(45_000_000), Per::Purchase))),
        ("a@example.com|Renter|||2400", Some((None, Some(240_000), Per::Month))),
        ("a@example.com|Buyer|TBD||", None),
        ("a@example.com|Buyer||$0|-", None),
    ] {
        assert_eq!(amounts(line), expected, "{line:?}");
    }
}

#[test]
fn text_like_a_formula_is_kept_as_text_and_flagged() {
    let lead =
        read("First|Last|Email|Notes|Tags", "@SUM(1)|=1|a@example.com|=HYPERLINK(\"x\")|+1+cmd").unwrap();
    assert_eq!(lead.first_name, "@SUM(1)");
    let flags: Vec<String> = lead.flags.iter().map(ToString::to_string).collect();
    assert_eq!(
        flags,
        ["formula_like:first_name", "formula_like:last_name", "formula_like:tags", "formula_like:notes"]
    );
}

proptest! {
    /// P-11: whatever the cells hold, nothing of a sensitive column is kept.
    #[test]
    fn p11_no_sensitive_cell_survives(line in proptest::collection::vec("\\PC{0,20}", 6), canary in "canary-[a-z]{12}") {
        let header = cells("Name|Email|SSN|Race|Notes|Date of Birth");
        let mut row = line;
        row[1] = "a@example.com".to_owned();
        for refused in [2, 3, 5] {
            row[refused].clone_from(&canary);
        }
        let mapping = Mapping::suggest(&header, std::slice::from_ref(&row));
        let lead = read_row(&mapping, 1, &row, &context()).unwrap();
        prop_assert!(!serde_json::to_string(&lead).unwrap().contains(&canary));
    }

    #[test]
    fn any_cells_under_any_header_are_read_without_harm(
        header in proptest::collection::vec("Name|Email|Phone|Tags|Budget|Timeline|Notes|Do not call|Consent time|\\PC{0,12}", 0..9),
        row in proptest::collection::vec("\\PC{0,30}|[0-9+ ()-]{7,16}|[a-z]{1,5}@example\\.com", 0..10),
    ) {
        let mapping = Mapping::suggest(&header, std::slice::from_ref(&row));
        if let Ok(lead) = read_row(&mapping, 1, &row, &context()) {
            prop_assert!(!(lead.emails.is_empty() && lead.phones.is_empty()));
        }
    }
}
