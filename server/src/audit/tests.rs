use super::{Entry, Subject, entity::entry, record, verify};
use crate::{
    Actor, Scope, db, leads, on_both,
    testing::{TestCore, account},
};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use uuid::Uuid;

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(7));

async fn five_entries(core: &TestCore) {
    let scope = Scope { account: ACCOUNT, actor: Actor::System };
    for n in 0..5 {
        let tx = core.db.begin().await.unwrap();
        let entry = Entry::new("lead.created", Subject::many("lead")).with(format!("count={n}"));
        record(&tx, core, &scope, entry).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(verify(core, ACCOUNT).await.unwrap(), Ok(5));
}

async fn entry(core: &TestCore, seq: i64) -> entry::Model {
    entry::Entity::find_by_id((ACCOUNT.0, seq)).one(core.db.read()).await.unwrap().unwrap()
}

/// Somebody who can do what the server cannot.
async fn owner(core: &TestCore) -> DatabaseConnection {
    core.db.as_owner().await.unwrap()
}

async fn fault_at(core: &TestCore) -> i64 {
    verify(core, ACCOUNT).await.unwrap().unwrap_err().seq
}

on_both!(p66_an_edited_entry_is_named, core, {
    five_entries(&core).await;
    let mut row = entry(&core, 3).await.into_active_model();
    row.detail = Set("count=99".to_owned());
    row.update(&owner(&core).await).await.unwrap();
    assert_eq!(fault_at(&core).await, 3);
});

on_both!(p66_an_entry_before_the_first_is_named, core, {
    five_entries(&core).await;
    for seq in [0, -1] {
        let forged = entry::Model { seq, ..entry(&core, 3).await };
        entry::Entity::insert(forged.into_active_model())
            .exec_without_returning(&owner(&core).await)
            .await
            .unwrap();
        assert_eq!(fault_at(&core).await, seq);
    }
});

on_both!(p66_a_deleted_entry_is_named, core, {
    five_entries(&core).await;
    entry::Entity::delete_by_id((ACCOUNT.0, 2)).exec(&owner(&core).await).await.unwrap();
    assert_eq!(fault_at(&core).await, 2);
});

on_both!(p66_swapped_entries_are_named, core, {
    five_entries(&core).await;
    let (two, four) = (entry(&core, 2).await, entry(&core, 4).await);
    for (seq, other) in [(2, four), (4, two)] {
        let mut row = entry(&core, seq).await.into_active_model();
        row.detail = Set(other.detail);
        row.hash = Set(other.hash);
        row.previous = Set(other.previous);
        row.update(&owner(&core).await).await.unwrap();
    }
    assert_eq!(fault_at(&core).await, 2);
});

on_both!(p66_a_cut_tail_is_named, core, {
    five_entries(&core).await;
    entry::Entity::delete_many()
        .filter(entry::Column::AccountId.eq(ACCOUNT.0))
        .filter(entry::Column::Seq.gt(3))
        .exec(&owner(&core).await)
        .await
        .unwrap();
    assert_eq!(fault_at(&core).await, 4);
});

on_both!(p66_two_writers_do_not_fork_the_chain, core, {
    let writers = (0..8).map(|_| {
        let core = core.core.clone();
        tokio::spawn(db::within(ACCOUNT, async move {
            let scope = Scope { account: ACCOUNT, actor: Actor::System };
            for _ in 0..5 {
                // The very first entry may lose the race for the head on PostgreSQL; it is then written again.
                loop {
                    let tx = core.db.begin().await.unwrap();
                    let entry = Entry::new("lead.read", Subject::many("lead"));
                    if record(&tx, &core, &scope, entry).await.is_ok() && tx.commit().await.is_ok() {
                        break;
                    }
                }
            }
        }))
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    assert_eq!(verify(&core, ACCOUNT).await.unwrap(), Ok(40));
});

on_both!(p66_what_writes_in_another_order_is_not_locked_out, core, {
    let scope = account(&core).await;
    let write = async |touches_first: bool| {
        for _ in 0..25 {
            let tx = core.db.begin().await.unwrap();
            if touches_first {
                leads::touch(&tx, &core, scope.account, &[]).await.unwrap();
            }
            let entry = Entry::new("lead.created", Subject::many("lead"));
            record(&tx, &core, &scope, entry).await.unwrap();
            if !touches_first {
                leads::touch(&tx, &core, scope.account, &[]).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
    };
    tokio::join!(write(true), write(false), write(false));
    assert!(verify(&core, scope.account).await.unwrap().is_ok_and(|length| length >= 75));
});
