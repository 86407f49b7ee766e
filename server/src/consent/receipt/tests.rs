use super::{Unproven, receipt, receipts, verify};
use crate::{
    audit::signing::public_keys,
    consent::{self, ConsentEvent, Proof, Source},
    on_both,
    outbound::tests::fixture::{EMAIL, NUMBER, account, lead},
    testing::TestCore,
};
use realtoros_domain::{Channel, consent::Level, ids::LeadId};
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
