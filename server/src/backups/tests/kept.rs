//! What the database in place knows and a backup does not is not taken back (P-56, P-58, P-62, T4).

use super::{FORCE, lead, number, reopened};
use crate::{
    Core, Scope,
    backups::{create, restore},
    consent::{self, Source},
    on_both,
    privacy::{
        closing::{Tally, close, hold, purge_due, release, state, undo},
        erasure::{self, Reason},
    },
    testing::realtor,
};
use chrono::TimeDelta;
use realtoros_domain::Channel;
use sea_orm::ConnectionTrait;

on_both!(p62_p58_who_was_erased_since_the_backup_stays_suppressed, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    let backup = create(&core).await.unwrap().id;
    let ann = lead(&core, &scope, "ann").await;
    core.clock.advance(TimeDelta::days(1));
    for one in [rosa, ann] {
        erasure::erase_lead(&core, &scope, one, Reason::Request).await.unwrap();
    }
    restore(&core, backup, FORCE).await.unwrap();
    let again = reopened(&core).await;
    let both = ["rosa@example.com", "ann@example.com"];
    let erased = consent::erased(again.db.read(), &again, scope.account, &both).await.unwrap();
    assert_eq!(erased.len(), 2, "{erased:?}");
    assert_eq!(number(&again, "SELECT count(*) FROM erasure").await, 2, "and their certificates are there");
});

async fn opts_out(core: &Core, scope: &Scope, address: &str) {
    let tx = core.db.begin().await.unwrap();
    assert!(consent::suppress(&tx, core, scope, Channel::Email, address, Source::Mail).await.unwrap());
    tx.commit().await.unwrap();
}

async fn comes_back(core: &Core, scope: &Scope, address: &str) {
    let tx = core.db.begin().await.unwrap();
    assert!(consent::lift(&tx, core, scope, Channel::Email, address, &[Source::Mail]).await.unwrap());
    tx.commit().await.unwrap();
}

/// Which of three addresses are closed.
async fn closed(core: &Core, scope: &Scope) -> [bool; 3] {
    let all = ["stays@example.com", "back@example.com", "new@example.com"];
    let points = all.map(|address| (Channel::Email, address));
    let found = consent::suppressions(core.db.read(), core, scope.account, &points).await.unwrap();
    all.map(|address| found.contains_key(&(Channel::Email, address.to_owned())))
}

on_both!(p58_t4_an_opt_out_since_the_backup_is_not_taken_back, core, {
    let scope = realtor(&core, "dana@example.com").await;
    for address in ["stays@example.com", "back@example.com"] {
        opts_out(&core, &scope, address).await;
    }
    let older = create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    opts_out(&core, &scope, "new@example.com").await;
    comes_back(&core, &scope, "back@example.com").await;
    let newer = create(&core).await.unwrap().id;
    restore(&core, older, FORCE).await.unwrap();
    let again = reopened(&core).await;
    assert_eq!(closed(&again, &scope).await, [true, false, true], "each as it was last");

    // A database that is older than the backup: what the backup knows later holds.
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("UPDATE suppression SET recorded_at = 1, lifted_at = 2").await.unwrap();
    restore(&again, newer, FORCE).await.unwrap();
    assert_eq!(closed(&reopened(&core).await, &scope).await, [true, false, true], "as the backup says");
});

on_both!(p58_rows_of_an_account_that_did_not_come_back_go, core, {
    realtor(&core, "dana@example.com").await;
    let backup = create(&core).await.unwrap().id;
    let later = realtor(&core, "robin@example.com").await;
    opts_out(&core, &later, "new@example.com").await;
    close(&core, &later, None).await.unwrap();
    restore(&core, backup, FORCE).await.unwrap();
    for table in ["suppression", "account_closing"] {
        assert_eq!(number(&core, &format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
});

on_both!(p56_p57_p58_an_account_that_was_closed_since_the_backup_is_closing_and_is_purged, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "rosa").await;
    let backup = create(&core).await.unwrap().id;
    let asked = close(&core, &scope, None).await.unwrap().asked_at;
    core.clock.advance(TimeDelta::days(29));
    restore(&core, backup, FORCE).await.unwrap();
    let again = reopened(&core).await;
    let now = state(&again, &scope).await.unwrap();
    assert_eq!((now.name, now.asked_at), ("closing", asked));
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(purge_due(&again).await.unwrap(), Tally { purged: 1, ..Tally::default() });
});

on_both!(p57_p58_a_legal_hold_is_as_it_was_last, core, {
    let (held, freed) = (realtor(&core, "dana@example.com").await, realtor(&core, "robin@example.com").await);
    hold(&core, &freed, None).await.unwrap();
    let backup = create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    hold(&core, &held, None).await.unwrap();
    release(&core, &freed, None).await.unwrap();
    restore(&core, backup, FORCE).await.unwrap();
    let again = reopened(&core).await;
    assert!(state(&again, &held).await.unwrap().on_hold, "it would be purged although the law keeps it");
    assert!(!state(&again, &freed).await.unwrap().on_hold);
});

on_both!(p63_p58_an_account_that_was_kept_after_all_since_the_backup_is_not_closing, core, {
    let scope = realtor(&core, "dana@example.com").await;
    close(&core, &scope, None).await.unwrap();
    let backup = create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    undo(&core, &scope).await.unwrap();
    restore(&core, backup, FORCE).await.unwrap();
    for _ in 0..2 {
        let now = state(&core, &scope).await.unwrap();
        assert_eq!((now.name, now.asked_at), ("active", None), "nobody asked for its end any more");
        restore(&core, backup, FORCE).await.unwrap();
    }
    core.clock.advance(TimeDelta::hours(1));
    close(&core, &scope, None).await.unwrap();
    restore(&core, backup, FORCE).await.unwrap();
    assert_eq!(state(&core, &scope).await.unwrap().name, "closing", "closed again is closed");
});
