use super::{
    EMAIL, PASSWORD,
    leads::{COUNT, lead},
    make,
    service::Demo,
};
use crate::{
    Core, Result, accounts, assistant, audit, controls,
    conversations::threads,
    jobs::{self, Claimed, JobKind, JobState, NewJob, Outcome, Work},
    leads::directory::directory,
    newsletters, on_both,
    outbound::tests::fixture::account,
};
use realtoros_domain::{ids::ImportId, newsletter::State};
use std::collections::HashSet;

#[derive(Clone)]
struct Worker(Core);

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::NewsletterSend => newsletters::perform(&self.0, job).await,
            JobKind::DraftReply => assistant::perform_draft(&self.0, job).await,
            JobKind::ExtractFacts => assistant::perform_extract(&self.0, job).await,
            other => panic!("the demo imports nothing: {other}"),
        }
    }
}

#[test]
fn every_lead_can_be_reached_and_nobody_is_real() {
    let today = "2026-11-24".parse().unwrap();
    let (mut names, mut phones, mut emails) = (HashSet::new(), HashSet::new(), HashSet::new());
    for n in 0..COUNT {
        let record = lead(n, today).record;
        assert!(names.insert(record.display_name()), "{n}");
        assert!(!record.emails.is_empty() || !record.phones.is_empty(), "{n}");
        for phone in record.phones {
            assert!(
                phone.e164()[5..].starts_with("55501") && phones.insert(phone.e164().to_owned()),
                "{n} {phone:?}"
            );
        }
        for email in record.emails {
            let domain = email.as_str().split('@').nth(1).unwrap().to_owned();
            assert!(["example.com", "example.net", "example.org"].contains(&domain.as_str()), "{n}");
            assert!(emails.insert(email), "{n}");
        }
    }
}

on_both!(the_demo_shows_every_part_at_work, core, {
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Made);
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Known);
    let scope = accounts::sign_in(&core, EMAIL, PASSWORD, "127.0.0.1").await.unwrap().whole();
    assert_eq!(directory(&core, &scope).await.unwrap().len(), COUNT);

    let threads = threads(&core, &scope, None).await.unwrap().threads;
    assert!(threads.iter().filter(|thread| thread.on_hold).count() >= 2, "something waits for a look");
    assert!(threads.iter().filter(|thread| thread.has_draft).count() >= 3, "drafts wait");

    let letters = newsletters::list(&core, &scope).await.unwrap();
    let states: HashSet<_> = letters.iter().map(|letter| letter.state.as_str()).collect();
    assert_eq!(states, HashSet::from([State::Draft.as_str(), State::Sent.as_str()]));

    core.reads.flush(&core).await.unwrap();
    for (_, outcome) in audit::verify_all(&core).await.unwrap() {
        assert!(outcome.is_ok());
    }
});

/// How the control of that name ends now.
async fn control(core: &Core, name: &str) -> controls::Outcome {
    let reports = controls::run_all(core).await.unwrap();
    reports.into_iter().find(|report| report.control.name == name).unwrap().outcome
}

on_both!(p66_p15_the_demo_is_born_signed_and_with_nothing_past_its_time, core, {
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Made);
    for name in ["signed-heads", "technical-data-expires"] {
        assert_eq!(control(&core, name).await, controls::Outcome::Pass, "{name}");
    }
    std::fs::remove_dir_all(core.settings.data_dir.join("heads")).unwrap();
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Known);
    let lost = control(&core, "signed-heads").await;
    assert!(matches!(lost, controls::Outcome::Fail(_)), "heads that were there are missed: {lost:?}");
});

on_both!(p35_the_demo_does_no_work_of_other_accounts, core, {
    let scope = account(&core, "a@example.com").await;
    // The worker of these tests panics on it.
    let theirs = NewJob::now(&core, scope.account, JobKind::ImportUndo, &ImportId(core.new_id())).unwrap();
    let tx = core.db.begin().await.unwrap();
    let theirs = jobs::enqueue(&tx, &core, theirs).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Made);
    assert_eq!(jobs::status(&core, &scope, theirs).await.unwrap().unwrap().state, JobState::Queued);
});

on_both!(a_demo_that_was_cut_off_is_not_called_whole, core, {
    account(&core, EMAIL).await;
    assert_eq!(make(&core, Worker).await.unwrap(), Demo::Unfinished);
});
