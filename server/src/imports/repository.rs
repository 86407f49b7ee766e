//! Queries of imports. Every one is bound to an account.

use super::{
    entity::{chunk, import, mapping, row},
    record::{ImportRecord, ImportState, RememberedMapping},
    stored::{StoredRow, chunk_row},
};
use crate::{
    Core, Error, Result,
    vault::{DataKey, KeyOwner, Place},
};
use realtoros_domain::{
    ids::{AccountId, ImportId, JobId, LeadId},
    imports::{Mapping, RejectReason},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, OnConflict, Query},
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// An import with its sealed part opened.
pub type Opened = (import::Model, ImportRecord);

/// The import `id` of `account`.
pub async fn load(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
) -> Result<Opened> {
    let row = import::Entity::find_by_id(id.0)
        .filter(import::Column::AccountId.eq(account.0))
        .one(conn)
        .await?
        .ok_or(Error::NotFound)?;
    open(conn, core, account, row).await
}

/// Locks the import until the transaction ends, if it is in `state` and `job` works on it.
pub async fn lock_for(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: ImportId,
    job: JobId,
    state: ImportState,
) -> Result<Option<import::Model>> {
    let row = lock(tx, account, id).await?;
    Ok(Some(row).filter(|row| row.job_id == Some(job.0) && row.state == state.as_str()))
}

/// Locks the import until the transaction ends.
pub async fn lock(tx: &impl ConnectionTrait, account: AccountId, id: ImportId) -> Result<import::Model> {
    import::Entity::find_by_id(id.0)
        .filter(import::Column::AccountId.eq(account.0))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)
}

/// The newest imports of `account`.
pub async fn newest(core: &Core, account: AccountId, limit: u64) -> Result<Vec<Opened>> {
    let rows = import::Entity::find()
        .filter(import::Column::AccountId.eq(account.0))
        .order_by_desc(import::Column::CreatedAt)
        .limit(limit)
        .all(core.db.read())
        .await?;
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        opened.push(open(core.db.read(), core, account, row).await?);
    }
    Ok(opened)
}

async fn open(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    row: import::Model,
) -> Result<Opened> {
    let key = account_key(conn, core, account).await?;
    let record = key.open(account, row.id, &row.sealed)?;
    Ok((row, record))
}

async fn account_key(conn: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<DataKey> {
    core.vault.key(conn, KeyOwner::Account(account)).await
}

/// Stores a new import in the state of a preview.
pub async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    rows: i64,
    record: &ImportRecord,
) -> Result<()> {
    let now = core.now_ms();
    let sealed = account_key(tx, core, account).await?.seal(account, id.0, record)?;
    let row = import::Model {
        id: id.0,
        account_id: account.0,
        job_id: None,
        state: ImportState::Preview.as_str().to_owned(),
        next_row: 1,
        rows_total: rows,
        rows_new: 0,
        rows_duplicate: 0,
        rows_rejected: 0,
        rows_opted_out: 0,
        created_at: now,
        updated_at: now,
        sealed,
    };
    import::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Sets columns of an import. The caller has made sure that it is the account's.
pub async fn update(tx: &impl ConnectionTrait, core: &Core, columns: import::ActiveModel) -> Result<()> {
    let columns = import::ActiveModel { updated_at: Set(core.now_ms()), ..columns };
    columns.update(tx).await?;
    Ok(())
}

/// Stores the record of an import anew.
pub async fn save_record(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    record: &ImportRecord,
) -> Result<()> {
    let sealed = account_key(tx, core, account).await?.seal(account, id.0, record)?;
    update(tx, core, import::ActiveModel { id: Set(id.0), sealed: Set(sealed), ..Default::default() }).await
}

/// Stores a chunk of rows.
pub async fn insert_chunk(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    seq: u32,
    rows: &[StoredRow],
) -> Result<()> {
    let key = account_key(tx, core, account).await?;
    let place = Place { account, table: "import_chunk", row: chunk_row(id.0, seq) };
    let sealed = key.seal_bytes(place, &serde_json::to_vec(rows)?)?;
    let row = chunk::Model {
        import_id: id.0,
        seq: i32::try_from(seq).unwrap_or(i32::MAX),
        account_id: account.0,
        sealed,
    };
    chunk::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// The chunk `seq` of an import; `None` after the last one.
pub async fn chunk(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    seq: u32,
) -> Result<Option<Vec<StoredRow>>> {
    let key = (id.0, i32::try_from(seq).unwrap_or(i32::MAX));
    let found =
        chunk::Entity::find_by_id(key).filter(chunk::Column::AccountId.eq(account.0)).one(conn).await?;
    let Some(found) = found else { return Ok(None) };
    let place = Place { account, table: "import_chunk", row: chunk_row(id.0, seq) };
    let plain = account_key(conn, core, account).await?.open_bytes(place, &found.sealed)?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

/// Deletes the stored rows of an import: they are leads now, or are not wanted.
pub async fn delete_chunks(tx: &impl ConnectionTrait, account: AccountId, id: ImportId) -> Result<()> {
    chunk::Entity::delete_many()
        .filter(chunk::Column::AccountId.eq(account.0))
        .filter(chunk::Column::ImportId.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes chunks whose upload never came to an end.
pub async fn sweep(core: &Core) -> Result<()> {
    let known = Query::select().column(import::Column::Id).from(import::Entity).to_owned();
    chunk::Entity::delete_many()
        .filter(chunk::Column::ImportId.not_in_subquery(known))
        .exec(core.db.write())
        .await?;
    Ok(())
}

/// What became of a row of the file.
pub struct RowOutcome {
    /// Its number in the file.
    pub number: u32,
    /// `created`, `joined`, `rejected`, and after an undo `removed` or `kept`.
    pub outcome: &'static str,
    /// The lead that it became or was joined to.
    pub lead: Option<(Uuid, i64)>,
    /// Why it was rejected.
    pub reason: String,
    /// The cells of a rejected row.
    pub cells: Option<Vec<String>>,
}

impl RowOutcome {
    /// A row that is, or was joined to, a lead of this revision.
    pub const fn written(number: u32, outcome: &'static str, lead: LeadId, revision: i64) -> Self {
        Self { number, outcome, lead: Some((lead.0, revision)), reason: String::new(), cells: None }
    }

    /// A row that cannot be used.
    pub fn rejected(number: u32, reason: RejectReason, cells: Option<Vec<String>>) -> Self {
        Self { number, outcome: "rejected", lead: None, reason: reason.to_string(), cells }
    }
}

/// Stores what became of rows.
pub async fn insert_outcomes(
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
        let sealed = match &outcome.cells {
            Some(cells) => Some(key.seal_bytes(place, &serde_json::to_vec(cells)?)?),
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
pub async fn outcomes(
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

/// Changes the outcome of rows.
pub async fn set_outcome(
    tx: &impl ConnectionTrait,
    account: AccountId,
    rows: &[Uuid],
    outcome: &str,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    row::Entity::update_many()
        .set(row::ActiveModel { outcome: Set(outcome.to_owned()), ..Default::default() })
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
    let Some(sealed) = &row.sealed else { return Ok(Vec::new()) };
    let place = Place { account, table: "import_row", row: row.id };
    let plain = account_key(conn, core, account).await?.open_bytes(place, sealed)?;
    Ok(serde_json::from_slice(&plain)?)
}

/// The mapping that the account used last for files with these columns.
pub async fn remembered(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    headers: &[String],
) -> Result<Option<Mapping>> {
    let index = header_index(conn, core, account, headers).await?;
    let found = mapping::Entity::find()
        .filter(mapping::Column::AccountId.eq(account.0))
        .filter(mapping::Column::HeaderIndex.eq(index))
        .one(conn)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let key = account_key(conn, core, account).await?;
    Ok(Some(key.open::<RememberedMapping>(account, found.id, &found.sealed)?.0))
}

/// Remembers a mapping for the next file with the same columns.
pub async fn remember(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    chosen: &Mapping,
) -> Result<()> {
    let headers: Vec<String> = chosen.columns().iter().map(|column| column.header.clone()).collect();
    let header_index = header_index(tx, core, account, &headers).await?;
    mapping::Entity::delete_many()
        .filter(mapping::Column::AccountId.eq(account.0))
        .filter(mapping::Column::HeaderIndex.eq(header_index.clone()))
        .exec(tx)
        .await?;
    let id = core.new_id();
    let sealed =
        account_key(tx, core, account).await?.seal(account, id, &RememberedMapping(chosen.clone()))?;
    let row = mapping::Model { id, account_id: account.0, header_index, sealed };
    mapping::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn header_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    headers: &[String],
) -> Result<Vec<u8>> {
    Ok(core.vault.index(conn, account, "import/headers").await?.hash(&headers.join("\u{1}")))
}
