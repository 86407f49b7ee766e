//! Queries of comparisons and marks. Every one is bound to an account, but for the one that looks for what was forgotten.

use super::{
    entity::{mark, part, scrub},
    record::{AreaFound, ScrubState},
};
use crate::{Error, Result, db, leads};
use realtoros_domain::{
    do_not_call::List,
    ids::{AccountId, JobId, ScrubId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict, Query, SelectStatement},
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The comparison `id` of `account`.
pub(super) async fn load(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
) -> Result<scrub::Model> {
    of(account).filter(scrub::Column::Id.eq(id.0)).one(conn).await?.ok_or(Error::NotFound)
}

/// The same, locked until the transaction ends.
pub(super) async fn lock(tx: &impl ConnectionTrait, account: AccountId, id: ScrubId) -> Result<scrub::Model> {
    db::lock_account(tx, account).await?;
    let query = of(account).filter(scrub::Column::Id.eq(id.0)).lock_exclusive();
    query.one(tx).await?.ok_or(Error::NotFound)
}

fn of(account: AccountId) -> sea_orm::Select<scrub::Entity> {
    scrub::Entity::find().filter(scrub::Column::AccountId.eq(account.0))
}

/// The comparisons of an account in these states, the newest first.
pub(super) async fn newest(
    conn: &impl ConnectionTrait,
    account: AccountId,
    states: &[ScrubState],
) -> Result<Vec<scrub::Model>> {
    let states = states.iter().map(|state| state.as_str());
    let query = of(account)
        .filter(scrub::Column::State.is_in(states))
        .order_by_desc(scrub::Column::CreatedAt)
        .order_by_desc(scrub::Column::Id);
    Ok(query.all(conn).await?)
}

/// Sets columns of a comparison.
pub(super) async fn update(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
    columns: scrub::ActiveModel,
) -> Result<()> {
    scrub::Entity::update_many()
        .set(columns)
        .filter(scrub::Column::AccountId.eq(account.0))
        .filter(scrub::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes a comparison that does not count, with what was found.
pub(super) async fn delete(tx: &impl ConnectionTrait, account: AccountId, id: ScrubId) -> Result<()> {
    parts_of(account, id).exec(tx).await?;
    scrub::Entity::delete_many()
        .filter(scrub::Column::AccountId.eq(account.0))
        .filter(scrub::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

fn parts_of(account: AccountId, id: ScrubId) -> sea_orm::DeleteMany<part::Entity> {
    part::Entity::delete_many()
        .filter(part::Column::AccountId.eq(account.0))
        .filter(part::Column::ScrubId.eq(id.0))
}

/// What was found in each area code of a file.
pub(super) async fn areas(conn: &impl ConnectionTrait, row: &scrub::Model) -> Result<Vec<AreaFound>> {
    let in_file: BTreeMap<u16, u64> = serde_json::from_str(&row.areas)?;
    let of_scrub = part::Entity::find()
        .filter(part::Column::AccountId.eq(row.account_id))
        .filter(part::Column::ScrubId.eq(row.id))
        .select_only()
        .column(part::Column::AreaCode)
        .column(part::Column::Listed)
        .column_as(part::Column::AddressIndex.count(), "n")
        .group_by(part::Column::AreaCode)
        .group_by(part::Column::Listed);
    let counted: Vec<(i32, bool, i64)> = of_scrub.into_tuple().all(conn).await?;
    let count = |area: u16, only_listed: bool| {
        let of_area =
            counted.iter().filter(|(code, listed, _)| *code == i32::from(area) && (*listed || !only_listed));
        of_area.map(|(.., n)| n.unsigned_abs()).sum::<u64>()
    };
    let found = in_file.into_iter().map(|(area, in_file)| AreaFound {
        area,
        in_file,
        leads: count(area, false),
        listed: count(area, true),
    });
    Ok(found.collect())
}

/// Forgets what was found in other area codes than these.
pub(super) async fn keep_areas(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
    areas: &[u16],
) -> Result<()> {
    let others = part::Column::AreaCode.is_not_in(areas.iter().map(|area| i32::from(*area)));
    parts_of(account, id).filter(others).exec(tx).await?;
    Ok(())
}

/// Some of what was found and does not count yet, always in the same order.
pub(super) async fn parts(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
    limit: u64,
) -> Result<Vec<part::Model>> {
    let query = part::Entity::find()
        .filter(part::Column::AccountId.eq(account.0))
        .filter(part::Column::ScrubId.eq(id.0))
        .order_by_asc(part::Column::AddressIndex)
        .limit(limit);
    Ok(query.all(tx).await?)
}

/// Forgets these, which count now.
pub(super) async fn delete_parts(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
    parts: &[part::Model],
) -> Result<()> {
    let done = part::Column::AddressIndex.is_in(parts.iter().map(|part| part.address_index.clone()));
    parts_of(account, id).filter(done).exec(tx).await?;
    Ok(())
}

/// Makes marks count. What a newer copy of the list said stays.
pub(super) async fn mark(tx: &impl ConnectionTrait, list: List, marks: Vec<mark::Model>) -> Result<()> {
    let Some(account) = marks.first().map(|mark| mark.account_id) else { return Ok(()) };
    let indexes = marks.iter().map(|mark| mark.address_index.clone());
    let newer: Vec<(Vec<u8>, i64)> = mark::Entity::find()
        .filter(mark::Column::AccountId.eq(account))
        .filter(mark::Column::List.eq(list.as_str()))
        .filter(mark::Column::AddressIndex.is_in(indexes))
        .select_only()
        .column(mark::Column::AddressIndex)
        .column(mark::Column::ScrubbedAt)
        .into_tuple()
        .all(tx)
        .await?;
    let is_newest = |mark: &mark::Model| {
        !newer.iter().any(|(index, at)| *index == mark.address_index && *at > mark.scrubbed_at)
    };
    let rows: Vec<_> =
        marks.into_iter().filter(is_newest).map(|mark| mark.into_active_model().reset_all()).collect();
    let again =
        OnConflict::columns([mark::Column::AccountId, mark::Column::AddressIndex, mark::Column::List])
            .update_columns([mark::Column::ScrubbedAt, mark::Column::Listed])
            .to_owned();
    if !rows.is_empty() {
        mark::Entity::insert_many(rows).on_conflict(again).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Those of these numbers that a lead has.
pub(super) async fn held(
    tx: &impl ConnectionTrait,
    account: AccountId,
    indexes: Vec<Vec<u8>>,
) -> Result<HashSet<Vec<u8>>> {
    let query = leads::phone_holders(account).and_where(Expr::col("address_index").is_in(indexes)).to_owned();
    let rows = tx.query_all(&query).await?;
    rows.iter().map(|row| Ok(row.try_get("", "address_index")?)).collect()
}

/// Deletes marks, and what may become marks, of numbers that no lead has any more: of these numbers, or of all.
pub(super) async fn delete_orphans(
    tx: &impl ConnectionTrait,
    account: AccountId,
    among: Option<Vec<Vec<u8>>>,
) -> Result<u64> {
    let mut gone = 0;
    for table in ["number_scrub", "number_scrub_part"] {
        let mut delete = Query::delete();
        delete
            .from_table(table)
            .and_where(Expr::col("account_id").eq(account.0))
            .and_where(Expr::col("address_index").not_in_subquery(leads::phone_holders(account)));
        if let Some(among) = &among {
            delete.and_where(Expr::col("address_index").is_in(among.iter().cloned()));
        }
        gone += tx.execute(&delete).await?.rows_affected();
    }
    Ok(gone)
}

/// The marks of these numbers.
pub(super) async fn marks(
    conn: &impl ConnectionTrait,
    account: AccountId,
    indexes: Option<&[Vec<u8>]>,
) -> Result<Vec<mark::Model>> {
    let mut query = mark::Entity::find().filter(mark::Column::AccountId.eq(account.0));
    if let Some(indexes) = indexes {
        query = query.filter(mark::Column::AddressIndex.is_in(indexes.iter().cloned()));
    }
    Ok(query.all(conn).await?)
}

/// How many numbers leads have, and how many of them were never compared with the federal list.
pub(super) async fn counts(conn: &impl ConnectionTrait, account: AccountId) -> Result<(u64, u64)> {
    let checked = Query::select()
        .column("address_index")
        .from("number_scrub")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("list").eq(List::Federal.as_str()))
        .to_owned();
    let all = count(conn, leads::phone_holders(account)).await?;
    let mut open = leads::phone_holders(account);
    open.and_where(Expr::col("address_index").not_in_subquery(checked));
    Ok((all, count(conn, open).await?))
}

async fn count(conn: &impl ConnectionTrait, mut numbers: SelectStatement) -> Result<u64> {
    numbers.clear_selects().expr_as(Expr::col("address_index").count_distinct(), "n");
    let row = conn.query_one(&numbers).await?;
    let n: i64 = row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default();
    Ok(n.unsigned_abs())
}

/// How many numbers wait to count.
pub(super) async fn count_parts(conn: &impl ConnectionTrait, account: AccountId, id: ScrubId) -> Result<i64> {
    let query = part::Entity::find()
        .filter(part::Column::AccountId.eq(account.0))
        .filter(part::Column::ScrubId.eq(id.0));
    Ok(i64::try_from(query.count(conn).await?).unwrap_or(i64::MAX))
}

/// Comparisons of every account that were forgotten before they counted.
pub(super) async fn forgotten(
    conn: &impl ConnectionTrait,
    state: ScrubState,
    before: i64,
) -> Result<Vec<(AccountId, ScrubId)>> {
    let rows: Vec<(Uuid, Uuid)> = scrub::Entity::find()
        .select_only()
        .columns([scrub::Column::AccountId, scrub::Column::Id])
        .filter(scrub::Column::State.eq(state.as_str()))
        .filter(scrub::Column::CreatedAt.lt(before))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(account, id)| (AccountId(account), ScrubId(id))).collect())
}

/// Locks the comparison if `job` makes it count.
pub(super) async fn lock_for(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ScrubId,
    job: JobId,
) -> Result<Option<scrub::Model>> {
    let row = lock(tx, account, id).await?;
    let is_its = row.job_id == Some(job.0) && row.state == ScrubState::Running.as_str();
    Ok(Some(row).filter(|_| is_its))
}
