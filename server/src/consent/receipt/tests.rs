use super::{Unproven, receipt, receipts, verify};
use crate::{
    audit::signing::public_keys,
    consent::{self, ConsentEvent, Proof, Source},
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, account, lead},
    testing::TestCore,
};
use realtoros_domain::{Channel, consent::Level, ids::LeadId};
use sea_orm::ConnectionTrait;
use serde_json::Value;

async fn agreed(core: &TestCore, scope: &crate::Scope, lead: LeadId) {
    let mut event = ConsentEvent::given(Channel::Sms, Level::ExpressWritten, Source::Form, core.now_ms());
    event.proof = Proof {
        wording: Some("Yes, text me.".into()),
        url: Some("https://homes.example/form".into()),
        ip: Some("192.0.2.77".into()),
        seller: Some("Harbor Street Realty".into()),
        address: Some(NUMBER.into()),
        ..event.proof
    };
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, core, scope, lead, event).await.unwrap();
    let end = ConsentEvent::withdrawn(Channel::Sms, Source::Text, core.now_ms());
    consent::record(&tx, core, scope, lead, end).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(p41_a_receipt_is_signed_and_checked_with_the_published_key_alone, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    agreed(&core, &scope, lead).await;
    let listed = receipts(&core, &scope, lead).await.unwrap();
    assert_eq!(listed.len(), 2, "one for giving, one for taking back");
    let file = receipt(&core, &scope, lead, listed[1].id).await.unwrap();
    let keys = public_keys(core.db.read(), &core).await.unwrap();
    assert_eq!(verify(&file, &keys), Ok(()));
    assert_eq!(verify(&file.replace("192.0.2.77", "192.0.2.78"), &keys), Err(Unproven::DoesNotFit));
    assert_eq!(verify(&file, &[]), Err(Unproven::DoesNotFit));
    assert_eq!(verify("{}", &keys), Err(Unproven::NoReceipt));
    assert_eq!(receipt(&core, &scope, lead, listed[1].id).await.unwrap(), file, "the same each time");

    let with = |field: &str, value: Value| {
        let mut changed: Value = serde_json::from_str(&file).unwrap();
        changed[field] = value;
        verify(&changed.to_string(), &keys)
    };
    assert_eq!(with("note", "added".into()), Err(Unproven::Added), "a field beside the four");
    assert_eq!(with("keys", "https://evil.example/keys.json".into()), Err(Unproven::Added));
    let mut more: Value = serde_json::from_str::<Value>(&file).unwrap()["signature"].clone();
    more["by"] = "somebody".into();
    assert_eq!(with("signature", more), Err(Unproven::Added));
    assert_eq!(with("format", "realtoros-consent-receipt/2".into()), Err(Unproven::NoReceipt));
    let twice = file.replacen('{', "{ \"receipt\": { \"event\": \"mine\" },", 1);
    assert_eq!(verify(&twice, &keys), Err(Unproven::Added), "the same field twice");

    let within = file.replacen("\"event\": {", "\"event\": { \"level\": \"express\",", 1);
    assert!(within != file && serde_json::from_str::<Value>(&within).is_ok());
    assert_eq!(verify(&within, &keys), Err(Unproven::Added), "a field of the receipt twice");
    let deep = file.replacen("\"lawful_basis\":", "\"lawful_basis\": \"none\", \"lawful_basis\":", 1);
    assert!(deep != file);
    assert_eq!(verify(&deep, &keys), Err(Unproven::Added), "at any depth");

    let file: Value = serde_json::from_str(&file).unwrap();
    let of = |path: &str| file["receipt"].pointer(path).cloned().unwrap_or_default();
    for field in
        ["schema_version", "record_id", "pii_principal_id", "privacy_notice", "language", "purposes", "event"]
    {
        assert!(!of(&format!("/{field}")).is_null(), "{field} of ISO/IEC TS 27560");
    }
    for field in [
        "purpose",
        "lawful_basis",
        "pii_information",
        "pii_controllers",
        "collection_method",
        "processing_method",
        "storage_locations",
        "retention_period",
    ] {
        assert!(!of(&format!("/purposes/0/{field}")).is_null(), "{field} of ISO/IEC TS 27560");
    }
    assert_eq!(of("/event/type"), "consent_given");
    assert_eq!(of("/tcpa/disclosure"), "Yes, text me.");
    assert_eq!(of("/tcpa/seller"), "Harbor Street Realty");
    let end = receipt(&core, &scope, lead, listed[0].id).await.unwrap();
    assert!(end.contains("consent_withdrawn"));
});

on_both!(p41_a_receipt_of_an_inquiry_claims_no_consent, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for (level, kind) in [
        (Level::Inquiry, "relationship_recorded"),
        (Level::Transaction, "relationship_recorded"),
        (Level::Express, "consent_given"),
    ] {
        let event = ConsentEvent::given(Channel::Sms, level, Source::Text, core.now_ms());
        let tx = core.db.begin().await.unwrap();
        consent::record(&tx, &core, &scope, lead, event).await.unwrap();
        tx.commit().await.unwrap();
        let listed = receipts(&core, &scope, lead).await.unwrap();
        let made = listed.iter().find(|made| made.level == level).unwrap();
        let file = receipt(&core, &scope, lead, made.id).await.unwrap();
        assert_eq!(file.contains("consent_given"), kind == "consent_given", "{file}");
        assert!(file.contains(kind), "{file}");
        let keys = public_keys(core.db.read(), &core).await.unwrap();
        assert_eq!(verify(&file, &keys), Ok(()));
    }
});

on_both!(p35_a_receipt_of_another_account_does_not_exist, core, {
    let (mine, theirs) = (account(&core, "a@example.com").await, account(&core, "b@example.com").await);
    let lead = lead(&core, &mine, NUMBER, EMAIL).await;
    agreed(&core, &mine, lead).await;
    let id = receipts(&core, &mine, lead).await.unwrap()[0].id;
    assert!(matches!(receipt(&core, &theirs, lead, id).await, Err(crate::Error::NotFound)));
    assert!(matches!(receipts(&core, &theirs, lead).await, Err(crate::Error::NotFound)));
});

on_both!(p41_an_entry_whose_column_was_edited_counts_for_nothing, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let level = async || {
        let found = crate::leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
        let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
        state.channels[0].level
    };
    let before = level().await;
    let event = ConsentEvent::given(Channel::Sms, Level::Express, Source::Realtor, core.now_ms());
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, &core, &scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(level().await, Level::Express);
    assert!(consent::changed_entries(&core).await.unwrap().is_empty());
    let id = receipts(&core, &scope, lead).await.unwrap()[0].id;
    let owner = core.db.as_owner().await.unwrap();
    for (column, value) in [
        ("level", "'express_written'"),
        ("channel", "'voice'"),
        ("act", "'restored'"),
        ("source", "'form'"),
        ("recorded_at", "recorded_at + 1"),
    ] {
        let kept = format!("CREATE TABLE kept AS SELECT id, {column} FROM consent_event");
        owner.execute_unprepared(&kept).await.unwrap();
        let edit = format!("UPDATE consent_event SET {column} = {value} WHERE level = 'express'");
        owner.execute_unprepared(&edit).await.unwrap();
        assert_eq!(level().await, before, "{column}");
        assert_eq!(consent::changed_entries(&core).await.unwrap(), [id], "{column}");
        let refused = receipt(&core, &scope, lead, id).await;
        assert!(matches!(refused, Err(crate::Error::Conflict(_))), "{column}: {refused:?}");
        let back = format!(
            "UPDATE consent_event SET {column} = (SELECT kept.{column} FROM kept WHERE kept.id = consent_event.id)"
        );
        for sql in [back.as_str(), "DROP TABLE kept"] {
            owner.execute_unprepared(sql).await.unwrap();
        }
        assert_eq!(level().await, Level::Express, "{column} put back");
        assert!(receipt(&core, &scope, lead, id).await.is_ok());
    }
});

on_both!(p45_a_withdrawal_whose_column_was_edited_still_takes_away, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    agreed(&core, &scope, lead).await;
    let owner = core.db.as_owner().await.unwrap();
    for edit in ["act = 'reviewed'", "recorded_at = recorded_at - 1000", "channel = 'voice'"] {
        let sql = format!("UPDATE consent_event SET {edit} WHERE act IN ('withdrawn', 'reviewed')");
        owner.execute_unprepared(&sql).await.unwrap();
        let ledgers = consent::ledgers(core.db.read(), &core, scope.account, &[lead]).await.unwrap();
        assert!(ledgers[&lead].evidence(Channel::Sms).is_empty(), "{edit}");
    }
});
