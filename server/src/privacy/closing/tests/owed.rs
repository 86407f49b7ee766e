//! Read-only days, seen by leads: the law's clocks run on, and so do their rights (P-56, P-59 to P-64).

use super::days;
use crate::{
    Actor, Core, Error, Scope,
    exports::Taken,
    jobs, leads,
    links::{self, NewLink, Purpose},
    on_both,
    outbound::{
        Draft, captured, dispatch_due, submit,
        tests::fixture::{EMAIL, NUMBER, account, drain, lead},
    },
    privacy::{
        closing::{close, hold, purge_due},
        own::{self, Correction, Proven},
        requests::{self, Logged},
    },
    providers::Providers,
    worker::Worker,
};
use realtoros_domain::{
    Channel,
    consent::{Decision, Purpose as SendPurpose, Reason},
    contact::PersonName,
    ids::LeadId,
    rights::{Kind, Law, State, Via},
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};

const IP: &str = "192.0.2.7";

/// A lead with a link, whose realtor has closed the account.
async fn closing(core: &Core) -> (Scope, LeadId, String) {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    let link = NewLink {
        account: scope.account,
        lead,
        purpose: Purpose::Preferences,
        target: None,
        address_index: Vec::new(),
    };
    let token = links::issue(core.db.write(), core, link).await.unwrap();
    close(core, &scope, None).await.unwrap();
    (scope, lead, token)
}

async fn newest_mail(core: &Core) -> String {
    drain(core, &Providers::from_settings(core).unwrap()).await;
    captured(core).await.unwrap().pop().unwrap().text
}

fn digits(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned()
}

async fn shown(core: &Core, token: &str) -> Proven {
    own::ask_code(core, token, Some(0), IP).await.unwrap();
    let code = digits(&newest_mail(core).await);
    let browser = own::enter_code(core, token, &code, IP).await.unwrap();
    own::proven(core, token, Some(&browser)).await.unwrap().unwrap()
}

on_both!(p56_p59_p61_a_lead_of_a_closing_account_sees_corrects_and_takes_a_copy, core, {
    let (scope, lead, token) = closing(&core).await;
    let who = shown(&core, &token).await;
    assert!(!own::access(&core, &who).await.unwrap().sections.is_empty());
    let correction = Correction {
        name: PersonName::new("Rosalind", "Delgado"),
        emails: vec![EMAIL.into()],
        phones: vec![NUMBER.into()],
        ..Correction::default()
    };
    own::correct(&core, &who, correction).await.unwrap();
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    assert_eq!(found.record.name.first, "Rosalind");

    own::ask(&core, &who, Kind::Export, "").await.unwrap();
    let worker = Worker::new(core.core.clone());
    while jobs::step(&core, &worker).await.unwrap() {}
    assert!(newest_mail(&core).await.contains("/copy"), "and they are told where it is");
    assert!(matches!(own::take_copy(&core, &who).await.unwrap(), Taken::Download(_)));

    let news = Draft {
        subject: Some("Tomorrow".into()),
        ..Draft::automatic(lead, Channel::Email, SendPurpose::Reminder, "Tomorrow at ten.", "reminder")
    };
    let submitted = submit(&core, &scope, news).await.unwrap();
    assert_eq!(submitted.verdict.decision, Decision::Deny(Reason::TenantClosing), "nothing else leaves");
});

on_both!(p56_p62_an_erasure_that_a_lead_asks_for_is_done_at_once_while_the_account_closes, core, {
    let (scope, lead, token) = closing(&core).await;
    let who = shown(&core, &token).await;
    assert!(own::ask_erasure(&core, &who, "Please.").await.unwrap());
    let gone = leads::load(core.db.read(), &core, scope.account, lead).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    let asked = requests::of_lead(&core, &scope, lead).await.unwrap();
    assert_eq!((asked.len(), asked[0].kind, asked[0].state), (1, Kind::Erasure, State::Done));
    assert!(newest_mail(&core).await.contains("erase your data, and that was done"));
});

on_both!(p62_while_the_account_works_an_erasure_waits_for_the_realtor, core, {
    let (scope, lead, token) = closing(&core).await;
    crate::privacy::closing::undo(&core, &scope).await.unwrap();
    let who = shown(&core, &token).await;
    assert!(!own::ask_erasure(&core, &who, "").await.unwrap());
    leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    // It is closed while the request waits: asked again, it is done.
    close(&core, &scope, None).await.unwrap();
    assert!(own::ask_erasure(&core, &who, "").await.unwrap());
    assert_eq!(requests::of_lead(&core, &scope, lead).await.unwrap()[0].state, State::Done);
});

on_both!(p62_a_legal_hold_keeps_a_lead_also_while_the_account_closes, core, {
    let (scope, lead, token) = closing(&core).await;
    hold(&core, &Scope { actor: Actor::Operator, ..scope }, Some(lead)).await.unwrap();
    let who = shown(&core, &token).await;
    assert!(!own::ask_erasure(&core, &who, "").await.unwrap());
    leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    assert_eq!(requests::of_lead(&core, &scope, lead).await.unwrap()[0].state, State::Open);
});

on_both!(p64_a_request_by_phone_is_proven_and_answered_while_the_account_closes, core, {
    let (scope, lead, _) = closing(&core).await;
    let logged = Logged {
        kind: Kind::Erasure,
        lead: Some(lead),
        via: Via::Phone,
        law: Law::Strictest,
        received_at: core.now_ms(),
        contact: String::new(),
        text: "Please erase me.".into(),
    };
    let id = requests::log(&core, &scope, logged).await.unwrap();
    assert!(newest_mail(&core).await.contains("We have your request"));
    requests::ask_identity(&core, &scope, id, 0, IP).await.unwrap();
    let code = digits(&newest_mail(&core).await);
    requests::prove_identity(&core, &scope, id, &code, IP).await.unwrap();
    requests::approve_erasure(&core, &scope, id).await.unwrap();
    assert_eq!(requests::get(&core, &scope, id).await.unwrap().request.state, State::Done);
});

on_both!(p56_a_code_that_was_on_its_way_when_the_account_closed_arrives, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let link = NewLink {
        account: scope.account,
        lead,
        purpose: Purpose::Preferences,
        target: None,
        address_index: Vec::new(),
    };
    let token = links::issue(core.db.write(), &core, link).await.unwrap();
    own::ask_code(&core, &token, Some(0), IP).await.unwrap();
    close(&core, &scope, None).await.unwrap();
    assert!(newest_mail(&core).await.contains("Your code is"));
});

on_both!(p57_once_the_purge_has_begun_nobody_is_written_to, core, {
    let (scope, _, token) = closing(&core).await;
    let purging = Query::update()
        .table("account")
        .value("status", "purging")
        .and_where(Expr::col("id").eq(scope.account.0))
        .to_owned();
    core.db.write().execute(&purging).await.unwrap();
    let refused = own::ask_code(&core, &token, Some(0), IP).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    core.clock.advance(days(30));
    purge_due(&core).await.unwrap();
    let providers = Providers::from_settings(&core).unwrap();
    assert_eq!(dispatch_due(&core, &providers).await.unwrap(), 0);
    assert!(captured(&core).await.unwrap().is_empty());
});
