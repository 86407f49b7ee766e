//! Queries for counts.

use super::entity::{cell, cut, opt_out};
use crate::{Core, Result};
use realtoros_domain::{aggregate::Shown, ids::AccountId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::{Expr, Query},
};
use std::collections::BTreeSet;

/// Whether a week was counted.
pub(super) async fn has(conn: &impl ConnectionTrait, week: &str) -> Result<bool> {
    Ok(cut::Entity::find_by_id(week.to_owned()).one(conn).await?.is_some())
}

/// Stores a week. Two nodes that count the same one collide here.
pub(super) async fn store(tx: &impl ConnectionTrait, core: &Core, week: &str, cells: &[Shown]) -> Result<()> {
    let row = cut::Model { week: week.to_owned(), made_at: core.now_ms() }.into_active_model();
    cut::Entity::insert(row).exec_without_returning(tx).await?;
    for batch in cells.chunks(200) {
        let rows = batch.iter().map(|shown| {
            cell::Model {
                week: week.to_owned(),
                row_label: shown.row.clone(),
                column_label: shown.column.clone(),
                leads: i64::try_from(shown.leads).unwrap_or(i64::MAX),
            }
            .into_active_model()
        });
        cell::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The newest week.
pub(super) async fn newest(conn: &impl ConnectionTrait) -> Result<Option<(String, Vec<Shown>)>> {
    let Some(cut) = cut::Entity::find().order_by_desc(cut::Column::Week).one(conn).await? else {
        return Ok(None);
    };
    let rows = cell::Entity::find()
        .filter(cell::Column::Week.eq(&cut.week))
        .order_by_asc(cell::Column::RowLabel)
        .order_by_asc(cell::Column::ColumnLabel)
        .all(conn)
        .await?;
    let shown = rows.into_iter().map(|row| Shown {
        row: row.row_label,
        column: row.column_label,
        leads: row.leads.unsigned_abs(),
    });
    Ok(Some((cut.week, shown.collect())))
}

/// The accounts that are left out. Call it across accounts.
pub(super) async fn left_out(conn: &impl ConnectionTrait) -> Result<BTreeSet<AccountId>> {
    let rows = opt_out::Entity::find().all(conn).await?;
    Ok(rows.into_iter().map(|row| AccountId(row.account_id)).collect())
}

/// How many leads of an account were in which stage, of those that were there before `before`.
pub(super) async fn by_stage(
    conn: &impl ConnectionTrait,
    account: AccountId,
    before: i64,
) -> Result<Vec<(String, u64)>> {
    let query = Query::select()
        .column("stage")
        .expr_as(Expr::col("id").count(), "n")
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("merged_into").is_null())
        .and_where(Expr::col("created_at").lt(before))
        .group_by_col("stage")
        .to_owned();
    let rows = conn.query_all(&query).await?;
    rows.into_iter()
        .map(|row| {
            let n: i64 = row.try_get("", "n")?;
            Ok((row.try_get("", "stage")?, n.unsigned_abs()))
        })
        .collect()
}
