//! Thirty days later: everything goes, and is found to be gone (P-57).

use super::{PASSWORD, days, enqueue, lead};
use crate::{
    Actor, Core, Error, Scope, accounts, audit,
    db::within,
    jobs::JobKind,
    leads::{self, directory::directory},
    on_both,
    privacy::closing::{
        Ending, Tally, backlog, certificates, close, leftovers, purge, purge::purge_with, purge_due, state,
        sweep,
    },
    testing::{TestCore, account, on_sqlite, realtor},
    vault::KeyOwner,
};
use chrono::TimeDelta;
use realtoros_domain::{
    closing::BACKUP_MS,
    ids::{AccountId, LeadId},
};
use sea_orm::{ConnectionTrait, Statement};
use std::{collections::BTreeSet, fs, path::PathBuf};
use uuid::Uuid;

async fn number(core: &Core, sql: &str) -> i64 {
    let statement = Statement::from_string(core.db.backend(), sql);
    core.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// The account of the canaries, which has something in every corner.
pub(super) async fn busy(core: &Core) -> Scope {
    crate::canary::enter(core).await;
    let sql = Statement::from_string(core.db.backend(), "SELECT id FROM account");
    let id: Uuid = core.db.read().query_one_raw(sql).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    Scope { account: AccountId(id), actor: Actor::Operator }
}

on_both!(p57_after_thirty_days_nothing_is_left_and_nothing_of_others_is_touched, core, {
    let scope = busy(&core).await;
    let other = realtor(&core, "robin@example.com").await;
    let kept = lead(&core, &other, "kept").await;
    let before = sweep::counts(core.db.read(), scope.account).await.unwrap();
    assert!(before.len() > 15, "{before:?}");
    let samples = sweep::samples(core.db.read(), scope.account).await.unwrap();
    assert!(samples.len() > 8);
    for (place, sealed) in &samples {
        assert!(
            core.vault.opens(core.db.read(), *place, sealed).await.unwrap(),
            "before, it opens: {place:?}"
        );
    }

    close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(30) - TimeDelta::seconds(1));
    assert_eq!(
        purge_due(&core).await.unwrap(),
        Tally { waiting: 1, ..Tally::default() },
        "not a second early"
    );
    assert!(matches!(purge(&core, scope.account).await, Err(Error::Conflict(_))));
    assert_eq!(state(&core, &scope).await.unwrap().name, "closing");
    core.clock.advance(TimeDelta::seconds(1));
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 1);
    assert_eq!(purge_due(&core).await.unwrap(), Tally { purged: 1, ..Tally::default() });

    assert!(sweep::counts(core.db.read(), scope.account).await.unwrap().is_empty());
    let keys = format!("SELECT count(*) FROM data_key WHERE account_id <> {}", quoted(&core, other.account));
    let others = "SELECT count(*) FROM data_key";
    assert_eq!(
        number(&core, &keys).await,
        1,
        "the installation's own key, of {}",
        number(&core, others).await
    );
    for (place, sealed) in &samples {
        assert!(!core.vault.opens(core.db.read(), *place, sealed).await.unwrap(), "{place:?}");
    }
    assert!(leftovers(&core).await.unwrap().is_empty());
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0);
    let found = certificates(&core, 9).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].account, found[0].purged_at), (scope.account, core.now_ms()));
    assert_eq!(found[0].purged_at - found[0].closed_at, TimeDelta::days(30).num_milliseconds());
    assert_eq!(found[0].backups_until, core.now_ms() + BACKUP_MS);
    assert_eq!(found[0].counts["lead"], before["lead"]);
    assert_eq!(purge_due(&core).await.unwrap(), Tally::default(), "there is nothing to do again");

    leads::get(&core, &other, kept).await.unwrap();
    assert_eq!(directory(&core, &other).await.unwrap().len(), 1);
    assert!(audit::verify(&core, other.account).await.unwrap().is_ok_and(|length| length > 0));
});

fn quoted(core: &Core, account: AccountId) -> String {
    match core.db.backend() {
        sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", account.0.simple()),
        _ => format!("'{account}'"),
    }
}

on_both!(p57_reads_that_are_noted_late_do_not_bring_the_account_back, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    close(&core, &scope, None).await.unwrap();
    leads::get(&core, &scope, rosa).await.unwrap();
    core.clock.advance(days(30));
    purge_due(&core).await.unwrap();
    core.reads.flush(&core).await.unwrap();
    assert!(sweep::counts(core.db.read(), scope.account).await.unwrap().is_empty());
    assert!(accounts::sign_in(&core, "dana@example.com", PASSWORD, "192.0.2.1").await.is_err());
    realtor(&core, "dana@example.com").await;
});

/// A closed account with a little of everything that is quick to make, thirty days later.
async fn closed(core: &TestCore) -> Scope {
    let scope = account(core).await;
    for first in ["rosa", "ann"] {
        lead(core, &scope, first).await;
    }
    enqueue(core, &scope, JobKind::ExtractFacts).await;
    close(core, &scope, None).await.unwrap();
    scope
}

on_both!(p57_a_purge_that_is_killed_after_any_statement_is_completed_by_the_next, core, {
    let model = closed(&core).await;
    core.clock.advance(days(30));
    let mut steps = Vec::new();
    let mut note = |step| {
        steps.push(step);
        Ok(())
    };
    within(model.account, purge_with(&core, model.account, &mut note)).await.unwrap();
    let distinct: BTreeSet<_> = steps.iter().collect();
    assert!(distinct.len() > 8, "{steps:?}");

    for (at, last) in steps.iter().enumerate() {
        let scope = closed(&core).await;
        core.clock.advance(days(30));
        let mut count = 0;
        let killed = within(
            scope.account,
            purge_with(&core, scope.account, &mut |_| {
                count += 1;
                if count > at { Err(Error::Internal("killed".to_owned())) } else { Ok(()) }
            }),
        )
        .await;
        assert!(killed.is_err(), "step {at}");
        let certified = certificates(&core, 99).await.unwrap();
        let is_certified = certified.iter().any(|it| it.account == scope.account);
        assert_eq!(is_certified, *last == "certificate", "certified only when all is gone: {last}");
        if is_certified {
            assert!(matches!(purge(&core, scope.account).await, Err(Error::NotFound)), "it is gone");
        } else {
            assert_eq!(within(scope.account, purge(&core, scope.account)).await.unwrap(), Ending::Purged);
        }
        let left = sweep::counts(core.db.read(), scope.account).await.unwrap();
        assert!(left.is_empty(), "killed after {last}: {left:?}");
        let certified = certificates(&core, 99).await.unwrap();
        let mine: Vec<_> = certified.iter().filter(|it| it.account == scope.account).collect();
        assert_eq!(mine.len(), 1, "once: {last}");
        assert_eq!(mine[0].counts["lead"], 2, "and it says what there was before the first try");
    }
});

/// Makes the database keep every key, whoever deletes it; nobody is told. Or lets them go again.
async fn keep_keys(core: &Core, kept: bool) {
    let owner = core.db.as_owner().await.unwrap();
    let sql = match (core.db.backend(), kept) {
        (sea_orm::DatabaseBackend::Sqlite, true) => {
            "CREATE TRIGGER keep BEFORE DELETE ON data_key BEGIN SELECT RAISE(IGNORE); END"
        }
        (sea_orm::DatabaseBackend::Sqlite, false) => "DROP TRIGGER keep",
        (_, true) => {
            "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; \
             CREATE TRIGGER keep BEFORE DELETE ON data_key FOR EACH ROW EXECUTE FUNCTION keep()"
        }
        (_, false) => "DROP TRIGGER keep ON data_key",
    };
    owner.execute_unprepared(sql).await.unwrap();
}

on_both!(p57_while_anything_sealed_still_opens_no_row_goes_and_nothing_is_certified, core, {
    let scope = closed(&core).await;
    core.clock.advance(days(30));
    keep_keys(&core, true).await;
    let failed = within(scope.account, purge(&core, scope.account)).await;
    assert!(failed.is_err_and(|error| error.to_string().contains("still opens")));
    assert!(certificates(&core, 9).await.unwrap().is_empty());
    let left = sweep::counts(core.db.read(), scope.account).await.unwrap();
    assert_eq!(left["lead"], 2, "the next run has the same to try: {left:?}");

    keep_keys(&core, false).await;
    assert_eq!(within(scope.account, purge(&core, scope.account)).await.unwrap(), Ending::Purged);
    assert_eq!(certificates(&core, 9).await.unwrap().len(), 1);
});

on_both!(p57_a_key_that_comes_back_while_rows_go_is_found_at_the_end, core, {
    let scope = closed(&core).await;
    core.clock.advance(days(30));
    let samples = sweep::samples(core.db.read(), scope.account).await.unwrap();
    let (place, _) = samples.iter().find(|(place, _)| place.table == "lead").unwrap();
    let owner = KeyOwner::Lead(scope.account, LeadId(place.row));
    let key = core.vault.key(core.db.read(), owner).await.unwrap();
    let mut bring_back = |step| {
        if step == "lead" {
            core.vault.remember(owner, key.clone());
        }
        Ok(())
    };
    let failed = within(scope.account, purge_with(&core, scope.account, &mut bring_back)).await;
    assert!(failed.is_err_and(|error| error.to_string().contains("still opens")));
    assert!(certificates(&core, 9).await.unwrap().is_empty());
});

#[tokio::test]
async fn p57_the_sealed_rows_of_a_purged_account_leave_the_files_at_once() {
    crate::db::across(async {
        let core = on_sqlite().await;
        let scope = realtor(&core, "dana@example.com").await;
        lead(&core, &scope, "rosa").await;
        let samples = sweep::samples(core.db.read(), scope.account).await.unwrap();
        let (_, sealed) = samples.iter().find(|(place, _)| place.table == "lead").unwrap();
        let holding = || -> Vec<_> {
            let files = fs::read_dir(core.folder.path()).unwrap().map(|entry| entry.unwrap().path());
            let holds = |path: &PathBuf| {
                fs::read(path).unwrap().windows(sealed.len()).any(|bytes| bytes == sealed.as_slice())
            };
            files.filter(|path| path.is_file()).filter(holds).collect()
        };
        assert!(!holding().is_empty(), "there is something to look for");
        close(&core, &scope, None).await.unwrap();
        core.clock.advance(days(30));
        assert_eq!(purge_due(&core).await.unwrap().purged, 1);
        assert_eq!(holding(), Vec::<PathBuf>::new());
    })
    .await;
}
