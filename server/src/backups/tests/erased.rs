//! What was erased stays erased when a backup is restored (P-58, T3, rules B4.2).

use super::{FORCE, carry, lead, number, reopened};
use crate::{
    Error, accounts,
    backups::{Overrides, create, expire, forget_erased_keys, list, restore, store},
    leads::{self, directory::directory},
    on_both,
    privacy::{
        closing::{certificates, close, leftovers, purge_due},
        erasure::{self, Reason},
    },
    testing::{TestCore, realtor},
    vault::{KeyOwner, Place, VaultError},
};
use chrono::TimeDelta;
use realtoros_domain::{
    closing::BackupKind,
    ids::{AccountId, LeadId},
};
use sea_orm::{ConnectionTrait, Statement};
use std::fs;

/// The sealed bytes of a lead, as they lie in the database.
async fn sealed(core: &crate::Core, lead: LeadId) -> Vec<u8> {
    let sql = "SELECT sealed FROM lead WHERE id = $1";
    let statement = Statement::from_sql_and_values(core.db.backend(), sql, [lead.0.into()]);
    core.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// Where they open.
fn place(account: AccountId, lead: LeadId) -> Place {
    Place { account, table: "lead", row: lead.0 }
}

async fn is_destroyed(core: &crate::Core, account: AccountId, lead: LeadId) -> bool {
    let key = core.vault.key(core.db.read(), KeyOwner::Lead(account, lead)).await;
    matches!(key, Err(Error::Vault(VaultError::KeyDestroyed)))
}

on_both!(p58_a_lead_that_was_erased_stays_erased_when_the_first_days_backup_is_restored, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (rosa, ann) = (lead(&core, &scope, "rosa").await, lead(&core, &scope, "ann").await);
    let kept_aside = sealed(&core, rosa).await;
    assert!(core.vault.opens(core.db.read(), place(scope.account, rosa), &kept_aside).await.unwrap());
    let day_one = create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    erasure::erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();

    let restored = restore(&core, day_one, FORCE).await.unwrap();
    assert_eq!(restored.replayed, 1, "the row was back, and was erased again");
    let again = reopened(&core).await;
    assert!(matches!(leads::get(&again, &scope, rosa).await, Err(Error::NotFound)));
    assert_eq!(directory(&again, &scope).await.unwrap().len(), 1);
    leads::get(&again, &scope, ann).await.unwrap();
    assert!(is_destroyed(&again, scope.account, rosa).await);
    assert!(!again.vault.opens(again.db.read(), place(scope.account, rosa), &kept_aside).await.unwrap());
});

/// Closes and purges an account; returns its number and sealed bytes of a lead of it from before.
async fn purged(core: &TestCore) -> (AccountId, LeadId, Vec<u8>, uuid::Uuid) {
    let scope = realtor(core, "dana@example.com").await;
    let rosa = lead(core, &scope, "rosa").await;
    let kept_aside = sealed(core, rosa).await;
    close(core, &scope, None).await.unwrap();
    core.clock.advance(TimeDelta::days(29));
    // A day before everything goes: this backup of keys would live until a month after.
    let late = create(core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(purge_due(core).await.unwrap().purged, 1);
    (scope.account, rosa, kept_aside, late)
}

on_both!(p57_p58_an_account_that_was_purged_stays_purged_when_a_backup_is_restored, core, {
    let other = realtor(&core, "robin@example.com").await;
    let kept = lead(&core, &other, "kept").await;
    let (account, rosa, kept_aside, backup) = purged(&core).await;
    let certificate = certificates(&core, 9).await.unwrap();
    assert_eq!(certificate.len(), 1);

    let restored = restore(&core, backup, FORCE).await.unwrap();
    assert!(restored.replayed >= 1);
    let again = reopened(&core).await;
    assert_eq!(number(&again, "SELECT count(*) FROM account").await, 1, "the other one");
    assert!(leftovers(&again).await.unwrap().is_empty());
    assert!(is_destroyed(&again, account, rosa).await);
    assert!(!again.vault.opens(again.db.read(), place(account, rosa), &kept_aside).await.unwrap());
    assert!(
        accounts::sign_in(&again, "dana@example.com", "a long and unusual pass phrase", "").await.is_err()
    );
    assert_eq!(certificates(&again, 9).await.unwrap(), certificate, "certified once, as it was");
    leads::get(&again, &other, kept).await.unwrap();
});

on_both!(p58_backups_of_keys_forget_what_was_erased_at_once, core, {
    let other = realtor(&core, "robin@example.com").await;
    let (ann, kept) = (lead(&core, &other, "ann").await, lead(&core, &other, "kept").await);
    let (account, _, _, backup) = purged(&core).await;
    erasure::erase_lead(&core, &other, ann, Reason::Request).await.unwrap();
    let before = list(&core).await.unwrap();
    assert!(forget_erased_keys(&core).await.unwrap() >= 5);
    assert_eq!(forget_erased_keys(&core).await.unwrap(), 0, "once");
    let after = list(&core).await.unwrap();
    let dates =
        |all: &[crate::backups::Listed]| all.iter().map(|one| (one.id, one.created_at)).collect::<Vec<_>>();
    assert_eq!(dates(&before), dates(&after), "no backup became younger");

    // On a machine that has nothing but the master key, the backups and, by accident, no ledger.
    let new = crate::testing::on_sqlite().await;
    new.clock.advance(TimeDelta::days(30));
    for kind in [BackupKind::Data, BackupKind::Keys] {
        carry(&core, &new, kind, backup);
    }
    restore(&new, backup, Overrides { without_ledger: true, ..Overrides::default() }).await.unwrap();
    let again = reopened(&new).await;
    let accounts = Statement::from_sql_and_values(
        again.db.backend(),
        "SELECT count(*) FROM data_key WHERE account_id = $1",
        [account.0.into()],
    );
    let keys: i64 =
        again.db.read().query_one_raw(accounts).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    assert_eq!(keys, 0, "nothing that could open what was purged");
    assert!(is_destroyed(&again, other.account, ann).await);
    leads::get(&again, &other, kept).await.unwrap();
});

on_both!(p58_after_thirty_days_a_backup_opens_only_where_the_keys_still_live, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (rosa, ann) = (lead(&core, &scope, "rosa").await, lead(&core, &scope, "ann").await);
    let id = create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(45));
    assert_eq!(expire(&core).await.unwrap().keys, 1);
    erasure::erase_lead(&core, &scope, rosa, Reason::Request).await.unwrap();
    let restored = restore(&core, id, FORCE).await.unwrap();
    assert_eq!((restored.keys, restored.replayed), (0, 1));
    let again = reopened(&core).await;
    leads::get(&again, &scope, ann).await.unwrap();
    assert!(matches!(leads::get(&again, &scope, rosa).await, Err(Error::NotFound)));
});

on_both!(p58_nothing_of_an_account_is_in_any_backup_a_day_past_ninety, core, {
    let (.., backup) = purged(&core).await;
    core.clock.advance(TimeDelta::days(89) + TimeDelta::seconds(1));
    expire(&core).await.unwrap();
    for kind in [BackupKind::Data, BackupKind::Keys] {
        assert!(!fs::exists(store::folder(&core, kind, backup)).unwrap());
    }
});
