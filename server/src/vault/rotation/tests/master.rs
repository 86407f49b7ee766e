use super::fixture::*;
use crate::{
    Core, Error, backups, on_both, testing,
    testing::{KEK, TestCore},
    vault::{
        Kek, KekSource, KeyOwner, Vault, VaultError, keeper,
        rotation::{keep_up, retire_master, rotate_master},
        status,
    },
};
use chrono::TimeDelta;
use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt};
use zeroize::Zeroizing;

/// How many keys each version wraps.
async fn counts(core: &Core) -> BTreeMap<i32, i64> {
    let masters = status(core).await.unwrap().masters;
    masters.into_iter().map(|master| (master.version, master.keys)).filter(|(_, keys)| *keys > 0).collect()
}

fn lines(core: &Core) -> Vec<String> {
    fs::read_to_string(key_file(core)).unwrap().lines().map(str::to_owned).collect()
}

on_both!(p01_a_new_master_key_wraps_everything_and_the_old_one_goes_when_nothing_needs_it, core, {
    let core = from_file(&core).await;
    let (one, two) = (full(&core, "a@example.com", 2).await, full(&core, "b@example.com", 1).await);
    let server = restarted(&core, ALONE).await.unwrap();
    assert_eq!(counts(&core).await, BTreeMap::from([(1, 5)]), "the platform, and two keys for each account");

    let done = rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    assert_eq!((done.version, done.rewrapped, done.resumed), (2, 5, false));
    assert_eq!(counts(&core).await, BTreeMap::from([(2, 5)]));
    assert_eq!(lines(&core)[0], format!("1 {KEK}"));
    assert!(lines(&core)[1].starts_with("2 ") && lines(&core).len() == 2);
    assert_eq!(fs::metadata(key_file(&core)).unwrap().permissions().mode() & 0o777, 0o600);

    // A server that was serving all the while meets the new version by itself, for old accounts and for new ones.
    read_all(&server, &one).await.unwrap();
    let three = full(&server, "c@example.com", 1).await;
    assert_eq!(counts(&core).await, BTreeMap::from([(2, 7)]));
    for full in [&one, &two, &three] {
        read_all(&restarted(&core, ALONE).await.unwrap(), full).await.unwrap();
    }
});

on_both!(p01_an_old_master_key_is_given_up_only_after_its_time, test, {
    let core = from_file(&test).await;
    let one = full(&core, "a@example.com", 1).await;
    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    assert_eq!(retire_master(&core, true).await.unwrap(), 0, "another node may still use it");
    test.clock.advance(TimeDelta::hours(1));
    assert_eq!(retire_master(&core, false).await.unwrap(), 0, "a backup of keys may still need it");
    assert_eq!(retire_master(&core, true).await.unwrap(), 1);
    assert_eq!(lines(&core).len(), 1);
    assert!(lines(&core)[0].starts_with("2 "));
    read_all(&restarted(&core, ALONE).await.unwrap(), &one).await.unwrap();

    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    test.clock.advance(TimeDelta::days(90));
    assert_eq!(retire_master(&core, false).await.unwrap(), 1, "ninety days later nothing can need it");
    assert!(lines(&core)[0].starts_with("3 "));
});

on_both!(p01_a_version_that_wraps_anything_is_never_given_up, test, {
    let core = from_file(&test).await;
    full(&core, "a@example.com", 0).await;
    let mut die = |step: &str| match step {
        "the new version is in use" => Err(Error::Internal("the process died".into())),
        _ => Ok(()),
    };
    rotate_master(&core, &mut die).await.unwrap_err();
    test.clock.advance(TimeDelta::days(400));
    assert_eq!(retire_master(&core, true).await.unwrap(), 0);
    assert_eq!(lines(&core).len(), 2);
});

on_both!(p01_a_rotation_that_dies_after_any_step_loses_nothing_and_is_finished_by_the_next, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 1).await;
    for allowed in 0..3 {
        let before = restarted(&core, ALONE).await.unwrap().vault.kek_version();
        let mut left = allowed;
        let mut die = |_: &str| {
            left -= 1;
            if left < 0 { Err(Error::Internal("the process died".into())) } else { Ok(()) }
        };
        rotate_master(&core, &mut die).await.unwrap_err();
        let next = restarted(&core, ALONE).await.unwrap();
        read_all(&next, &one).await.unwrap();
        rotate_master(&next, &mut |_| Ok(())).await.unwrap();
        let fresh = restarted(&core, ALONE).await.unwrap();
        read_all(&fresh, &one).await.unwrap();
        let after = status(&fresh).await.unwrap();
        let made = if allowed == 2 { 2 } else { 1 };
        assert_eq!(
            after.current,
            before + made,
            "after {allowed} steps: one version is made, or a whole rotation"
        );
        assert_eq!(counts(&fresh).await, BTreeMap::from([(after.current, 3)]));
    }
});

fn refused(core: &TestCore, error: Error, words: &str) {
    let line = error.to_string();
    assert!(line.contains(words), "{line}");
    assert!(!line.contains('\n') && !line.contains(&core.folder.path().join("x").display().to_string()));
}

on_both!(p01_a_lost_wrong_or_older_key_is_refused_in_one_line, test, {
    let core = from_file(&test).await;
    let path = key_file(&core);
    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    let both = fs::read_to_string(&path).unwrap();
    let cases = [
        (format!("{KEK}\n"), "version 1, but this database is sealed under version 2"),
        (format!("2 {}\n", "ab".repeat(32)), "not the one that this database was made with"),
        (format!("{}\n", "ab".repeat(32)), "not the one that this database was made with"),
        (format!("3 {}\n", "ab".repeat(32)), "lacks version 2"),
        ("2 abc\n".to_owned(), "64 hexadecimal digits"),
        ("\n".to_owned(), "no master key in it"),
        (format!("{both}{both}"), "the same version"),
    ];
    for (text, words) in cases {
        fs::write(&path, &text).unwrap();
        refused(&test, restarted(&core, ALONE).await.unwrap_err(), words);
    }
    fs::write(&path, &both).unwrap();
    restarted(&core, ALONE).await.unwrap();
    fs::remove_file(&path).unwrap();
    refused(&test, restarted(&core, ALONE).await.unwrap_err(), "is missing");
    let error = Vault::open(&core.db, stranger(), 0).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::WrongMasterKey)));
});

on_both!(p01_a_database_from_before_versions_keeps_its_key_and_refuses_another, core, {
    let forget = "DELETE FROM master_key";
    sea_orm::ConnectionTrait::execute_unprepared(core.db.write(), forget).await.unwrap();
    let error = Vault::open(&core.db, stranger(), 0).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::WrongMasterKey)));
    Vault::open(&core.db, Kek::parse(KEK).unwrap(), 0).await.unwrap();
    assert_eq!(status(&core).await.unwrap().masters.len(), 1);
});

on_both!(p01_keys_in_variables_are_rotated_with_the_previous_one_beside_them, core, {
    testing::realtor(&core, "a@example.com").await;
    let with = async |key: &str, previous: Option<&str>| {
        let digits = |text: &str| Zeroizing::new(text.to_owned());
        let source = KekSource::Value { key: digits(key), previous: previous.map(digits) };
        let vault = Vault::open(&core.db, keeper(&source, false).unwrap().0, 0).await?;
        Ok::<_, Error>(Core::new(core.db.clone(), vault, core.clock.clone(), (*core.settings).clone()))
    };
    let new = "cd".repeat(32);
    let alone = with(KEK, None).await.unwrap();
    let error = rotate_master(&alone, &mut |_| Ok(())).await.unwrap_err().to_string();
    assert!(error.contains("REALTOROS_MASTER_KEY_PREVIOUS"), "{error}");
    assert!(matches!(with(&new, None).await.unwrap_err(), Error::Vault(VaultError::WrongMasterKey)));

    let both = with(&new, Some(KEK)).await.unwrap();
    assert_eq!(both.vault.kek_version(), 1, "nothing changes before it is asked for");
    assert_eq!(rotate_master(&both, &mut |_| Ok(())).await.unwrap().version, 2);
    let after = with(&new, None).await.unwrap();
    after.vault.key(after.db.read(), KeyOwner::Platform).await.unwrap();
    let error = with(KEK, None).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::OldMasterKey { given: 1, needed: 2 })), "{error}");
});

on_both!(p01_p58_a_restored_backup_takes_no_rotation_back, core, {
    let core = from_file(&core).await;
    let one = full(&core, "a@example.com", 1).await;
    let backup = backups::create(&core).await.unwrap().id;
    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    // One key comes from the backup, as the old version wraps it.
    let lose = "DELETE FROM data_key WHERE owner_kind = 'index'";
    sea_orm::ConnectionTrait::execute_unprepared(core.db.write(), lose).await.unwrap();
    let anyway = backups::Overrides { force: true, without_ledger: false };
    assert_eq!(backups::restore(&core, backup, anyway).await.unwrap().keys, 1);

    let again = restarted(&core, ALONE).await.unwrap();
    assert_eq!(again.vault.kek_version(), 2, "the rotation stands");
    assert_eq!(counts(&again).await, BTreeMap::from([(1, 1), (2, 2)]));
    keep_up(&again).await.unwrap();
    assert_eq!(counts(&again).await, BTreeMap::from([(2, 3)]));
    read_all(&restarted(&core, ALONE).await.unwrap(), &one).await.unwrap();
});

on_both!(p01_p58_a_version_that_a_backup_needs_is_not_given_up, test, {
    let core = from_file(&test).await;
    full(&core, "a@example.com", 0).await;
    backups::create(&core).await.unwrap();
    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    backups::create(&core).await.unwrap();
    test.clock.advance(TimeDelta::hours(1));
    let why = retire_master(&core, true).await.unwrap_err().to_string();
    assert!(why.starts_with("1 backup(s)") && why.contains("2027-02-22") && !why.contains('\n'), "{why}");
    assert_eq!(lines(&core).len(), 2, "nothing was given up");
    assert!(backups::list(&core).await.unwrap().iter().all(|one| one.rows.is_some()), "all can be verified");
    test.clock.advance(TimeDelta::days(91));
    assert_eq!(retire_master(&core, true).await.unwrap(), 1, "backups that are past their time need nothing");
});

on_both!(p01_p58_a_version_that_a_key_in_a_backup_needs_is_not_given_up, test, {
    let core = from_file(&test).await;
    full(&core, "a@example.com", 0).await;
    let before = backups::create(&core).await.unwrap().id;
    rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    let lose = "DELETE FROM data_key WHERE owner_kind = 'index'";
    sea_orm::ConnectionTrait::execute_unprepared(core.db.write(), lose).await.unwrap();
    let anyway = backups::Overrides { force: true, without_ledger: false };
    backups::restore(&core, before, anyway).await.unwrap();
    // This one is made under the new version; a key in it is not.
    backups::create(&core).await.unwrap();
    keep_up(&core).await.unwrap();
    for folder in [&core.settings.backup_dir, &core.settings.key_backup_dir] {
        fs::remove_dir_all(folder.join(before.to_string())).unwrap();
    }
    test.clock.advance(TimeDelta::hours(1));
    let why = retire_master(&core, true).await.unwrap_err().to_string();
    assert!(why.starts_with("1 backup(s)") && why.contains("2026-12-24"), "{why}");
    test.clock.advance(TimeDelta::days(31));
    assert_eq!(retire_master(&core, true).await.unwrap(), 1);
});
