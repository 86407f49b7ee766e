//! Queries of imports and their stored chunks. Every one is bound to an account.

use super::{
    entity::{chunk, import},
    record::{ImportRecord, ImportState},
    stored::{StoredRow, chunk_row},
};
use crate::{
    Core, Error, Result, db,
    vault::{DataKey, KeyOwner, Place},
};
use realtoros_domain::ids::{AccountId, ImportId, JobId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Query,
};
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
    db::lock_account(tx, account).await?;
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

/// The key under which what belongs to no lead is sealed.
pub(super) async fn account_key(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
) -> Result<DataKey> {
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

/// Everything that is stored of a file, as text.
#[cfg(test)]
pub async fn stored_text(core: &Core, scope: &crate::Scope, id: ImportId) -> String {
    let mut text = String::new();
    for seq in 0.. {
        let Some(rows) = chunk(core.db.read(), core, scope.account, id, seq).await.unwrap() else { break };
        text.extend(rows.iter().map(|row| format!("{row:?}")));
    }
    text
}

/// Whether rows of an import are still stored.
pub async fn has_chunks(conn: &impl ConnectionTrait, account: AccountId, id: ImportId) -> Result<bool> {
    let found = chunk::Entity::find()
        .select_only()
        .column(chunk::Column::Seq)
        .filter(chunk::Column::AccountId.eq(account.0))
        .filter(chunk::Column::ImportId.eq(id.0))
        .into_tuple::<i32>()
        .one(conn)
        .await?;
    Ok(found.is_some())
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

/// Deletes stored rows whose upload broke off before its import was stored.
pub async fn sweep(core: &Core) -> Result<()> {
    let known = Query::select().column(import::Column::Id).from(import::Entity).to_owned();
    let left = chunk::Entity::delete_many().filter(chunk::Column::ImportId.not_in_subquery(known));
    db::across(left.exec(core.db.write())).await?;
    Ok(())
}

/// Deletes an import that wrote nothing, with its stored rows.
pub async fn delete(tx: &impl ConnectionTrait, account: AccountId, id: ImportId) -> Result<()> {
    delete_chunks(tx, account, id).await?;
    import::Entity::delete_many()
        .filter(import::Column::AccountId.eq(account.0))
        .filter(import::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Imports of every account that have been in `state` since before `before`, with rows still stored.
pub async fn resting(core: &Core, state: ImportState, before: i64) -> Result<Vec<(AccountId, ImportId)>> {
    let stored = Query::select().column(chunk::Column::ImportId).from(chunk::Entity).to_owned();
    let rows: Vec<(Uuid, Uuid)> = import::Entity::find()
        .select_only()
        .columns([import::Column::AccountId, import::Column::Id])
        .filter(import::Column::State.eq(state.as_str()))
        .filter(import::Column::UpdatedAt.lt(before))
        .filter(import::Column::Id.in_subquery(stored))
        .into_tuple()
        .all(core.db.read())
        .await?;
    Ok(rows.into_iter().map(|(account, id)| (AccountId(account), ImportId(id))).collect())
}
