use super::{Kept, text, unzip};
use crate::{
    Core, Scope,
    consent::{self, ConsentEvent, Proof, Source},
    conversations,
    exports::{
        pack::{Order, pack},
        report,
    },
    leads::{self, LeadRecord, NewLead, Switch},
    on_both,
    outbound::tests::fixture::account,
};
use realtoros_domain::{Channel, consent::Level, contact::PersonName, ids::LeadId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

async fn person(core: &Core, scope: &Scope, first: &str, email: &str) -> LeadId {
    let record = LeadRecord {
        name: PersonName { first: first.into(), last: "Sample".into() },
        emails: vec![email.parse().unwrap()],
        phones: vec!["+12125550142".parse().unwrap()],
        tags: vec!["@SUM(A1:A9)".into()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

async fn files(core: &Core, scope: &Scope, lead: Option<LeadId>) -> BTreeMap<String, Vec<u8>> {
    let mut kept = Kept::default();
    let order = Order { account: scope.account, lead, made_at: core.now() };
    Box::pin(pack(core, &order, &mut kept)).await.unwrap();
    unzip(kept.0)
}

on_both!(p60_the_manifest_names_every_file_with_its_fingerprint, core, {
    let scope = account(&core, "a@example.com").await;
    let lead = person(&core, &scope, "Rosa", "rosa@example.com").await;
    conversations::add_note(&core, &scope, lead, "Likes porches").await.unwrap();
    let files = files(&core, &scope, None).await;
    let manifest: Value = serde_json::from_str(&text(&files, "manifest.json")).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len() + 2, files.len(), "every file but the manifest itself and its signature");
    for entry in listed {
        let content = &files[entry["name"].as_str().unwrap()];
        assert_eq!(entry["sha256"], hex::encode(Sha256::digest(content)));
        assert_eq!(entry["bytes"].as_u64().unwrap(), u64::try_from(content.len()).unwrap());
    }
    assert_eq!(manifest["counts"]["lead"], 1);
    assert_eq!(manifest["counts"]["message"], 1);
    assert!(text(&files, "messages.csv").contains("Likes porches"));
    assert!(text(&files, "leads.vcf").contains("FN:Rosa Sample\r\n"));
    assert!(text(&files, "calendar.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(text(&files, "README.txt").contains("manifest.json"));
    assert!(text(&files, "history.csv").contains("added a lead"));
});

on_both!(p60_cells_that_a_spreadsheet_would_run_are_defused, core, {
    let scope = account(&core, "a@example.com").await;
    let formula = "=HYPERLINK(\"http://evil.example\",\"x\")";
    let lead = person(&core, &scope, formula, "rosa@example.com").await;
    conversations::add_note(&core, &scope, lead, "+cmd|' /C calc'!A0").await.unwrap();
    let files = files(&core, &scope, None).await;
    for name in ["leads.csv", "messages.csv", "consents.csv", "ai.csv", "recipients.csv", "history.csv"] {
        let mut reader = csv::Reader::from_reader(&files[name][..]);
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!realtoros_domain::imports::is_formula_like(cell), "{name}: {cell}");
            }
        }
    }
    assert!(text(&files, "leads.csv").contains("\"'=HYPERLINK("));
});

on_both!(p59_the_evidence_of_consent_is_in_the_export_of_a_lead, core, {
    let scope = account(&core, "a@example.com").await;
    let lead = person(&core, &scope, "Rosa", "rosa@example.com").await;
    let tx = core.db.begin().await.unwrap();
    let proof = Proof {
        given_at: core.now_ms(),
        wording: Some("You may text me.".into()),
        ip: Some("198.51.100.7".into()),
        ..Proof::default()
    };
    let event = ConsentEvent {
        proof,
        ..ConsentEvent::given(Channel::Sms, Level::Express, Source::Form, core.now_ms())
    };
    consent::record(&tx, &core, &scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    let files = files(&core, &scope, Some(lead)).await;
    let consents = text(&files, "consents.csv");
    assert!(consents.contains("You may text me.") && consents.contains("198.51.100.7"));

    let report = report(&core, &scope, lead).await.unwrap();
    assert_eq!(report.name, "Rosa Sample");
    let ledger = report.sections.iter().find(|section| section.title == "Consent ledger").unwrap();
    assert!(ledger.records[0].contains(&("wording".to_owned(), "You may text me.".to_owned())));
    let other = account(&core, "b@example.com").await;
    assert!(
        crate::exports::report(&core, &other, lead).await.is_err(),
        "another account finds nobody (P-35)"
    );
});

on_both!(p59_who_may_only_be_stored_is_marked_and_not_handed_to_other_programs, core, {
    let scope = account(&core, "a@example.com").await;
    let lead = person(&core, &scope, "Rosa", "rosa@example.com").await;
    conversations::add_note(&core, &scope, lead, "Likes porches").await.unwrap();
    leads::set_switch(&core, &scope, lead, Switch::Restricted, true).await.unwrap();
    let all = files(&core, &scope, None).await;
    assert!(text(&all, "data.json").contains("\"restricted\":true"));
    for name in ["leads.vcf", "calendar.ics", "messages.csv", "consents.csv"] {
        let content = text(&all, name);
        assert!(!content.contains("Rosa") && !content.contains("Likes porches"), "{name}");
    }
    let mut lines = csv::Reader::from_reader(&all["leads.csv"][..]);
    let mark = lines.headers().unwrap().iter().position(|name| name == "Only Stored").unwrap();
    let rosa = lines.records().next().unwrap().unwrap();
    assert_eq!((&rosa[1], &rosa[mark]), ("Rosa", "Yes"), "our own import keeps the restriction");
    let manifest: Value = serde_json::from_str(&text(&all, "manifest.json")).unwrap();
    assert_eq!(manifest["left_out"]["restricted_in_data_json_and_leads_csv_only"], 1);
    let own = files(&core, &scope, Some(lead)).await;
    assert!(text(&own, "leads.csv").contains("Rosa"), "the person's own copy has everything");
});
