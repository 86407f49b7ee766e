//! What went in comes out (P-58).

use super::{FORCE, carry, carry_ledger, lead, number, reopened};
use crate::{
    Actor, Error, Scope, audit,
    backups::{Overrides, create, list, refuse_unreplayed, restore},
    db::within,
    leads::{self, directory::directory},
    on_both,
    testing::{TestCore, on_postgres, on_sqlite, realtor},
};
use realtoros_domain::closing::BackupKind;
use std::collections::BTreeMap;

/// How many rows of every table that a backup holds.
async fn counted(core: &crate::Core) -> BTreeMap<&'static str, i64> {
    let mut counted = BTreeMap::new();
    for table in create::tables_of(BackupKind::Data) {
        counted.insert(table.name, number(core, &format!("SELECT count(*) FROM \"{}\"", table.name)).await);
    }
    counted
}

on_both!(p58_what_was_backed_up_comes_back_whole, core, {
    crate::canary::enter(&core).await;
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    core.reads.flush(&core).await.unwrap();
    audit::signing::prepare(&core).await.unwrap();
    let before = counted(&core).await;
    let made = create(&core).await.unwrap();
    assert_eq!(i64::try_from(made.rows).unwrap(), before.values().sum::<i64>());
    assert!(before.values().filter(|rows| **rows > 0).count() > 15, "{before:?}");

    lead(&core, &scope, "later").await;
    assert!(
        matches!(restore(&core, made.id, Overrides::default()).await, Err(Error::Conflict(_))),
        "nothing is replaced unasked"
    );
    let restored = restore(&core, made.id, FORCE).await.unwrap();
    assert_eq!(restored.rows, made.rows);
    let core_again = reopened(&core).await;
    assert_eq!(counted(&core_again).await, before);
    assert_eq!(leads::get(&core_again, &scope, rosa).await.unwrap().record.name.first, "rosa");
    assert_eq!(directory(&core_again, &scope).await.unwrap().len(), 1, "what came later is not in it");
    for (_, chain) in audit::verify_all(&core_again).await.unwrap() {
        assert!(chain.is_ok(), "{chain:?}");
    }
    refuse_unreplayed(&core_again).await.unwrap();
});

on_both!(p01_p58_a_backup_holds_nothing_that_can_be_read, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "qwjzkxvbnm").await;
    create(&core).await.unwrap();
    let mut seen = 0;
    for one in list(&core).await.unwrap() {
        for entry in std::fs::read_dir(&one.path).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            seen += bytes.len();
            for word in
                ["qwjzkxvbnm", "Canarylast", "Harbor", "dana@example.com", "audit_entry", "lead.created"]
            {
                let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
                // The manifest names tables and counts their rows.
                assert!(!found || word == "audit_entry", "{word} in {}", one.path.display());
            }
        }
    }
    assert!(seen > 2_000, "there was something to look at");
});

on_both!(p58_a_backup_is_of_one_moment_while_others_write, core, {
    let scope = realtor(&core, "dana@example.com").await;
    lead(&core, &scope, "first").await;
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let core = core.core.clone();
            tokio::spawn(within(scope.account, async move {
                for n in 0..12 {
                    lead(&core, &scope, &format!("w{writer}n{n}")).await;
                }
            }))
        })
        .collect();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(create(&core).await.unwrap());
        tokio::task::yield_now().await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(directory(&core, &scope).await.unwrap().len(), 49);
    for one in made {
        restore(&core, one.id, FORCE).await.unwrap();
        let again = reopened(&core).await;
        let found = number(&again, "SELECT count(*) FROM lead").await;
        assert_eq!(
            number(&again, "SELECT count(*) FROM lead_contact").await,
            found,
            "leads and their contacts"
        );
        assert_eq!(directory(&again, &scope).await.unwrap().len(), usize::try_from(found).unwrap());
        let chain = audit::verify(&again, scope.account).await.unwrap().unwrap();
        assert!(chain > found, "the chain ends where its head says");
    }
});

/// A machine burns down; another one has the master key, the backups and the ledger of deletions.
async fn onto_a_new_machine(old: TestCore, new: TestCore) {
    let scope = realtor(&old, "dana@example.com").await;
    let rosa = lead(&old, &scope, "rosa").await;
    let made = create(&old).await.unwrap();
    assert!(made.keys >= 5, "{made:?}");
    for kind in [BackupKind::Data, BackupKind::Keys] {
        carry(&old, &new, kind, made.id);
    }
    carry_ledger(&old, &new);
    let restored = restore(&new, made.id, Overrides::default()).await.unwrap();
    assert_eq!((restored.rows, restored.keys), (made.rows, made.keys));
    let again = reopened(&new).await;
    assert_eq!(leads::get(&again, &scope, rosa).await.unwrap().record.name.last, "Canarylast");
    let found = crate::accounts::scope_of_email(&again, "dana@example.com").await.unwrap();
    assert_eq!(found, Some(Scope { account: scope.account, actor: Actor::Operator }));
}

#[tokio::test]
async fn p58_a_new_machine_needs_the_master_key_and_both_backups_on_sqlite() {
    crate::db::across(async { onto_a_new_machine(on_sqlite().await, on_sqlite().await).await }).await;
}

#[tokio::test]
async fn p58_a_new_machine_needs_the_master_key_and_both_backups_on_postgresql() {
    crate::db::across(async { onto_a_new_machine(on_postgres().await, on_postgres().await).await }).await;
}

#[tokio::test]
async fn p58_a_backup_of_one_database_can_be_restored_into_the_other() {
    crate::db::across(async { onto_a_new_machine(on_sqlite().await, on_postgres().await).await }).await;
    crate::db::across(async { onto_a_new_machine(on_postgres().await, on_sqlite().await).await }).await;
}
