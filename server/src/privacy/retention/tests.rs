//! Rules of retention on both databases (P-55).

use super::{Choice, Deleted, backlog, delete_due, due_soon, keep, preview, rules, set_rules};
use crate::{
    Core, Error, Scope, audit,
    leads::{self, LeadRecord, NewLead, Switch},
    on_both,
    privacy::{closing, erasure, requests},
    testing::{account, realtor},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Stage,
    contact::PersonName,
    ids::LeadId,
    retention::{NOTICE_MS, Rule},
    rights::{Kind, Law, Via},
};

const LOST_AFTER_A_YEAR: [Choice; 1] = [(Stage::Lost, Some(12))];

async fn lead(core: &Core, scope: &Scope, first: &str, stage: Stage) -> LeadId {
    let record = LeadRecord {
        name: PersonName::new(first, "Delgado"),
        emails: vec![format!("{first}@example.com").parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, stage, ..NewLead::default() }).await.unwrap()
}

fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

async fn is_there(core: &Core, scope: &Scope, lead: LeadId) -> bool {
    leads::load(core.db.read(), core, scope.account, lead).await.is_ok()
}

on_both!(p55_without_a_rule_nothing_is_deleted_in_ten_years, core, {
    let scope = account(&core).await;
    let rosa = lead(&core, &scope, "rosa", Stage::Lost).await;
    core.clock.advance(days(3_653));
    assert_eq!(delete_due(&core).await.unwrap(), Deleted::default());
    assert!(is_there(&core, &scope, rosa).await);
    assert!(rules(&core, &scope).await.unwrap().is_empty());
});

on_both!(p55_a_preview_says_how_many_on_which_day_and_that_is_what_happens, core, {
    let scope = account(&core).await;
    let old = lead(&core, &scope, "rosa", Stage::Lost).await;
    core.clock.advance(days(200));
    let newer = lead(&core, &scope, "ann", Stage::Lost).await;
    let active = lead(&core, &scope, "kim", Stage::Active).await;
    core.clock.advance(days(150));
    let now = core.now_ms();
    let previews = preview(&core, &scope, &LOST_AFTER_A_YEAR).await.unwrap();
    let lost = previews.iter().find(|one| one.stage == Stage::Lost).unwrap();
    assert_eq!((lost.leads, lost.first, lost.within_a_year), (2, 1, 2));
    let first_at = lost.first_at.unwrap();
    assert_eq!(first_at, now + NOTICE_MS, "the year is over in 15 days, but the rule is new");
    assert!(previews.iter().filter(|one| one.stage != Stage::Lost).all(|one| one.first_at.is_none()));
    assert!(rules(&core, &scope).await.unwrap().is_empty(), "a preview sets nothing");

    set_rules(&core, &scope, &LOST_AFTER_A_YEAR).await.unwrap();
    let due = due_soon(&core, &scope).await.unwrap();
    assert_eq!(due.iter().map(|due| (due.lead, due.at)).collect::<Vec<_>>(), [(old, first_at)]);
    core.clock.advance(days(30) - TimeDelta::milliseconds(1));
    assert_eq!(delete_due(&core).await.unwrap(), Deleted::default(), "not a moment before");
    core.clock.advance(TimeDelta::milliseconds(1));
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 1);
    assert_eq!(delete_due(&core).await.unwrap(), Deleted { erased: 1, ..Deleted::default() });
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0);
    assert!(!is_there(&core, &scope, old).await);
    assert!(is_there(&core, &scope, newer).await && is_there(&core, &scope, active).await);
    let certificates = erasure::certificates(&core, &scope).await.unwrap();
    assert_eq!(certificates.iter().map(|one| one.reason).collect::<Vec<_>>(), [erasure::Reason::Retention]);
    audit::verify(&core, scope.account).await.unwrap().unwrap();
});

on_both!(p55_whatever_happens_with_a_lead_keeps_them, core, {
    let scope = account(&core).await;
    let (rosa, ann) =
        (lead(&core, &scope, "rosa", Stage::Lost).await, lead(&core, &scope, "ann", Stage::Lost).await);
    let kim = lead(&core, &scope, "kim", Stage::Lost).await;
    set_rules(&core, &scope, &LOST_AFTER_A_YEAR).await.unwrap();
    core.clock.advance(days(360));
    assert_eq!(due_soon(&core, &scope).await.unwrap().len(), 3);
    keep(&core, &scope, rosa).await.unwrap();
    leads::set_stage(&core, &scope, &[ann], Stage::Active).await.unwrap();
    core.clock.advance(days(10));
    assert_eq!(delete_due(&core).await.unwrap(), Deleted { erased: 1, ..Deleted::default() });
    assert!(is_there(&core, &scope, rosa).await && is_there(&core, &scope, ann).await);
    assert!(!is_there(&core, &scope, kim).await);
    let other = account(&core).await;
    assert!(matches!(keep(&core, &other, rosa).await, Err(Error::NotFound)), "somebody else's lead");
});

on_both!(p55_the_law_and_open_requests_come_before_a_rule, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let held = lead(&core, &scope, "rosa", Stage::Lost).await;
    let restricted = lead(&core, &scope, "ann", Stage::Lost).await;
    let asking = lead(&core, &scope, "kim", Stage::Lost).await;
    closing::hold(&core, &scope, Some(held)).await.unwrap();
    // Somebody on hold who became part of another.
    let joined = lead(&core, &scope, "eve", Stage::Lost).await;
    let gone = lead(&core, &scope, "eva", Stage::Lost).await;
    closing::hold(&core, &scope, Some(gone)).await.unwrap();
    leads::merge(&core, &scope, joined, gone).await.unwrap();
    leads::set_switch(&core, &scope, restricted, Switch::Restricted, true).await.unwrap();
    set_rules(&core, &scope, &LOST_AFTER_A_YEAR).await.unwrap();
    let logged = requests::Logged {
        kind: Kind::Access,
        lead: Some(asking),
        via: Via::Email,
        law: Law::Ccpa,
        received_at: core.now_ms(),
        contact: "kim@example.com".to_owned(),
        text: String::new(),
    };
    requests::log(&core, &scope, logged).await.unwrap();
    core.clock.advance(days(400));
    assert_eq!(delete_due(&core).await.unwrap(), Deleted { kept: 4, ..Deleted::default() });
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0, "what is kept is not late");
    for one in [held, restricted, asking, joined] {
        assert!(is_there(&core, &scope, one).await);
    }
});

on_both!(p55_a_closing_account_deletes_no_single_leads, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa", Stage::Lost).await;
    set_rules(&core, &scope, &LOST_AFTER_A_YEAR).await.unwrap();
    core.clock.advance(days(360));
    closing::close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(29));
    assert_eq!(delete_due(&core).await.unwrap(), Deleted::default());
    assert!(is_there(&core, &scope, rosa).await);
});

on_both!(p55_rules_are_of_one_account_and_only_known_periods_count, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    set_rules(&core, &mine, &LOST_AFTER_A_YEAR).await.unwrap();
    set_rules(&core, &mine, &[(Stage::New, Some(24))]).await.unwrap();
    let since = core.now_ms();
    let both =
        [Rule { stage: Stage::New, months: 24, since }, Rule { stage: Stage::Lost, months: 12, since }];
    assert_eq!(rules(&core, &mine).await.unwrap(), both);
    assert!(rules(&core, &theirs).await.unwrap().is_empty());
    for months in [0, 1, 13, u16::MAX] {
        assert!(set_rules(&core, &mine, &[(Stage::New, Some(months))]).await.is_err(), "{months}");
    }
    assert_eq!(rules(&core, &mine).await.unwrap(), both, "a wrong choice changes nothing");
    set_rules(&core, &mine, &[(Stage::New, None), (Stage::Lost, None)]).await.unwrap();
    assert!(rules(&core, &mine).await.unwrap().is_empty());
});
