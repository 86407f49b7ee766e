//! Queries of exports. Every one is bound to an account, but for those that look for what has run out.

use super::{
    ExportState,
    entity::{chunk, export},
};
use crate::{
    Core, Error, Result, db,
    vault::{DataKey, KeyOwner, Place},
};
use realtoros_domain::ids::{AccountId, ExportId, LeadId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Asterisk, Expr, ExprTrait, Func, Query},
};
use uuid::Uuid;

/// Stores a new export.
pub async fn insert(tx: &impl ConnectionTrait, row: export::Model) -> Result<()> {
    export::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The export `id` of `account`.
pub async fn load(conn: &impl ConnectionTrait, account: AccountId, id: ExportId) -> Result<export::Model> {
    of(account).filter(export::Column::Id.eq(id.0)).one(conn).await?.ok_or(Error::NotFound)
}

/// The same, locked until the transaction ends.
pub async fn lock(tx: &impl ConnectionTrait, account: AccountId, id: ExportId) -> Result<export::Model> {
    db::lock_account(tx, account).await?;
    let query = of(account).filter(export::Column::Id.eq(id.0)).lock_exclusive();
    query.one(tx).await?.ok_or(Error::NotFound)
}

/// The newest exports of an account, of one lead only if one is given.
pub async fn newest(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: Option<LeadId>,
    limit: u64,
) -> Result<Vec<export::Model>> {
    let mut query = of(account);
    if let Some(lead) = lead {
        query = query.filter(export::Column::LeadId.eq(lead.0));
    }
    let newest = query.order_by_desc(export::Column::CreatedAt).order_by_desc(export::Column::Id);
    Ok(newest.limit(limit).all(conn).await?)
}

/// The export that a job makes.
pub async fn of_job(
    conn: &impl ConnectionTrait,
    account: AccountId,
    job: Uuid,
) -> Result<Option<export::Model>> {
    Ok(of(account).filter(export::Column::JobId.eq(job)).one(conn).await?)
}

/// The exports of everybody in an account that were made since an instant, newest first.
pub async fn of_everybody_since(
    conn: &impl ConnectionTrait,
    account: AccountId,
    since: i64,
    limit: u64,
) -> Result<Vec<export::Model>> {
    let of_everybody = of(account).filter(export::Column::LeadId.is_null());
    let made = of_everybody.filter(export::Column::MadeAt.gte(since));
    Ok(made.order_by_desc(export::Column::CreatedAt).limit(limit).all(conn).await?)
}

/// Exports of an account that hold, or are about to hold, something of `lead`: its own and those of everybody.
pub async fn holding(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
) -> Result<Vec<export::Model>> {
    let about = export::Column::LeadId.is_null().or(export::Column::LeadId.eq(lead.0));
    Ok(of(account).filter(about).filter(is_open()).all(conn).await?)
}

/// Exports of all accounts that have run out but are still stored.
pub async fn run_out(conn: &impl ConnectionTrait, now: i64) -> Result<Vec<(AccountId, ExportId)>> {
    let rows: Vec<(Uuid, Uuid)> = export::Entity::find()
        .select_only()
        .columns([export::Column::AccountId, export::Column::Id])
        .filter(is_open())
        .filter(export::Column::ExpiresAt.lte(now))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(account, id)| (AccountId(account), ExportId(id))).collect())
}

/// Exports of all accounts that are over since before `before` and still have stored parts: a download that broke off.
pub async fn left_over(conn: &impl ConnectionTrait, before: i64) -> Result<Vec<(AccountId, ExportId)>> {
    let stored = Query::select().column(chunk::Column::ExportId).from(chunk::Entity).to_owned();
    let rows: Vec<(Uuid, Uuid)> = export::Entity::find()
        .select_only()
        .columns([export::Column::AccountId, export::Column::Id])
        .filter(export::Column::State.eq(ExportState::Taken.as_str()))
        .filter(export::Column::TakenAt.lt(before))
        .filter(export::Column::Id.in_subquery(stored))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(account, id)| (AccountId(account), ExportId(id))).collect())
}

/// Changes columns of an export that is locked in this transaction.
pub async fn update(tx: &impl ConnectionTrait, id: ExportId, columns: export::ActiveModel) -> Result<()> {
    export::ActiveModel { id: Set(id.0), ..columns }.update(tx).await?;
    Ok(())
}

/// Stores one part, sealed for its export and its number.
pub async fn insert_chunk(
    tx: &impl ConnectionTrait,
    key: &DataKey,
    account: AccountId,
    id: ExportId,
    seq: i64,
    plain: &[u8],
) -> Result<()> {
    let sealed = key.seal_bytes(place(account, id, seq), plain)?;
    let row = chunk::Model { export_id: id.0, seq, account_id: account.0, sealed };
    chunk::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Opens one part.
pub async fn open_chunk(
    conn: &impl ConnectionTrait,
    key: &DataKey,
    account: AccountId,
    id: ExportId,
    seq: i64,
) -> Result<Vec<u8>> {
    let found = chunk::Entity::find_by_id((id.0, seq)).filter(chunk::Column::AccountId.eq(account.0));
    let row = found.one(conn).await?.ok_or(Error::NotFound)?;
    Ok(key.open_bytes(place(account, id, seq), &row.sealed)?.to_vec())
}

/// Deletes all parts of an export.
pub async fn delete_chunks(tx: &impl ConnectionTrait, account: AccountId, id: ExportId) -> Result<()> {
    chunk::Entity::delete_many()
        .filter(chunk::Column::AccountId.eq(account.0))
        .filter(chunk::Column::ExportId.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many leads the account had before `instant` and still has. Fewer than before means that somebody was erased.
pub async fn people_before(conn: &impl ConnectionTrait, account: AccountId, instant: i64) -> Result<i64> {
    let query = Query::select()
        .expr_as(Func::count(Expr::col(Asterisk)), "n")
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("created_at").lt(instant))
        .to_owned();
    let row = conn.query_one(&query).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// Whether everybody who was there when the run of `row` began is still there.
pub async fn is_whole(conn: &impl ConnectionTrait, row: &export::Model) -> Result<bool> {
    let account = AccountId(row.account_id);
    let Some(lead) = row.lead_id else {
        return Ok(people_before(conn, account, row.started_at.unwrap_or_default()).await? >= row.people);
    };
    let query = Query::select()
        .column("id")
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("id").eq(lead))
        .to_owned();
    Ok(conn.query_one(&query).await?.is_some())
}

/// Whose key seals an export: the lead's, so that erasing the lead erases it, or one of its own.
pub fn key_owner(account: AccountId, id: ExportId, lead: Option<Uuid>) -> KeyOwner {
    lead.map_or(KeyOwner::Export(account, id), |lead| KeyOwner::Lead(account, LeadId(lead)))
}

/// The key of an export of a whole account, made when it begins.
pub async fn make_key(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ExportId,
) -> Result<()> {
    let account_key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let key = core.vault.make(&account_key, KeyOwner::Export(account, id), core.now_ms())?;
    core.vault.store(tx, vec![key]).await
}

fn of(account: AccountId) -> sea_orm::Select<export::Entity> {
    export::Entity::find().filter(export::Column::AccountId.eq(account.0))
}

fn is_open() -> Expr {
    export::Column::State.is_in(ExportState::OPEN.map(ExportState::as_str))
}

/// The part `seq` of an export is sealed as this row: it opens nowhere else, and in no other order.
pub const fn part_row(export: Uuid, seq: i64) -> Uuid {
    Uuid::from_u128(export.as_u128() ^ (seq.unsigned_abs() as u128 + 1))
}

fn place(account: AccountId, id: ExportId, seq: i64) -> Place {
    Place { account, table: "export_chunk", row: part_row(id.0, seq) }
}
