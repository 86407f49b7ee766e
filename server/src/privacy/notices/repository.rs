//! Queries of notices.

use super::{
    Kind,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Result, accounts};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

/// How many rows are written or read at once.
const BATCH: usize = 500;

/// A notice that an account got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub account: AccountId,
    pub kind: String,
    pub about: Uuid,
    pub told_at: i64,
    pub decision: String,
    pub decided_at: Option<i64>,
}

impl From<Model> for Told {
    fn from(row: Model) -> Self {
        Self {
            account: row.account_id.into(),
            kind: row.kind,
            about: row.about,
            told_at: row.told_at,
            decision: row.decision,
            decided_at: row.decided_at,
        }
    }
}

fn row(core: &Core, account: AccountId, kind: Kind, about: Uuid) -> Model {
    Model {
        id: core.new_id(),
        account_id: account.0,
        kind: kind.as_str().to_owned(),
        about,
        told_at: core.now_ms(),
        mailed_at: None,
        decision: String::new(),
        decided_at: None,
    }
}

fn once() -> OnConflict {
    OnConflict::columns([Column::AccountId, Column::Kind, Column::About]).do_nothing().to_owned()
}

/// Notes for every active account that it is to be told, in the transaction of the announcement. Call it across accounts.
pub(crate) async fn tell_everybody(
    tx: &impl ConnectionTrait,
    core: &Core,
    kind: Kind,
    about: Uuid,
) -> Result<usize> {
    let active = accounts::active(tx).await?;
    for batch in active.chunks(BATCH) {
        let rows = batch.iter().map(|account| row(core, *account, kind, about).into_active_model());
        Entity::insert_many(rows).on_conflict(once()).exec_without_returning(tx).await?;
    }
    Ok(active.len())
}

/// Stores what an account has decided; an empty decision takes an earlier one back.
pub(crate) async fn decide(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    kind: Kind,
    about: Uuid,
    decision: &str,
) -> Result<()> {
    let unheard = row(core, account, kind, about).into_active_model();
    Entity::insert(unheard).on_conflict(once()).exec_without_returning(tx).await?;
    let columns = ActiveModel {
        decision: Set(decision.to_owned()),
        decided_at: Set((!decision.is_empty()).then(|| core.now_ms())),
        ..Default::default()
    };
    Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::About.eq(about))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes back what an account has decided about any of these announcements.
pub(crate) async fn clear(
    tx: &impl ConnectionTrait,
    account: AccountId,
    kind: Kind,
    about: Vec<Uuid>,
) -> Result<()> {
    let columns = ActiveModel { decision: Set(String::new()), decided_at: Set(None), ..Default::default() };
    Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::About.is_in(about))
        .exec(tx)
        .await?;
    Ok(())
}

/// What an account was told, the newest first.
pub(crate) async fn of_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Told>> {
    let rows = Entity::find().filter(Column::AccountId.eq(account.0)).order_by_desc(Column::ToldAt);
    Ok(rows.all(conn).await?.into_iter().map(Told::from).collect())
}

/// What every account decided about one announcement. Call it across accounts.
pub(crate) async fn decisions(conn: &impl ConnectionTrait, kind: Kind, about: Uuid) -> Result<Vec<Told>> {
    let rows = Entity::find()
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::About.eq(about))
        .order_by_asc(Column::AccountId);
    Ok(rows.all(conn).await?.into_iter().map(Told::from).collect())
}

/// Notices that no mail has told of yet, after a given one in the order of their ids. Call it across accounts.
pub(super) async fn unmailed(conn: &impl ConnectionTrait, after: Uuid) -> Result<Vec<(Uuid, Told)>> {
    let rows = Entity::find()
        .filter(Column::MailedAt.is_null())
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(BATCH as u64);
    Ok(rows.all(conn).await?.into_iter().map(|row| (row.id, row.into())).collect())
}

/// Notes that a mail has left.
pub(super) async fn mailed(conn: &impl ConnectionTrait, account: AccountId, id: Uuid, at: i64) -> Result<()> {
    let columns = ActiveModel { mailed_at: Set(Some(at)), ..Default::default() };
    Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}
