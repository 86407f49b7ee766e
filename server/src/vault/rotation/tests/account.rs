use super::fixture::*;
use crate::{
    Core,
    accounts::ChannelSettings,
    audit, db, jobs, on_both,
    vault::{
        KeyOwner, Pace, VaultError,
        entity::key,
        repository,
        rotation::{Rotated, account::retire, homes::homes, keep_up, perform, reseal, rotate_account},
        uses,
    },
};
use chrono::TimeDelta;
use realtoros_domain::{
    ids::{AccountId, KeyId},
    listing::Listing,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use std::time::Duration;

/// How many rows each version of the account's key has sealed or wrapped, oldest version first.
async fn used(core: &Core, account: AccountId) -> Vec<i64> {
    let mut counts = Vec::new();
    for row in repository::of(core.db.read(), KeyOwner::Account(account)).await.unwrap() {
        let mut count = 0;
        for home in homes() {
            count += reseal::count(core.db.read(), account, home, KeyId(row.id)).await.unwrap();
        }
        counts.push(count);
    }
    counts
}

/// A pulse that never stops.
const fn for_ever() -> DieAfter {
    DieAfter(usize::MAX)
}

on_both!(p01_a_new_account_key_seals_everything_anew_and_the_old_one_is_destroyed, test, {
    let core = from_file(&test).await;
    let (one, other) = (full(&core, "a@example.com", 3).await, full(&core, "b@example.com", 1).await);
    let account = one.scope.account;
    let before = used(&core, account).await;
    assert!(before[0] >= 8, "profile, channels, listings, newsletter, import, chunk, rows: {before:?}");
    let server = restarted(&core, ALONE).await.unwrap();
    read_all(&server, &one).await.unwrap();

    let rotated = rotate_account(&core, account, 1, &mut for_ever()).await.unwrap();
    assert_eq!(rotated, Rotated::Done(2));
    assert_eq!(used(&core, account).await, [0, before[0]]);
    assert_eq!(used(&core, other.scope.account).await.len(), 1, "only the account that was meant");
    read_all(&server, &one).await.unwrap();
    read_all(&restarted(&core, ALONE).await.unwrap(), &one).await.unwrap();

    assert_eq!(retire(&core, account).await.unwrap(), 0, "another node may still use it");
    test.clock.advance(TimeDelta::hours(1));
    keep_up(&core).await.unwrap();
    assert_eq!(used(&core, account).await, [before[0]], "the old key is destroyed");
    for core in [&server, &restarted(&core, ALONE).await.unwrap()] {
        read_all(core, &one).await.unwrap();
        read_all(core, &other).await.unwrap();
    }
    assert!(audit::verify(&core, account).await.unwrap().is_ok());
    core.vault.destroy(core.db.write(), KeyOwner::Account(account)).await.unwrap();
    assert!(read_all(&server, &one).await.is_err(), "a destroyed key is gone on every node");
});

on_both!(p01_an_account_rotation_that_dies_after_any_step_loses_nothing_and_goes_on, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 2).await;
    let account = one.scope.account;
    let mut deaths = 0;
    loop {
        let process = restarted(&core, ALONE).await.unwrap();
        // Each process dies one step later than the one before it.
        let outcome = rotate_account(&process, account, 1, &mut DieAfter(deaths)).await;
        let after = restarted(&core, ALONE).await.unwrap();
        read_all(&after, &one).await.unwrap();
        listings_can_be_written(&after, &one).await;
        if let Ok(rotated) = outcome {
            assert_eq!(rotated, Rotated::Done(2), "all of them together made one version");
            break;
        }
        deaths += 1;
        assert!(deaths < 100);
    }
    assert!(deaths > 2, "{deaths}");
    assert_eq!(used(&core, account).await[0], 0);
});

async fn listings_can_be_written(core: &Core, full: &Full) {
    let listing = Listing { address: "1 New Road".into(), price_cents: 1, ..Listing::default() };
    let listings = crate::listings::list(core, &full.scope, true).await.unwrap();
    crate::listings::update(core, &full.scope, listings[0].id, listing).await.unwrap();
}

on_both!(p01_reads_and_writes_go_on_while_an_account_key_changes, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 20).await;
    let account = one.scope.account;
    // Two servers that look at the keys every twentieth of a second, and a rotation that gives them time.
    let pace = Pace { look_again: Duration::from_millis(50), announce: Duration::from_millis(250), ..ALONE };
    let (a, b) = (restarted(&core, pace).await.unwrap(), restarted(&core, pace).await.unwrap());
    let rotator = restarted(&core, pace).await.unwrap();
    let work = async |core: &Core| {
        for _ in 0..15 {
            read_all(core, &one).await.unwrap();
            listings_can_be_written(core, &one).await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let mut pulse = for_ever();
    let (rotated, (), ()) =
        tokio::join!(rotate_account(&rotator, account, 1, &mut pulse), work(&a), work(&b));
    assert_eq!(rotated.unwrap(), Rotated::Done(2));
    for core in [&a, &b] {
        read_all(core, &one).await.unwrap();
    }
    assert_eq!(used(&core, account).await[0], 0);
});

on_both!(p01_a_key_that_is_a_year_old_or_much_used_is_rotated_by_itself, test, {
    let core = from_file(&test).await;
    let (old, busy) = (full(&core, "a@example.com", 0).await, full(&core, "b@example.com", 0).await);
    keep_up(&core).await.unwrap();
    assert!(jobs::claim(&core).await.unwrap().is_none(), "nothing is due");
    let row = repository::of(core.db.read(), KeyOwner::Account(busy.scope.account)).await.unwrap().remove(0);
    let used = key::ActiveModel { id: Set(row.id), uses: Set(uses::LIMIT / 2), ..Default::default() };
    used.update(core.db.write()).await.unwrap();
    keep_up(&core).await.unwrap();
    keep_up(&core).await.unwrap();
    let job = jobs::claim(&core).await.unwrap().unwrap();
    assert_eq!(job.account, busy.scope.account);
    assert!(jobs::claim(&core).await.unwrap().is_none(), "one job is enough");
    let outcome = db::within(job.account, perform(&core, &job)).await.unwrap();
    assert_eq!(outcome, jobs::Outcome::Done);
    jobs::finish(&core, job.id, jobs::JobState::Done, None).await.unwrap();

    test.clock.advance(TimeDelta::days(366));
    keep_up(&core).await.unwrap();
    let accounts = [jobs::claim(&core).await.unwrap(), jobs::claim(&core).await.unwrap()]
        .map(|job| job.unwrap().account);
    assert!(accounts.contains(&old.scope.account) && accounts.contains(&busy.scope.account));
});

on_both!(p01_a_key_that_was_used_too_often_seals_nothing_more_and_still_opens, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 1).await;
    let account = one.scope.account;
    let row = repository::of(core.db.read(), KeyOwner::Account(account)).await.unwrap().remove(0);
    let used = key::ActiveModel { id: Set(row.id), uses: Set(uses::LIMIT), ..Default::default() };
    used.update(core.db.write()).await.unwrap();
    let process = restarted(&core, ALONE).await.unwrap();
    let listing = Listing { address: "1 New Road".into(), price_cents: 1, ..Listing::default() };
    let error = crate::listings::create(&process, &one.scope, listing).await.unwrap_err();
    assert!(matches!(error, crate::Error::Vault(VaultError::KeyUsedUp)), "{error}");
    read_all(&process, &one).await.unwrap();

    rotate_account(&process, account, 1, &mut for_ever()).await.unwrap();
    listings_can_be_written(&process, &one).await;
});

on_both!(p01_uses_are_stored_in_steps, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 0).await;
    let owner = KeyOwner::Account(one.scope.account);
    let stored = async || repository::of(core.db.read(), owner).await.unwrap().remove(0).uses;
    let before = stored().await;
    core.vault.store_uses(&core.db, uses::STEP).await.unwrap();
    assert_eq!(stored().await, before, "a few uses cost no write");
    let key = core.vault.key(core.db.read(), owner).await.unwrap();
    for _ in 0..uses::STEP {
        key.seal(one.scope.account, one.scope.account.0, &ChannelSettings::default()).unwrap();
    }
    core.vault.store_uses(&core.db, uses::STEP).await.unwrap();
    let first = stored().await;
    assert!((uses::STEP..uses::STEP + 100).contains(&first), "{first}");
    core.vault.store_uses(&core.db, uses::STEP).await.unwrap();
    assert_eq!(stored().await, first, "none is counted twice");
});

on_both!(p01_no_use_is_lost_when_a_process_ends_in_order, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 2).await;
    let leads: Vec<KeyOwner> =
        one.leads.iter().map(|lead| KeyOwner::Lead(one.scope.account, *lead)).collect();
    let stored = async |owner| repository::of(core.db.read(), owner).await.unwrap().remove(0).uses;
    for owner in &leads {
        assert_eq!(stored(*owner).await, 1, "a new key has sealed its lead");
    }
    for (n, owner) in leads.iter().enumerate() {
        let key = core.vault.key(core.db.read(), *owner).await.unwrap();
        for _ in 0..=n {
            key.seal(one.scope.account, one.scope.account.0, &ChannelSettings::default()).unwrap();
        }
    }
    core.vault.store_uses(&core.db, uses::STEP).await.unwrap();
    assert_eq!(stored(leads[0]).await, 1, "not yet");
    // A restore makes the process forget its keys, but not what they did.
    core.vault.forget_all();
    core.vault.close(&core.db).await.unwrap();
    core.vault.close(&core.db).await.unwrap();
    assert_eq!([stored(leads[0]).await, stored(leads[1]).await], [2, 3], "each once");
    assert!(stored(KeyOwner::Account(one.scope.account)).await > 5);
});

on_both!(p01_a_rotation_stores_what_the_new_key_has_done, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 2).await;
    let account = one.scope.account;
    rotate_account(&core, account, 1, &mut for_ever()).await.unwrap();
    let rows = repository::of(core.db.read(), KeyOwner::Account(account)).await.unwrap();
    let sealed = used(&core, account).await[1];
    // The rows of the account, and the keys of two leads and one member.
    assert!(rows[1].uses >= sealed + 3, "{} of {sealed}", rows[1].uses);
});
