//! Opt-outs and what they reach (import rule 9, P-41, P-45).

use super::*;
use ConsentState::{NoEvidence, OptedOut, Review};

/// The states for texts, calls and mail after the whole import, row by row.
fn states(
    leads: Vec<ImportedLead>,
    mut suppressions: Suppressions,
) -> Vec<(ConsentState, ConsentState, ConsentState)> {
    for lead in &leads {
        suppressions.note(lead);
    }
    let applied = leads.into_iter().map(|mut lead| {
        suppressions.apply(&mut lead);
        (lead.consent.sms, lead.consent.voice, lead.consent.email)
    });
    applied.collect()
}

#[test]
fn p45_flags_and_labels_close_their_channels_and_a_yes_opens_none() {
    for (header, line, expected) in [
        ("Email|Tags", "a@example.com|Hot, Unsubscribed", (NoEvidence, NoEvidence, OptedOut)),
        ("Phone|Tags", "617-555-0123|No Texts", (OptedOut, NoEvidence, NoEvidence)),
        ("Phone|Tags", "617-555-0123|DNC", (OptedOut, OptedOut, NoEvidence)),
        ("Phone|Tags", "617-555-0123|Do Not Contact", (OptedOut, OptedOut, OptedOut)),
        ("Phone|Tags", "617-555-0123|Do not call/text", (OptedOut, OptedOut, NoEvidence)),
        ("Phone|Stage", "617-555-0123|Do Not Contact", (OptedOut, OptedOut, OptedOut)),
        ("Phone|OK to contact?", "617-555-0123|no", (OptedOut, OptedOut, OptedOut)),
        (
            "Phone|Pipeline|Segment|Email Opt-In Status",
            "617-555-0123|||Not set",
            (NoEvidence, NoEvidence, NoEvidence),
        ),
        (
            "Phone|Pipeline|Segment|Email Opt-In Status",
            "617-555-0123|||Unsubscribed",
            (NoEvidence, NoEvidence, OptedOut),
        ),
        ("Email|No. of calls", "a@example.com|3", (NoEvidence, NoEvidence, NoEvidence)),
        ("Email|OK to text?", "a@example.com|No", (OptedOut, NoEvidence, NoEvidence)),
        ("Email|OK to text?|OK to call?", "a@example.com|Y|yes", (NoEvidence, NoEvidence, NoEvidence)),
        ("Email|OK to call?", "a@example.com|n", (OptedOut, OptedOut, NoEvidence)),
        ("Email|Email opt out|Do Not Call", "a@example.com|TRUE|No", (NoEvidence, NoEvidence, OptedOut)),
        (
            "Email|Hashtags|Email Opt-In|Phone On|Text On",
            "a@example.com||1|0|1",
            (NoEvidence, OptedOut, NoEvidence),
        ),
        ("Email|Notes", "a@example.com|asked us to stop texting", (Review, NoEvidence, NoEvidence)),
    ] {
        let leads = read_all(header, &[line]);
        assert_eq!(states(leads, Suppressions::default()), [expected], "{header:?} {line:?}");
    }
}

#[test]
fn p45_an_opt_out_belongs_to_the_number_and_the_address_not_to_the_row() {
    let leads = read_all(
        "Name|Email|Phone|Tags",
        &[
            "Ada Voss|ada@example.com|617-555-0123|",
            "Ben Voss|ben@example.com|(617) 555-0123 x9|Do Not Contact",
            "Ben Voss|ben@example.com|617-555-0124|",
            "Cy Ott|cy@example.com|617-555-0125|",
        ],
    );
    assert_eq!(
        states(leads, Suppressions::default()),
        [
            (OptedOut, OptedOut, NoEvidence),
            (OptedOut, OptedOut, OptedOut),
            (NoEvidence, NoEvidence, OptedOut),
            (NoEvidence, NoEvidence, NoEvidence),
        ]
    );
}

#[test]
fn an_opt_out_outranks_what_somebody_has_to_look_at() {
    let leads = read_all("Email|Do Not Email|Notes", &["a@example.com|yes|no more emails please"]);
    assert_eq!(leads[0].flags, [Flag::NoteSuggestsOptOut]);
    assert_eq!(states(leads, Suppressions::default()), [(NoEvidence, NoEvidence, OptedOut)]);
}

#[test]
fn p45_a_list_of_opt_outs_reaches_the_person_and_keeps_who_is_no_lead() {
    let list =
        OptOutList::recognise(Some("Do Not Contact"), &cells("Phone or Email|Channel|Reason")).unwrap();
    let mut suppressions = Suppressions::default();
    for (line, read) in [
        ("(617) 555-0123|Text|front desk", true),
        ("ADA@example.com|Email|", true),
        ("617-555-0124|Call|", true),
        ("617-555-0125||", true),
        ("617-555-0199|Text|", true),
        ("Mr. Nobody|All|", false),
    ] {
        assert_eq!(list.read_row(&cells(line), &mut suppressions), read, "{line:?}");
    }
    let leads = read_all(
        "Email|Phone",
        &[
            "b@example.com|617-555-0123",
            "ada@example.com|",
            "c@example.com|617-555-0124",
            "d@example.com|617-555-0125",
            "d@example.com|617-555-0126",
        ],
    );
    let mut kept = suppressions.clone();
    for lead in &leads {
        kept.note(lead);
    }
    let kept: Vec<Suppression> = kept.without_lead().collect();
    assert_eq!(serde_json::to_string(&kept).unwrap(), r#"[{"e164":"+16175550199","channels":["sms"]}]"#);
    assert_eq!(
        states(leads, suppressions),
        [
            (OptedOut, NoEvidence, NoEvidence),
            (NoEvidence, NoEvidence, OptedOut),
            (OptedOut, OptedOut, NoEvidence),
            (OptedOut, OptedOut, OptedOut),
            (NoEvidence, NoEvidence, OptedOut),
        ]
    );
}

#[test]
fn a_list_of_opt_outs_is_recognised_by_its_name_or_its_columns() {
    for (sheet, header, is_list) in [
        (Some("DNC"), "Name|Phone", true),
        (Some("Unsubscribed"), "Email", true),
        (Some("Sheet2"), "Phone / Email|Channel", true),
        (Some("Leads"), "First|Last|Email|Phone", false),
        (Some("Clients with no email yet"), "First|Phone", false),
        (None, "Email|Phone|Source", false),
    ] {
        assert_eq!(OptOutList::recognise(sheet, &cells(header)).is_some(), is_list, "{sheet:?} {header:?}");
    }
}

#[test]
fn p41_evidence_is_complete_or_it_is_none() {
    const HEADER: &str = "Phone|Consent text|Consent act|Consent time (UTC)|Consent phone";
    const WORDING: &str =
        "I agree to receive texts from Harbor Realty. Consent is not a condition of purchase.";
    let complete = format!("617-555-0123|{WORDING}|box ticked|2026-02-01T10:00:00Z|+16175550123");
    let lead = read(HEADER, &complete).unwrap();
    assert_eq!(lead.consent.sms, ConsentState::EvidenceExpressWritten);
    assert_eq!((lead.consent.voice, lead.flags.len()), (NoEvidence, 0));
    assert_eq!(lead.consent_evidence.wording, WORDING);

    let incomplete = read(HEADER, &complete.replace("box ticked", "")).unwrap();
    assert!(incomplete.consent.is_empty());
    assert_eq!(incomplete.flags, [Flag::IncompleteConsentEvidence]);

    let withdrawn = read(&format!("{HEADER}|Tags"), &format!("{complete}|STOP")).unwrap();
    assert_eq!(withdrawn.consent.sms, OptedOut);
    assert_eq!(read(HEADER, "617-555-0123||||").unwrap().flags, []);
}
