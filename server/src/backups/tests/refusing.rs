//! What cannot be verified is not used (P-58).

use super::{FORCE, carry, carry_ledger, lead, number, rows_of};
use crate::{
    Core, Error,
    backups::{
        Overrides, create, cut_off, forget_erased_keys, list, mark, refuse_unreplayed, replay, restore, store,
    },
    leads, on_both,
    privacy::erasure::{self, Reason},
    testing::{on_sqlite, realtor},
    vault::{Kek, Vault},
};
use chrono::TimeDelta;
use realtoros_domain::closing::BackupKind;
use sea_orm::ConnectionTrait;
use std::fs;
use uuid::Uuid;

/// Restoring is refused, and nothing has changed.
async fn refused(core: &Core, id: Uuid, what: &str) -> String {
    let before = number(core, "SELECT count(*) FROM lead").await;
    let why = match restore(core, id, FORCE).await {
        Err(Error::Refused(why)) => why,
        other => panic!("{what}: {other:?}"),
    };
    assert_eq!(number(core, "SELECT count(*) FROM lead").await, before, "{what}: nothing was touched");
    refuse_unreplayed(core).await.unwrap();
    why
}

on_both!(p58_a_backup_that_was_changed_anywhere_is_refused, core, {
    let scope = realtor(&core, "dana@example.com").await;
    for n in 0..5 {
        lead(&core, &scope, &format!("lead{n}")).await;
    }
    let id = create(&core).await.unwrap().id;
    for kind in [BackupKind::Data, BackupKind::Keys] {
        let rows = rows_of(&core, kind, id);
        let whole = fs::read(&rows).unwrap();
        for at in [0, 3, 4, 5, 30, whole.len() / 2, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(&rows, &changed).unwrap();
            refused(&core, id, &format!("{kind:?}, byte {at}")).await;
        }
        for length in [0, 2, 10, whole.len() - 1] {
            fs::write(&rows, &whole[..length]).unwrap();
            refused(&core, id, &format!("{kind:?}, cut to {length}")).await;
        }
        let longer = [whole.as_slice(), &whole[..]].concat();
        fs::write(&rows, longer).unwrap();
        refused(&core, id, &format!("{kind:?}, twice")).await;
        fs::remove_file(&rows).unwrap();
        refused(&core, id, &format!("{kind:?}, without its rows")).await;
        fs::write(&rows, whole).unwrap();

        let manifest = store::folder(&core, kind, id).join("manifest.json");
        let text = fs::read_to_string(&manifest).unwrap();
        let later = text.replacen("\\\"created_at\\\":1", "\\\"created_at\\\":2", 1);
        assert_ne!(later, text);
        for changed in [later.as_str(), "{}", ""] {
            fs::write(&manifest, changed).unwrap();
            refused(&core, id, &format!("{kind:?}, another manifest")).await;
        }
        fs::write(&manifest, text).unwrap();
    }
    restore(&core, id, FORCE).await.unwrap();
});

on_both!(p58_the_parts_of_two_backups_do_not_fit_together, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "rosa").await;
    let (one, two) = (create(&core).await.unwrap().id, create(&core).await.unwrap().id);
    let rows = |id| rows_of(&core, BackupKind::Data, id);
    let (first, second) = (fs::read(rows(one)).unwrap(), fs::read(rows(two)).unwrap());
    fs::write(rows(one), second).unwrap();
    refused(&core, one, "the rows of another backup").await;
    fs::write(rows(one), first).unwrap();
    // A whole older backup under the name of a newer one.
    fs::remove_dir_all(store::folder(&core, BackupKind::Data, two)).unwrap();
    fs::rename(store::folder(&core, BackupKind::Data, one), store::folder(&core, BackupKind::Data, two))
        .unwrap();
    refused(&core, two, "another backup under this name").await;
});

#[tokio::test]
async fn p58_another_master_key_opens_no_backup() {
    crate::db::across(async {
        let core = on_sqlite().await;
        realtor(&core, "dana@example.com").await;
        let id = create(&core).await.unwrap().id;
        let other = on_sqlite().await;
        let owner = other.db.as_owner().await.unwrap();
        owner.execute_unprepared("DELETE FROM data_key").await.unwrap();
        owner.execute_unprepared("DELETE FROM master_key").await.unwrap();
        let vault = Vault::open(&other.db, Kek::parse(&"ab".repeat(32)).unwrap(), 0).await.unwrap();
        let other_key = Core::new(other.db.clone(), vault, other.clock.clone(), (*other.settings).clone());
        for kind in [BackupKind::Data, BackupKind::Keys] {
            carry(&core, &other_key, kind, id);
        }
        let why = refused(&other_key, id, "another master key").await;
        assert!(why.contains("another master key"), "{why}");
        assert!(
            list(&other_key).await.unwrap().iter().all(|one| one.rows.is_none()),
            "and lists it as unknown"
        );
    })
    .await;
}

on_both!(p58_a_backup_of_a_newer_schema_is_refused, core, {
    realtor(&core, "dana@example.com").await;
    let owner = core.db.as_owner().await.unwrap();
    let run = async |sql: &str| {
        owner.execute_unprepared(sql).await.unwrap();
    };
    run("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)").await;
    let id = create(&core).await.unwrap().id;
    run("DELETE FROM seaql_migrations WHERE version = 'm9999_later'").await;
    let why = refused(&core, id, "a newer schema").await;
    assert!(why.contains("newer version"), "{why}");
});

on_both!(p58_a_backup_without_its_keys_is_refused_where_the_keys_are_not, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "rosa").await;
    let id = create(&core).await.unwrap().id;
    let other = crate::testing::on_sqlite().await;
    carry(&core, &other, BackupKind::Data, id);
    carry_ledger(&core, &other);
    let why = refused(&other, id, "no keys anywhere").await;
    assert!(why.contains("thirty days"), "{why}");
    // Where the keys are, the backup of keys is not needed.
    fs::remove_dir_all(store::folder(&core, BackupKind::Keys, id)).unwrap();
    let restored = restore(&core, id, FORCE).await.unwrap();
    assert_eq!(restored.keys, 0);
});

on_both!(p58_a_restored_database_is_not_served_before_the_ledger_was_replayed, core, {
    refuse_unreplayed(&core).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    mark::set(&tx, &core, core.new_id()).await.unwrap();
    tx.commit().await.unwrap();
    let why = refuse_unreplayed(&core).await.unwrap_err().to_string();
    assert!(why.contains("backup replay"), "{why}");
    replay(&core).await.unwrap();
    refuse_unreplayed(&core).await.unwrap();
    replay(&core).await.unwrap();
});

on_both!(p58_a_backup_that_was_cut_off_does_not_count, core, {
    realtor(&core, "dana@example.com").await;
    let id = create(&core).await.unwrap().id;
    let folder = store::folder(&core, BackupKind::Data, id);
    fs::rename(&folder, folder.with_extension("part")).unwrap();
    let listed = list(&core).await.unwrap();
    assert!(listed.iter().any(|one| one.is_partial && one.rows.is_none()));
    assert!(matches!(restore(&core, id, FORCE).await, Err(Error::Invalid(_))));
});

on_both!(p58_a_backup_is_refused_where_the_ledger_of_deletions_is_not_whole, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (rosa, ann) = (lead(&core, &scope, "rosa").await, lead(&core, &scope, "ann").await);
    let first = create(&core).await.unwrap().id;
    let ledger = erasure::path(&core);
    let before = fs::read_to_string(&ledger).unwrap();
    assert_eq!(before, "", "there is one, although nobody was erased");
    erasure::erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();
    let second = create(&core).await.unwrap().id;
    let whole = fs::read_to_string(&ledger).unwrap();
    forget_erased_keys(&core).await.unwrap();

    let new = crate::testing::on_sqlite().await;
    for id in [first, second] {
        for kind in [BackupKind::Data, BackupKind::Keys] {
            carry(&core, &new, kind, id);
        }
    }
    let ledger = erasure::path(&new);
    let why = refused(&new, first, "no ledger").await;
    assert!(why.contains(&ledger.display().to_string()) && why.contains("--without-ledger"), "{why}");
    let anothers = whole.replacen(&whole[7..43], &new.new_id().to_string(), 1);
    assert_ne!(anothers, whole);
    for (text, what) in
        [(&before, "an older copy: the second backup knows more"), (&anothers, "another one's")]
    {
        fs::write(&ledger, text).unwrap();
        refused(&new, first, what).await;
        assert_eq!(&fs::read_to_string(&ledger).unwrap(), text, "{what}: it is as it was");
    }
    fs::write(&ledger, &whole).unwrap();
    assert_eq!(restore(&new, first, Overrides::default()).await.unwrap().replayed, 1);
    assert!(matches!(leads::get(&new, &scope, rosa).await, Err(Error::NotFound)));
    leads::get(&new, &scope, ann).await.unwrap();

    // The table alone is a ledger as well: this database has seen every deletion.
    fs::remove_file(&ledger).unwrap();
    assert_eq!(restore(&new, first, FORCE).await.unwrap().replayed, 1);
    assert_eq!(fs::read_to_string(&ledger).unwrap(), whole);
});

on_both!(p58_without_the_ledger_the_operator_is_taken_at_their_word, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    let id = create(&core).await.unwrap().id;
    erasure::erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();
    let new = crate::testing::on_sqlite().await;
    for kind in [BackupKind::Data, BackupKind::Keys] {
        carry(&core, &new, kind, id);
    }
    let anyway = Overrides { without_ledger: true, ..Overrides::default() };
    assert_eq!(restore(&new, id, anyway).await.unwrap().replayed, 0);
    assert_eq!(leads::get(&new, &scope, rosa).await.unwrap().record.name.first, "rosa", "as was said");
    assert!(matches!(restore(&new, id, anyway).await, Err(Error::Conflict(_))), "it is no --force");
});

on_both!(p58_a_backup_that_is_past_its_time_is_refused_although_nobody_deleted_it, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "rosa").await;
    let id = create(&core).await.unwrap().id;
    let new = crate::testing::on_sqlite().await;
    for kind in [BackupKind::Data, BackupKind::Keys] {
        carry(&core, &new, kind, id);
    }
    carry_ledger(&core, &new);
    new.clock.advance(TimeDelta::days(31));
    let why = refused(&new, id, "its keys are past their thirty days").await;
    assert!(why.contains("thirty days"), "{why}");
    core.clock.advance(TimeDelta::days(91));
    let why = refused(&core, id, "it is past its ninety days").await;
    assert!(why.contains("ninety days"), "{why}");
});

on_both!(p58_data_have_their_name_only_after_their_keys, core, {
    realtor(&core, "dana@example.com").await;
    let keys = &core.settings.key_backup_dir;
    fs::write(keys, "in the way").unwrap();
    create(&core).await.unwrap_err();
    fs::remove_file(keys).unwrap();
    let listed = list(&core).await.unwrap();
    assert!(!listed.is_empty() && listed.iter().all(|one| one.is_partial), "{listed:?}");
    assert!(cut_off(&core).await.unwrap().is_empty(), "somebody may still be at work on it");
    core.clock.advance(TimeDelta::hours(2));
    assert_eq!(cut_off(&core).await.unwrap().len(), 1);
});

on_both!(p58_data_whose_keys_are_missing_are_listed_as_such, core, {
    realtor(&core, "dana@example.com").await;
    let id = create(&core).await.unwrap().id;
    assert!(list(&core).await.unwrap().iter().all(|one| !one.lacks_keys));
    assert!(cut_off(&core).await.unwrap().is_empty());
    let keys = store::folder(&core, BackupKind::Keys, id);
    fs::rename(&keys, keys.with_extension("part")).unwrap();
    let found = cut_off(&core).await.unwrap();
    assert_eq!(found.iter().map(|one| (one.id, one.kind)).collect::<Vec<_>>(), [(id, BackupKind::Data)]);
    core.clock.advance(TimeDelta::days(30));
    assert!(
        list(&core).await.unwrap().iter().all(|one| !one.lacks_keys),
        "keys are kept no longer than that"
    );
});
