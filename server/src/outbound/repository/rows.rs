//! Single messages and batches of them. Every query is bound to an account.

use super::super::{
    HISTORY, MessageRecord,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Error, Result, db, leads::hold, vault::KeyOwner};
use realtoros_domain::{
    Channel,
    ids::{AccountId, ImportId, LeadId, MessageId},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many values one statement carries.
const BATCH: usize = 500;

/// Stores rows. A row of a lead who was erased meanwhile is refused (P-62).
pub async fn insert(tx: &impl ConnectionTrait, rows: Vec<Model>) -> Result<()> {
    let mut by_account: HashMap<Uuid, Vec<LeadId>> = HashMap::new();
    for row in &rows {
        by_account.entry(row.account_id).or_default().push(LeadId(row.lead_id));
    }
    for (account, leads) in by_account {
        hold(tx, AccountId(account), &leads).await?;
    }
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    db::insert_all::<Entity>(tx, rows.collect()).await
}

/// The message `id` of `account`, with its record.
pub async fn load(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: MessageId,
) -> Result<(Model, MessageRecord)> {
    let query = Entity::find_by_id(id.0).filter(Column::AccountId.eq(account.0));
    let row = query.one(conn).await?.ok_or(Error::NotFound)?;
    let key = core.vault.key(conn, KeyOwner::Lead(account, LeadId(row.lead_id))).await?;
    let record = key.open(account, row.id, &row.sealed)?;
    Ok((row, record))
}

/// The records of rows of one account; one whose lead was erased is left out.
pub async fn open_all(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    rows: Vec<Model>,
) -> Result<Vec<(Model, MessageRecord)>> {
    let leads: Vec<LeadId> = rows.iter().map(|row| LeadId(row.lead_id)).collect();
    let keys = core.vault.lead_keys(conn, account, &leads).await?;
    let open = |row: Model| {
        let key = keys.get(&LeadId(row.lead_id))?;
        Some(key.open(account, row.id, &row.sealed).map(|record| (row, record)))
    };
    Ok(rows.into_iter().filter_map(open).collect::<Result<_, _>>()?)
}

/// Seals a record for its row.
pub async fn seal(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    id: Uuid,
    record: &MessageRecord,
) -> Result<Vec<u8>> {
    Ok(core.vault.key(conn, KeyOwner::Lead(account, lead)).await?.seal(account, id, record)?)
}

/// Whether the message `id` of `account` is there.
pub async fn exists(conn: &impl ConnectionTrait, account: AccountId, id: MessageId) -> Result<bool> {
    let query = Entity::find_by_id(id.0).filter(Column::AccountId.eq(account.0));
    let found: Option<Uuid> = query.select_only().column(Column::Id).into_tuple().one(conn).await?;
    Ok(found.is_some())
}

/// The hash under which a provider's id is found.
pub async fn provider_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    provider_id: &str,
) -> Result<Vec<u8>> {
    Ok(core.vault.index(conn, account, "message/provider").await?.hash(provider_id))
}

/// The message that a provider knows under this id.
pub async fn by_provider(
    conn: &impl ConnectionTrait,
    account: AccountId,
    provider_index: Vec<u8>,
) -> Result<Option<Model>> {
    let query = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::ProviderIndex.eq(provider_index));
    Ok(query.one(conn).await?)
}

/// The messages of `account` that have one of these keys.
pub async fn by_keys(
    conn: &impl ConnectionTrait,
    account: AccountId,
    keys: &[&str],
) -> Result<HashMap<String, Model>> {
    let mut found = HashMap::new();
    for batch in keys.chunks(BATCH) {
        let rows = Entity::find()
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::IdempotencyKey.is_in(batch.iter().copied()))
            .all(conn)
            .await?;
        found.extend(rows.into_iter().map(|row| (row.idempotency_key.clone(), row)));
    }
    Ok(found)
}

/// Those of these messages that the account has.
pub async fn those_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    ids: &[Uuid],
) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for batch in ids.chunks(BATCH) {
        let query = Entity::find()
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::Id.is_in(batch.iter().copied()))
            .select_only()
            .column(Column::Id)
            .into_tuple::<Uuid>();
        found.extend(query.all(conn).await?);
    }
    Ok(found)
}

/// Changes a message if it is in one of `states`.
pub async fn move_from(
    conn: &impl ConnectionTrait,
    id: Uuid,
    columns: ActiveModel,
    states: &[&str],
) -> Result<bool> {
    let changed = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(states.iter().copied()))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// The drafts of the assistant that wait for a lead, on one channel or on all.
pub async fn drafts_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    channel: Option<Channel>,
) -> Result<Vec<Uuid>> {
    let mut query = Entity::find();
    if let Some(channel) = channel {
        query = query.filter(Column::Channel.eq(channel.as_str()));
    }
    Ok(query
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::State.eq(super::super::MessageState::Draft.as_str()))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(conn)
        .await?)
}

/// The newest message on a channel that a lead wrote to us, with its time.
pub async fn newest_in(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    channel: Channel,
) -> Result<Option<(Uuid, i64)>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::Direction.eq("in"))
        .filter(Column::Purpose.eq("conversation"))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id)
        .select_only()
        .columns([Column::Id, Column::OccurredAt])
        .into_tuple()
        .one(conn)
        .await?)
}

/// Whether the lead has written again on the channel since `answered`.
pub async fn is_outrun(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    channel: Channel,
    answered: MessageId,
) -> Result<bool> {
    let Some((newest, at)) = newest_in(conn, account, lead, channel).await? else { return Ok(false) };
    if newest == answered.0 {
        return Ok(false);
    }
    let answered = Entity::find_by_id(answered.0).filter(Column::AccountId.eq(account.0)).one(conn).await?;
    Ok(answered.is_some_and(|row| row.occurred_at <= at))
}

/// Stores changed columns of one message.
pub async fn update(tx: &impl ConnectionTrait, id: Uuid, columns: ActiveModel) -> Result<()> {
    ActiveModel { id: Set(id), ..columns }.update(tx).await?;
    Ok(())
}

/// Removes those of `ids` that are history and belong to leads that `import` did not make.
pub async fn delete_history(
    tx: &impl ConnectionTrait,
    account: AccountId,
    import: ImportId,
    ids: &[Uuid],
) -> Result<()> {
    let made = Query::select()
        .column("id")
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("import_id").eq(import.0))
        .to_owned();
    Entity::delete_many()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Purpose.eq(HISTORY))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::LeadId.not_in_subquery(made))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes a message.
pub async fn delete(tx: &impl ConnectionTrait, account: AccountId, id: MessageId) -> Result<()> {
    Entity::delete_by_id(id.0).filter(Column::AccountId.eq(account.0)).exec(tx).await?;
    Ok(())
}

/// Removes every message of a lead.
pub async fn delete_of_lead(tx: &impl ConnectionTrait, account: AccountId, lead: LeadId) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .exec(tx)
        .await?;
    Ok(())
}
