use super::{JobKind, JobState, Lane, NewJob, claim_in, enqueue, finish, keep};
use crate::{Core, Scope, on_both, testing::account};
use chrono::TimeDelta;

async fn add(core: &Core, scope: &Scope, kind: JobKind) {
    let tx = core.db.begin().await.unwrap();
    enqueue(&tx, core, NewJob::now(core, scope.account, kind, &core.new_id()).unwrap()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(a_long_job_holds_up_neither_drafts_nor_other_accounts, core, {
    let (one, other) = (account(&core).await, account(&core).await);
    add(&core, &one, JobKind::ImportCommit).await;
    core.clock.advance(TimeDelta::seconds(1));
    add(&core, &one, JobKind::NewsletterSend).await;
    add(&core, &one, JobKind::DraftReply).await;
    core.clock.advance(TimeDelta::seconds(1));
    add(&core, &other, JobKind::ImportCommit).await;

    let first = claim_in(&core, Lane::Long).await.unwrap().unwrap();
    assert_eq!((first.account, first.kind), (one.account, JobKind::ImportCommit));
    let second = claim_in(&core, Lane::Long).await.unwrap().unwrap();
    assert_eq!(second.account, other.account, "the first account has its long job already");
    assert!(claim_in(&core, Lane::Long).await.unwrap().is_none());
    assert_eq!(claim_in(&core, Lane::Short).await.unwrap().unwrap().kind, JobKind::DraftReply);

    core.clock.advance(TimeDelta::seconds(50));
    keep(&core, first.id).await.unwrap();
    core.clock.advance(TimeDelta::seconds(20));
    let again = claim_in(&core, Lane::Long).await.unwrap().unwrap();
    assert_eq!(again.id, second.id, "whose lease ran out; the other was kept");
    finish(&core, first.id, JobState::Done, None).await.unwrap();
    assert_eq!(claim_in(&core, Lane::Long).await.unwrap().unwrap().kind, JobKind::NewsletterSend);
});

#[test]
fn every_kind_of_job_has_a_lane() {
    let of = |lane: Lane| lane.kinds().count();
    assert_eq!(of(Lane::Short) + of(Lane::Long) + of(Lane::Sync), JobKind::ALL.len());
    assert!([Lane::Short, Lane::Long, Lane::Sync].iter().all(|lane| Lane::WORKERS.contains(lane)));
}

on_both!(p22_p47_a_provider_that_hangs_holds_up_no_draft, core, {
    let (one, other) = (account(&core).await, account(&core).await);
    for kind in [JobKind::SyncMail, JobKind::SyncCalendar, JobKind::RevokeConnection] {
        add(&core, &one, kind).await;
        core.clock.advance(TimeDelta::milliseconds(1));
    }
    add(&core, &other, JobKind::SyncMail).await;
    add(&core, &one, JobKind::DraftReply).await;
    assert_eq!(claim_in(&core, Lane::Short).await.unwrap().unwrap().kind, JobKind::DraftReply);
    assert!(claim_in(&core, Lane::Short).await.unwrap().is_none(), "nothing there asks a provider");
    assert!(claim_in(&core, Lane::Long).await.unwrap().is_none());
    let first = claim_in(&core, Lane::Sync).await.unwrap().unwrap();
    assert_eq!((first.account, first.kind), (one.account, JobKind::SyncMail));
    let second = claim_in(&core, Lane::Sync).await.unwrap().unwrap();
    assert_eq!(second.account, other.account, "one at a time for each account");
    assert!(claim_in(&core, Lane::Sync).await.unwrap().is_none());
});
