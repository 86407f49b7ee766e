//! Queries of codes. Every one is bound to an account.

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    service::Asked,
};
use crate::{Result, db};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// Stores a code.
pub(super) async fn insert(tx: &impl ConnectionTrait, row: Model) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// How many codes were made for a lead since `since`.
pub(super) async fn made_since(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    since: i64,
) -> Result<u64> {
    Ok(of(account, lead).filter(Column::CreatedAt.gt(since)).count(conn).await?)
}

/// Ends the codes that were asked for here and not used: a new one takes their place.
pub(super) async fn close(
    tx: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    asked: Asked,
    now: i64,
) -> Result<()> {
    Entity::update_many()
        .set(ActiveModel { closed_at: Set(Some(now)), ..Default::default() })
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(asked_here(asked))
        .filter(Column::ProvenAt.is_null())
        .filter(Column::ClosedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// The code that was asked for here and waits, locked until the transaction ends, so that two guesses at once are
/// counted as two.
pub(super) async fn lock_open(
    tx: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    asked: Asked,
    now: i64,
) -> Result<Option<Model>> {
    db::lock_account(tx, account).await?;
    Ok(of(account, lead)
        .filter(asked_here(asked))
        .filter(Column::ProvenAt.is_null())
        .filter(Column::ClosedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::CreatedAt)
        .limit(1)
        .lock_exclusive()
        .one(tx)
        .await?)
}

/// Changes columns of a code.
pub(super) async fn update(tx: &impl ConnectionTrait, id: Uuid, columns: ActiveModel) -> Result<()> {
    ActiveModel { id: Set(id), ..columns }.update(tx).await?;
    Ok(())
}

/// What was proven through a link after `since`.
pub(super) async fn proven(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    link: Uuid,
    proof_index: Vec<u8>,
    since: i64,
) -> Result<Option<Model>> {
    Ok(of(account, lead)
        .filter(Column::LinkId.eq(link))
        .filter(Column::ProofIndex.eq(proof_index))
        .filter(Column::ProvenAt.gt(since))
        .filter(Column::ClosedAt.is_null())
        .one(conn)
        .await?)
}

fn of(account: AccountId, lead: LeadId) -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::AccountId.eq(account.0)).filter(Column::LeadId.eq(lead.0))
}

fn asked_here(asked: Asked) -> Condition {
    match asked {
        Asked::Link(link) => Condition::all().add(Column::LinkId.eq(link)),
        Asked::Request(request) => Condition::all().add(Column::RequestId.eq(request.0)),
    }
}
