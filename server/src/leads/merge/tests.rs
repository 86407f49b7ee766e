use crate::{
    Core, Error, Scope,
    consent::{self, Source},
    conversations,
    leads::{
        Lead, LeadPatch, LeadRecord, NewLead, create, directory::directory, duplicates, find_by_email, get,
        merge, merges, patch, undo_merge,
    },
    on_both,
    testing::account,
};
use realtoros_domain::{
    Channel, Stage,
    consent::Suppression,
    contact::{Address, PersonName},
    facts::{Facts, Tag},
    ids::LeadId,
    imports::DealType,
};
use std::collections::{BTreeMap, BTreeSet};

async fn add(
    core: &Core,
    scope: &Scope,
    name: &str,
    emails: &[&str],
    phones: &[&str],
    source: &str,
) -> LeadId {
    let record = LeadRecord {
        name: name.parse().unwrap(),
        emails: emails.iter().map(|email| email.parse().unwrap()).collect(),
        phones: phones.iter().map(|phone| phone.parse().unwrap()).collect(),
        source: source.to_owned(),
        ..LeadRecord::default()
    };
    create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

on_both!(duplicates_are_found_over_all_leads, core, {
    let scope = account(&core).await;
    let ana = add(&core, &scope, "Ana Ruiz", &["ana@example.com"], &[], "").await;
    let again = add(&core, &scope, "ana ruiz", &["ana@example.com"], &["512-555-0100"], "").await;
    add(&core, &scope, "Ben Okafor", &["ben@example.com"], &["512-555-0100"], "").await;
    let found = duplicates(&core, &scope).await.unwrap();
    assert_eq!(found.total, 1);
    let ids: BTreeSet<_> = found.groups[0].leads.iter().map(|lead| lead.id).collect();
    assert_eq!(ids, BTreeSet::from([ana, again]));
    merge(&core, &scope, ana, again).await.unwrap();
    assert_eq!(duplicates(&core, &scope).await.unwrap().total, 0);
});

on_both!(a_merge_keeps_both_values_and_an_undo_takes_out_exactly_what_came, core, {
    let scope = account(&core).await;
    let keep = add(&core, &scope, "Ana Ruiz", &["ana@example.com"], &[], "").await;
    let other = add(
        &core,
        &scope,
        "A. Ruiz",
        &["ana@example.com", "ana@work.example.com"],
        &["512-555-0100"],
        "Fair",
    )
    .await;
    conversations::add_note(&core, &scope, other, "Likes porches").await.unwrap();
    let before = get(&core, &scope, keep).await.unwrap().record;

    let id = merge(&core, &scope, keep, other).await.unwrap();
    let joined = get(&core, &scope, keep).await.unwrap().record;
    assert_eq!((joined.emails.len(), joined.phones.len(), joined.source.as_str()), (2, 1, "Fair"));
    assert_eq!(joined.name, PersonName::new("Ana", "Ruiz"));
    assert!(matches!(get(&core, &scope, other).await, Err(Error::NotFound)));
    assert_eq!(directory(&core, &scope).await.unwrap().len(), 1);
    assert_eq!(notes(&core, &scope, keep).await, ["Likes porches", "From the merged lead:\nName: A. Ruiz"]);
    assert_eq!(merges(&core, &scope, keep).await.unwrap()[0].merged, other);

    let tags = LeadPatch { tags: Some(vec!["VIP".into()]), ..LeadPatch::default() };
    patch(&core, &scope, keep, tags).await.unwrap();
    assert_eq!(undo_merge(&core, &scope, id).await.unwrap(), other);
    let after = get(&core, &scope, keep).await.unwrap().record;
    assert_eq!(after, LeadRecord { tags: vec!["VIP".into()], ..before });
    assert_eq!(directory(&core, &scope).await.unwrap().len(), 2);
    assert!(conversations::timeline(&core, &scope, keep).await.unwrap().is_empty());
    assert!(merges(&core, &scope, keep).await.unwrap().is_empty());
    assert!(matches!(undo_merge(&core, &scope, id).await, Err(Error::NotFound)));
});

/// The words of a lead's timeline.
async fn notes(core: &Core, scope: &Scope, lead: LeadId) -> Vec<String> {
    conversations::timeline(core, scope, lead).await.unwrap().into_iter().map(|item| item.text).collect()
}

on_both!(a_merge_loses_nothing_and_an_undo_brings_the_other_back_wholly, core, {
    let scope = account(&core).await;
    let [ana, rosa] =
        [("ana@example.com", "Austin", 3, "Hyde Park"), ("rosa@example.com", "Dallas", 2, "Oak Lawn")].map(
            |(email, city, beds, area)| LeadRecord {
                emails: vec![email.parse().unwrap()],
                address: Address { street: "1 Elm St".into(), city: city.into(), ..Address::default() },
                preferences: Facts { beds_min: Some(beds), areas: vec![area.into()], ..Facts::default() },
                ..LeadRecord::default()
            },
        );
    let rosa = LeadRecord {
        name: PersonName::new("Rosa", "Ruiz"),
        deal_type: Some(DealType::Seller),
        source: "Fair".into(),
        tags: vec!["VIP".into()],
        stated_zone: Some("America/Denver".into()),
        preferences: Facts {
            baths_min: Some(1.5),
            must_haves: vec![Tag::FencedYard],
            pets: BTreeMap::from([("dog".into(), Some(2))]),
            preferred_contact: Some(Channel::Sms),
            sell_before_buy: Some(true),
            ..rosa.preferences
        },
        ..rosa
    };
    let ana = LeadRecord { deal_type: Some(DealType::Buyer), source: "Zillow".into(), ..ana };
    let keep = create(&core, &scope, NewLead { record: ana.clone(), ..NewLead::default() }).await.unwrap();
    let other = NewLead { record: rosa.clone(), stage: Stage::Active, ..NewLead::default() };
    let other = create(&core, &scope, other).await.unwrap();
    let gone = get(&core, &scope, other).await.unwrap();

    let id = merge(&core, &scope, keep, other).await.unwrap();
    let joined = get(&core, &scope, keep).await.unwrap().record;
    let wanted = Facts {
        beds_min: Some(3),
        areas: vec!["Hyde Park".into(), "Oak Lawn".into()],
        ..rosa.preferences.clone()
    };
    assert_eq!(joined.preferences, wanted, "what was not known is taken over");
    assert_eq!((&joined.name, &joined.stated_zone), (&rosa.name, &rosa.stated_zone));
    let told = "From the merged lead:\nAddress: 1 Elm St, Dallas\nDeal: Seller\nStage: Active\nSource: Fair\n\
                Bedrooms, at least: 2";
    assert_eq!(notes(&core, &scope, keep).await, [told], "and what is said otherwise is a note");

    undo_merge(&core, &scope, id).await.unwrap();
    assert_eq!(get(&core, &scope, keep).await.unwrap().record, ana);
    assert!(notes(&core, &scope, keep).await.is_empty());
    let back = get(&core, &scope, other).await.unwrap();
    assert_eq!(back, Lead { revision: back.revision, updated_at: back.updated_at, ..gone });
    assert_eq!(
        find_by_email(core.db.read(), &core, scope.account, "rosa@example.com").await.unwrap(),
        [other]
    );
});

on_both!(p45_the_strictest_consent_wins, core, {
    let scope = account(&core).await;
    let keep = add(&core, &scope, "Ana Ruiz", &["ana@example.com"], &["512-555-0100"], "").await;
    let other = add(&core, &scope, "Ana Ruiz", &["ana@work.example.com"], &["512-555-0142"], "").await;
    let tx = core.db.begin().await.unwrap();
    consent::suppress(&tx, &core, &scope, Channel::Sms, "+15125550142", Source::Text).await.unwrap();
    consent::suppress(&tx, &core, &scope, Channel::Email, "ana@work.example.com", Source::Unsubscribe)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let id = merge(&core, &scope, keep, other).await.unwrap();
    let reach = async |scope: &Scope| {
        let lead = get(&core, scope, keep).await.unwrap();
        let state = consent::state(core.db.read(), &core, scope.account, &lead).await.unwrap();
        state.channels.iter().map(|channel| channel.suppressed).collect::<Vec<_>>()
    };
    // Texts end on the number that never said stop, calls go on, and mail loses only what the link ended.
    let expected = [Suppression::Everything, Suppression::None, Suppression::Marketing];
    assert_eq!(reach(&scope).await, expected);
    undo_merge(&core, &scope, id).await.unwrap();
    assert_eq!(reach(&scope).await, expected, "an opt-out is never lifted by an undo");
});

on_both!(merges_are_taken_apart_from_the_last_one, core, {
    let scope = account(&core).await;
    let [a, b, c] = [
        add(&core, &scope, "Ana", &["a@example.com"], &[], "").await,
        add(&core, &scope, "Ana", &["b@example.com"], &[], "").await,
        add(&core, &scope, "Ana", &["c@example.com"], &[], "").await,
    ];
    let inner = merge(&core, &scope, b, c).await.unwrap();
    conversations::add_note(&core, &scope, b, "Wants a garden").await.unwrap();
    let outer = merge(&core, &scope, a, b).await.unwrap();
    assert_eq!(get(&core, &scope, a).await.unwrap().record.emails.len(), 3);
    assert!(undo_merge(&core, &scope, inner).await.is_err());
    undo_merge(&core, &scope, outer).await.unwrap();
    undo_merge(&core, &scope, inner).await.unwrap();
    for id in [a, b, c] {
        assert_eq!(get(&core, &scope, id).await.unwrap().record.emails.len(), 1);
    }
});

on_both!(p35_leads_of_another_account_are_not_merged, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    let ana = add(&core, &mine, "Ana", &["a@example.com"], &[], "").await;
    let ben = add(&core, &mine, "Ben", &["b@example.com"], &[], "").await;
    let eve = add(&core, &theirs, "Eve", &["e@example.com"], &[], "").await;
    for (keep, other) in [(ana, eve), (eve, ana)] {
        assert!(matches!(merge(&core, &mine, keep, other).await, Err(Error::NotFound)));
    }
    assert!(matches!(merge(&core, &mine, ana, ana).await, Err(Error::Invalid(_))));
    let id = merge(&core, &mine, ana, ben).await.unwrap();
    assert!(matches!(undo_merge(&core, &theirs, id).await, Err(Error::NotFound)));
    assert!(merges(&core, &theirs, ana).await.unwrap().is_empty());
});
