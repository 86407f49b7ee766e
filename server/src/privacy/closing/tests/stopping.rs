//! T0: everything stops (P-56), and it can be undone (P-63).

use super::{Nobody, PASSWORD, days, enqueue, newest};
use crate::{
    Core, Error, Scope,
    accounts::{self, DatabaseSessions, Identity, MEMBER, ProviderName},
    assistant,
    jobs::{self, JobKind, JobState},
    on_both,
    outbound::{self, Draft, MessageState, dispatch_due, tests::fixture},
    privacy::closing::{close, state, undo},
    testing::realtor,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Reason},
};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

on_both!(p56_every_kind_of_job_ends_denied_because_the_account_closes, core, {
    let (scope, other) =
        (realtor(&core, "dana@example.com").await, realtor(&core, "robin@example.com").await);
    for kind in JobKind::ALL.iter().copied().filter(|kind| !kind.survives_closing()) {
        enqueue(&core, &scope, kind).await;
        enqueue(&core, &other, kind).await;
    }
    close(&core, &scope, None).await.unwrap();
    for kind in JobKind::ALL.iter().copied().filter(|kind| !kind.survives_closing()) {
        // What was waiting, and what somebody asks for afterwards.
        let waiting = newest(&core, &scope, kind).await;
        core.clock.advance(TimeDelta::milliseconds(5));
        enqueue(&core, &scope, kind).await;
        while jobs::step_of(&core, scope.account, &Nobody).await.unwrap() {}
        for status in [waiting, newest(&core, &scope, kind).await] {
            assert_eq!(status.state, JobState::Denied, "{kind}");
            assert_eq!(status.error.as_deref(), Some("account_closing"), "{kind}");
        }
        assert_eq!(newest(&core, &other, kind).await.state, JobState::Queued, "{kind} of somebody else");
    }
});

on_both!(p56_a_job_that_runs_is_stopped_at_its_next_step, core, {
    let scope = realtor(&core, "dana@example.com").await;
    enqueue(&core, &scope, JobKind::NewsletterSend).await;
    let job = jobs::claim(&core).await.unwrap().unwrap();
    assert!(jobs::progress(&core, job.id, 1, 9).await.unwrap());
    close(&core, &scope, None).await.unwrap();
    assert!(!jobs::progress(&core, job.id, 2, 9).await.unwrap());
    assert_eq!(newest(&core, &scope, JobKind::NewsletterSend).await.state, JobState::Denied);
});

async fn answer(core: &Core, scope: &Scope, key: &str) -> outbound::Submitted {
    let lead = fixture::lead(core, scope, fixture::NUMBER, &format!("{key}@example.com")).await;
    let draft = Draft::typed(lead, Channel::Email, "Hello there".to_owned(), key.to_owned());
    let draft = Draft { subject: Some("Hello".to_owned()), ..draft };
    outbound::submit(core, scope, draft).await.unwrap()
}

on_both!(p56_what_waits_is_denied_and_nothing_new_leaves, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let waiting = answer(&core, &scope, "before").await;
    assert_eq!(waiting.state, MessageState::Queued);
    close(&core, &scope, None).await.unwrap();
    let providers = crate::providers::Providers::capturing().unwrap();
    while dispatch_due(&core, &providers).await.unwrap() > 0 {}
    assert!(outbound::captured(&core).await.unwrap().is_empty(), "nothing was sent");
    let late = answer(&core, &scope, "after").await;
    assert_eq!(late.verdict.decision, Decision::Deny(Reason::TenantClosing));
    while dispatch_due(&core, &providers).await.unwrap() > 0 {}
    assert!(outbound::captured(&core).await.unwrap().is_empty());
    undo(&core, &scope).await.unwrap();
    while dispatch_due(&core, &providers).await.unwrap() > 0 {}
    assert!(outbound::captured(&core).await.unwrap().is_empty(), "what was stopped stays stopped");
    answer(&core, &scope, "again").await;
    while dispatch_due(&core, &providers).await.unwrap() > 0 {}
    assert_eq!(outbound::captured(&core).await.unwrap().len(), 1);
});

on_both!(p56_ai_does_nothing_for_a_closing_account, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = fixture::lead(&core, &scope, fixture::NUMBER, fixture::EMAIL).await;
    close(&core, &scope, None).await.unwrap();
    assert_eq!(assistant::summary(&core, &scope, lead).await.unwrap().denied, Some("account_closing"));
    for task in [assistant::Task::DraftReply, assistant::Task::ExtractFacts, assistant::Task::Summarise] {
        let denied = assistant::permit(&core, &scope, Some(lead), task).await.unwrap();
        assert_eq!(denied, Some("account_closing"), "{task:?}");
    }
});

async fn session(core: &Core, scope: &Scope) -> Id {
    let member = scope.actor.id().unwrap().to_string();
    let mut record = Record {
        id: Id::default(),
        data: [(MEMBER.to_owned(), member.into())].into(),
        expiry_date: OffsetDateTime::now_utc(),
    };
    DatabaseSessions(core.clone()).create(&mut record).await.unwrap();
    record.id
}

on_both!(p56_other_browsers_are_signed_out_and_linked_sign_ins_are_revoked, core, {
    let (scope, other) =
        (realtor(&core, "dana@example.com").await, realtor(&core, "robin@example.com").await);
    let store = DatabaseSessions(core.core.clone());
    let (mine, elsewhere, theirs) =
        (session(&core, &scope).await, session(&core, &scope).await, session(&core, &other).await);
    let identity = Identity {
        provider: ProviderName::Google,
        issuer: "https://issuer.example".into(),
        subject: "1".into(),
    };
    accounts::link_identity(&core, &scope, &identity).await.unwrap();
    close(&core, &scope, Some(&mine)).await.unwrap();
    assert!(store.load(&mine).await.unwrap().is_some(), "the one that closed it goes on");
    assert!(store.load(&elsewhere).await.unwrap().is_none());
    assert!(store.load(&theirs).await.unwrap().is_some(), "somebody else's");
    assert!(accounts::sign_in_by_identity(&core, &identity).await.unwrap().is_none());
    assert!(matches!(accounts::link_identity(&core, &scope, &identity).await, Err(Error::Refused(_))));
    // The realtor can come back, to undo or to export.
    accounts::sign_in(&core, "dana@example.com", PASSWORD, "192.0.2.1").await.unwrap();
});

on_both!(p63_undoing_works_until_a_moment_before_thirty_days, core, {
    let scope = realtor(&core, "dana@example.com").await;
    assert!(matches!(undo(&core, &scope).await, Err(Error::Conflict(_))), "it was not closed");
    let closed = close(&core, &scope, None).await.unwrap();
    assert_eq!((closed.name, closed.days_left, closed.can_undo), ("closing", 30, true));
    assert!(matches!(close(&core, &scope, None).await, Err(Error::Conflict(_))), "once is enough");
    core.clock.advance(days(29) + TimeDelta::hours(23));
    let open = undo(&core, &scope).await.unwrap();
    assert_eq!((open.name, open.asked_at, open.can_undo), ("active", None, false));
    assert!(accounts::is_active(core.db.read(), scope.account).await.unwrap());

    close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(30));
    assert!(!state(&core, &scope).await.unwrap().can_undo);
    assert!(matches!(undo(&core, &scope).await, Err(Error::Conflict(_))));
    assert_eq!(state(&core, &scope).await.unwrap().name, "closing", "a refusal changes nothing");
});
