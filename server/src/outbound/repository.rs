//! Queries of messages. Every one is bound to an account, except the dispatcher's search for work.

use super::{
    MessageRecord, MessageState,
    entity::{ActiveModel, Column, Entity, Model},
    state,
};
use crate::{Core, Error, Result, vault::KeyOwner};
use realtoros_domain::ids::{AccountId, LeadId, MessageId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use std::collections::HashMap;
use uuid::Uuid;

/// How many values one statement carries.
const BATCH: usize = 500;

/// Stores rows.
pub async fn insert(tx: &impl ConnectionTrait, rows: Vec<Model>) -> Result<()> {
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    loop {
        let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        Entity::insert_many(batch).exec_without_returning(tx).await?;
    }
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

/// Messages that may be due: waiting for their time, or claimed by a worker that fell silent before the hand-over.
fn due(now: i64) -> Condition {
    let waiting = [MessageState::Queued, MessageState::Deferred];
    let in_time = Column::State.is_in(state::names(waiting)).and(Column::SendAfter.lte(now));
    let silent = Column::State.eq(MessageState::Sending.as_str()).and(Column::LeaseUntil.lt(now));
    Condition::any().add(in_time).add(silent)
}

/// An account with something due.
pub async fn next_account(conn: &impl ConnectionTrait, now: i64) -> Result<Option<AccountId>> {
    let found: Option<Uuid> = Entity::find()
        .filter(due(now))
        .order_by_asc(Column::SendAfter)
        .limit(1)
        .select_only()
        .column(Column::AccountId)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(found.map(AccountId))
}

/// What is due in an account, oldest first, locked for this transaction.
pub async fn lock_due(
    tx: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
    limit: u64,
) -> Result<Vec<Model>> {
    let query = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(due(now))
        .order_by_asc(Column::SendAfter)
        .order_by_asc(Column::Id)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Ok(query.all(tx).await?)
}

/// Claims messages until `lease`.
pub async fn claim(tx: &impl ConnectionTrait, ids: &[Uuid], now: i64, lease: i64) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::State, MessageState::Sending.as_str().into())
        .col_expr(Column::Reason, "".into())
        .col_expr(Column::OccurredAt, now.into())
        .col_expr(Column::LeaseUntil, lease.into())
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Marks claimed messages as being handed over; returns those that were still claimed under `lease`.
pub async fn hand_over(
    tx: &impl ConnectionTrait,
    ids: &[Uuid],
    lease: i64,
    new_lease: i64,
) -> Result<Vec<Uuid>> {
    let columns = ActiveModel {
        state: Set(MessageState::HandingOver.as_str().to_owned()),
        lease_until: Set(Some(new_lease)),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(columns)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.eq(MessageState::Sending.as_str()))
        .filter(Column::LeaseUntil.eq(lease))
        .exec(tx)
        .await?;
    if usize::try_from(changed.rows_affected).is_ok_and(|changed| changed == ids.len()) {
        return Ok(ids.to_vec());
    }
    Ok(Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.eq(MessageState::HandingOver.as_str()))
        .filter(Column::LeaseUntil.eq(new_lease))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(tx)
        .await?)
}

/// Messages whose hand-over was cut off.
pub async fn cut_off(conn: &impl ConnectionTrait, now: i64, limit: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::State.eq(MessageState::HandingOver.as_str()))
        .filter(Column::LeaseUntil.lt(now))
        .order_by_asc(Column::LeaseUntil)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Takes over a message whose hand-over was cut off. `false` when somebody else did.
pub async fn take_over(conn: &impl ConnectionTrait, row: &Model, lease: i64) -> Result<bool> {
    let columns = ActiveModel { lease_until: Set(Some(lease)), ..Default::default() };
    move_from(conn, row.id, columns, &[MessageState::HandingOver.as_str()], Some(row.lease_until)).await
}

/// Changes a message if it is in one of `states` (and, where given, still under the same lease).
pub async fn move_from(
    conn: &impl ConnectionTrait,
    id: Uuid,
    columns: ActiveModel,
    states: &[&str],
    lease: Option<Option<i64>>,
) -> Result<bool> {
    let mut update = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(states.iter().copied()));
    if let Some(lease) = lease {
        update = update.filter(Column::LeaseUntil.eq(lease));
    }
    Ok(update.exec(conn).await?.rows_affected == 1)
}

/// Stores changed columns of one message.
pub async fn update(tx: &impl ConnectionTrait, id: Uuid, columns: ActiveModel) -> Result<()> {
    ActiveModel { id: Set(id), ..columns }.update(tx).await?;
    Ok(())
}

/// The words that were last sent to a lead on a channel.
pub async fn last_sent(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    channel: realtoros_domain::Channel,
) -> Result<Option<String>> {
    let row = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::Direction.eq("out"))
        .filter(Column::State.is_in(state::names(MessageState::LEFT)))
        .order_by_desc(Column::OccurredAt)
        .limit(1)
        .one(conn)
        .await?;
    let opened = open_all(conn, core, account, row.into_iter().collect()).await?;
    Ok(opened.into_iter().next().map(|(_, record)| record.text))
}

/// What a hold kept back may be decided again.
pub async fn release_held(
    tx: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    now: i64,
) -> Result<()> {
    let columns = ActiveModel {
        state: Set(MessageState::Queued.as_str().to_owned()),
        send_after: Set(Some(now)),
        ..Default::default()
    };
    Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::State.eq(MessageState::Held.as_str()))
        .exec(tx)
        .await?;
    Ok(())
}

/// The newest message of each lead, newsletters left out, newest first.
pub async fn newest_per_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Model>> {
    let newest: Vec<(Uuid, i64)> = in_inbox(account)
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::OccurredAt.max(), "newest")
        .group_by(Column::LeadId)
        .order_by_desc(Expr::col("newest"))
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?;
    let newest: HashMap<Uuid, i64> = newest.into_iter().collect();
    let rows = in_inbox(account)
        .filter(Column::LeadId.is_in(newest.keys().copied()))
        .filter(Column::OccurredAt.is_in(newest.values().copied()))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?;
    let mut seen = std::collections::HashSet::new();
    let is_newest = |row: &Model| newest.get(&row.lead_id) == Some(&row.occurred_at);
    Ok(rows.into_iter().filter(|row| is_newest(row) && seen.insert(row.lead_id)).collect())
}

fn in_inbox(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Purpose.ne("newsletter"))
        .filter(Column::State.ne(MessageState::Canceled.as_str()))
}

fn not_read(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Direction.eq("in"))
        .filter(Column::ReadAt.is_null())
}

/// How many messages of each lead nobody has read.
pub async fn unread_by_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, u64>> {
    let counts: Vec<(Uuid, i64)> = not_read(account)
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::Id.count(), "unread")
        .group_by(Column::LeadId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(counts.into_iter().map(|(lead, count)| (LeadId(lead), count.unsigned_abs())).collect())
}

/// How many messages nobody has read.
pub async fn unread(conn: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    Ok(not_read(account).count(conn).await?)
}

/// Marks the messages of a lead as read; says how many there were.
pub async fn mark_read(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    now: i64,
) -> Result<u64> {
    let columns = ActiveModel { read_at: Set(Some(now)), ..Default::default() };
    let changed = Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Direction.eq("in"))
        .filter(Column::ReadAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected)
}

/// Everything of these leads, oldest first; what a person took back is left out.
pub async fn of_leads(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::State.ne(MessageState::Canceled.as_str()))
        .order_by_asc(Column::OccurredAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
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
