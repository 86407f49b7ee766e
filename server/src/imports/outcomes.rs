//! What became of the rows of a file: queries, every one bound to an account.

use super::{entity::row, repository::account_key};
use crate::{Core, Result, leads::LeadRecord, vault::Place};
use realtoros_domain::{
    ids::{AccountId, ImportId, LeadId, MessageId},
    imports::RejectReason,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What became of a row of the file.
pub struct RowOutcome {
    /// Its number in the file.
    pub number: u32,
    /// `created`, `joined`, `rejected`, `suppressed`, and after an undo `removed` or `kept`.
    pub outcome: &'static str,
    /// The lead that it became or was joined to.
    pub lead: Option<(Uuid, i64)>,
    /// Why it was rejected.
    pub reason: String,
    /// What is kept of it.
    pub content: Option<Content>,
}

/// What is kept of a row, sealed with it.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Content {
    /// The cells of a rejected row.
    Cells(Vec<String>),
    /// What a joined row brought.
    Gain(Box<Gain>),
}

/// What a joined row brought to a lead that was there before the import, for taking it back.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Gain {
    /// What the lead did not have before.
    pub record: LeadRecord,
    /// The note that came with the row.
    pub note: Option<MessageId>,
}

impl RowOutcome {
    /// A row that has become a lead of this revision.
    pub const fn created(number: u32, lead: LeadId, revision: i64) -> Self {
        Self {
            number,
            outcome: "created",
            lead: Some((lead.0, revision)),
            reason: String::new(),
            content: None,
        }
    }

    /// A row that was joined to a lead, which now has this revision.
    pub fn joined(number: u32, lead: LeadId, revision: i64, gain: Option<Gain>) -> Self {
        let content = gain.map(|gain| Content::Gain(Box::new(gain)));
        Self { outcome: "joined", content, ..Self::created(number, lead, revision) }
    }

    /// A row that cannot be used.
    pub fn rejected(number: u32, reason: RejectReason, cells: Vec<String>) -> Self {
        let content = (!cells.is_empty()).then_some(Content::Cells(cells));
        Self { number, outcome: "rejected", lead: None, reason: reason.to_string(), content }
    }

    /// A row of somebody whose data was erased: nothing of it is kept (P-62).
    pub fn suppressed(number: u32) -> Self {
        let reason = RejectReason::Erased.to_string();
        Self { number, outcome: "suppressed", lead: None, reason, content: None }
    }
}

/// Stores what became of rows.
pub async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    outcomes: Vec<RowOutcome>,
) -> Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let key = account_key(tx, core, account).await?;
    let mut rows = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        let row = core.new_id();
        let place = Place { account, table: "import_row", row };
        let sealed = match &outcome.content {
            Some(content) => Some(key.seal_bytes(place, &serde_json::to_vec(content)?)?),
            None => None,
        };
        rows.push(
            row::Model {
                id: row,
                account_id: account.0,
                import_id: id.0,
                number: i64::from(outcome.number),
                outcome: outcome.outcome.to_owned(),
                lead_id: outcome.lead.map(|(lead, _)| lead),
                lead_revision: outcome.lead.map(|(_, revision)| revision),
                reason: outcome.reason,
                sealed,
            }
            .into_active_model(),
        );
    }
    row::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Rows of an import with an outcome, after the row `after`, in the order of the file.
pub async fn list(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: ImportId,
    outcome: &str,
    after: i64,
    limit: u64,
) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::ImportId.eq(id.0))
        .filter(row::Column::Outcome.eq(outcome))
        .filter(row::Column::Number.gt(after))
        .order_by_asc(row::Column::Number)
        .limit(limit)
        .all(conn)
        .await?)
}

/// The lead that a row of the file became, if it has been written.
pub async fn lead_of_row(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: ImportId,
    number: u32,
) -> Result<Option<LeadId>> {
    Ok(row::Entity::find()
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::ImportId.eq(id.0))
        .filter(row::Column::Number.eq(i64::from(number)))
        .one(conn)
        .await?
        .and_then(|row| row.lead_id.map(LeadId)))
}

/// Marks rows that made these leads with a new revision, where the lead was still as the row had made it.
pub async fn move_revisions(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ImportId,
    leads: &BTreeSet<(LeadId, i64)>,
    revision: i64,
) -> Result<()> {
    if leads.is_empty() {
        return Ok(());
    }
    let before: HashMap<Uuid, i64> = leads.iter().map(|(lead, revision)| (lead.0, *revision)).collect();
    let rows = row::Entity::find()
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::ImportId.eq(id.0))
        .filter(row::Column::Outcome.eq("created"))
        .filter(row::Column::LeadId.is_in(before.keys().copied()))
        .all(tx)
        .await?;
    let untouched = rows
        .iter()
        .filter(|row| row.lead_id.and_then(|lead| before.get(&lead)) == row.lead_revision.as_ref());
    let ids: Vec<Uuid> = untouched.map(|row| row.id).collect();
    row::Entity::update_many()
        .set(row::ActiveModel { lead_revision: Set(Some(revision)), ..Default::default() })
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::Id.is_in(ids))
        .exec(tx)
        .await?;
    Ok(())
}

/// Those of `leads` that were merged into another lead, with the lead that they are now.
pub async fn merged(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, LeadId>> {
    let select = Query::select()
        .columns(["id", "merged_into"])
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("merged_into").is_not_null())
        .and_where(Expr::col("id").is_in(leads.iter().map(|lead| lead.0)))
        .to_owned();
    let mut merged = HashMap::new();
    for row in conn.query_all(&select).await? {
        merged.insert(LeadId(row.try_get("", "id")?), LeadId(row.try_get("", "merged_into")?));
    }
    Ok(merged)
}

/// Rows of an import that brought something to leads that were there before, and still hold it; some at a time.
pub async fn gains(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: ImportId,
    limit: u64,
) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find()
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::ImportId.eq(id.0))
        .filter(row::Column::Outcome.eq("joined"))
        .filter(row::Column::Sealed.is_not_null())
        .order_by_asc(row::Column::Number)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Says of rows what an undo did, and forgets what was kept for it.
pub async fn undone(
    tx: &impl ConnectionTrait,
    account: AccountId,
    rows: &[Uuid],
    outcome: &str,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns =
        row::ActiveModel { outcome: Set(outcome.to_owned()), sealed: Set(None), ..Default::default() };
    row::Entity::update_many()
        .set(columns)
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::Id.is_in(rows.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Opens the cells of a rejected row.
pub async fn cells(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    row: &row::Model,
) -> Result<Vec<String>> {
    open(conn, core, account, row).await
}

/// Opens what a joined row brought.
pub async fn gain(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    row: &row::Model,
) -> Result<Gain> {
    open(conn, core, account, row).await
}

async fn open<T: Default + DeserializeOwned>(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    row: &row::Model,
) -> Result<T> {
    let Some(sealed) = &row.sealed else { return Ok(T::default()) };
    let place = Place { account, table: "import_row", row: row.id };
    let plain = account_key(conn, core, account).await?.open_bytes(place, sealed)?;
    Ok(serde_json::from_slice(&plain)?)
}
