//! Queries of newsletters and renditions.

use super::{
    Newsletter, RenditionRecord,
    entity::{newsletter, rendition},
};
use crate::{
    Core, Error, Result, Scope, accounts,
    leads::hold,
    outbound::{MessageState, entity as message},
    vault::{DataKey, KeyOwner},
};
use realtoros_domain::{
    ids::{AccountId, JobId, LeadId, NewsletterId, UserId},
    newsletter::{Content, State},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many newsletters a list shows.
const LISTED: u64 = 200;

pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    content: &Content,
) -> Result<NewsletterId> {
    let id = core.new_id();
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let now = core.now_ms();
    let row = newsletter::Model {
        id,
        account_id: account.0,
        job_id: None,
        state: State::Draft.as_str().to_owned(),
        approved_by: None,
        approved_at: None,
        created_at: now,
        updated_at: now,
        sealed: key.seal(account, id, content)?,
    };
    newsletter::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(NewsletterId(id))
}

/// Changes a newsletter that is in one of `from`. Whether it was.
pub(super) async fn change(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: NewsletterId,
    from: &[State],
    columns: newsletter::ActiveModel,
) -> Result<bool> {
    let changed = newsletter::Entity::update_many()
        .set(newsletter::ActiveModel { updated_at: Set(core.now_ms()), ..columns })
        .filter(newsletter::Column::Id.eq(id.0))
        .filter(newsletter::Column::AccountId.eq(account.0))
        .filter(newsletter::Column::State.is_in(from.iter().map(|state| state.as_str())))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// The columns of a new state.
pub(super) fn in_state(state: State) -> newsletter::ActiveModel {
    newsletter::ActiveModel { state: Set(state.as_str().to_owned()), ..Default::default() }
}

pub(super) async fn sealed(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: NewsletterId,
    content: &Content,
) -> Result<newsletter::ActiveModel> {
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    Ok(newsletter::ActiveModel { sealed: Set(key.seal(account, id.0, content)?), ..Default::default() })
}

/// Removes a draft. Whether it was one.
pub(super) async fn delete_draft(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: NewsletterId,
) -> Result<bool> {
    let gone = newsletter::Entity::delete_many()
        .filter(newsletter::Column::Id.eq(id.0))
        .filter(newsletter::Column::AccountId.eq(account.0))
        .filter(newsletter::Column::State.eq(State::Draft.as_str()))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected == 1)
}

pub(super) async fn load(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: NewsletterId,
) -> Result<Newsletter> {
    let row = newsletter::Entity::find_by_id(id.0)
        .filter(newsletter::Column::AccountId.eq(account.0))
        .one(conn)
        .await?
        .ok_or(Error::NotFound)?;
    open(&core.vault.key(conn, KeyOwner::Account(account)).await?, account, &row)
}

/// The account's newsletters, newest first.
pub async fn list(core: &Core, scope: &Scope) -> Result<Vec<Newsletter>> {
    let conn = core.db.read();
    let rows = newsletter::Entity::find()
        .filter(newsletter::Column::AccountId.eq(scope.account.0))
        .order_by_desc(newsletter::Column::CreatedAt)
        .order_by_desc(newsletter::Column::Id)
        .limit(LISTED)
        .all(conn)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = core.vault.key(conn, KeyOwner::Account(scope.account)).await?;
    rows.iter().map(|row| open(&key, scope.account, row)).collect()
}

fn open(key: &DataKey, account: AccountId, row: &newsletter::Model) -> Result<Newsletter> {
    Ok(Newsletter {
        id: NewsletterId(row.id),
        content: key.open(account, row.id, &row.sealed)?,
        state: State::parse(&row.state),
        job: row.job_id.map(JobId),
        approved_by: row.approved_by.map(UserId),
        approved_at: row.approved_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// What one lead gets of a newsletter.
pub(super) struct NewRendition {
    pub id: Uuid,
    pub lead: LeadId,
    /// Why the lead gets nothing; empty when a mail was made.
    pub reason: String,
    pub record: RenditionRecord,
}

/// The state of a rendition whose mail was made.
const MADE: &str = "made";
/// The state of a rendition of somebody who gets nothing.
const SKIPPED: &str = "skipped";

pub(super) async fn insert_renditions(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    newsletter: NewsletterId,
    renditions: &[NewRendition],
) -> Result<()> {
    if renditions.is_empty() {
        return Ok(());
    }
    let leads: Vec<LeadId> = renditions.iter().map(|rendition| rendition.lead).collect();
    hold(tx, account, &leads).await?;
    let keys = core.vault.lead_keys(tx, account, &leads).await?;
    let mut rows = Vec::with_capacity(renditions.len());
    for new in renditions {
        let Some(key) = keys.get(&new.lead) else { continue };
        let row = rendition::Model {
            id: new.id,
            account_id: account.0,
            newsletter_id: newsletter.0,
            lead_id: new.lead.0,
            state: if new.reason.is_empty() { MADE } else { SKIPPED }.to_owned(),
            reason: new.reason.clone(),
            created_at: core.now_ms(),
            opened_at: None,
            sealed: key.seal(account, new.id, &new.record)?,
        };
        rows.push(row.into_active_model().reset_all());
    }
    if !rows.is_empty() {
        rendition::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Those of `leads` who have a rendition already: a job that starts again leaves them out.
pub(super) async fn rendered(
    conn: &impl ConnectionTrait,
    account: AccountId,
    newsletter: NewsletterId,
    leads: &[LeadId],
) -> Result<HashSet<LeadId>> {
    let found: Vec<Uuid> = rendition::Entity::find()
        .filter(rendition::Column::AccountId.eq(account.0))
        .filter(rendition::Column::NewsletterId.eq(newsletter.0))
        .filter(rendition::Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .select_only()
        .column(rendition::Column::LeadId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(found.into_iter().map(LeadId).collect())
}

/// The rendition of a link, opened. `None` when it or its lead is gone, and from the moment on in which its account
/// closes (P-56).
pub(super) async fn rendition(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    id: Uuid,
) -> Result<Option<RenditionRecord>> {
    let found = rendition::Entity::find_by_id(id)
        .filter(rendition::Column::AccountId.eq(account.0))
        .filter(rendition::Column::LeadId.eq(lead.0))
        .filter(rendition::Column::State.eq(MADE))
        .filter(Expr::exists(accounts::only_active(account)))
        .one(conn)
        .await?;
    let Some(row) = found else { return Ok(None) };
    match core.vault.key(conn, KeyOwner::Lead(account, lead)).await {
        Ok(key) => Ok(Some(key.open(account, row.id, &row.sealed)?)),
        Err(Error::Vault(crate::vault::VaultError::KeyDestroyed)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Whether a mail of the newsletter has gone out to a lead.
pub(super) async fn has_received(
    conn: &impl ConnectionTrait,
    account: AccountId,
    newsletter: NewsletterId,
    lead: LeadId,
) -> Result<bool> {
    let found: Option<Uuid> = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::NewsletterId.eq(newsletter.0))
        .filter(message::Column::LeadId.eq(lead.0))
        .filter(message::Column::State.is_in(OUT.map(MessageState::as_str)))
        .select_only()
        .column(message::Column::Id)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// The states of mails that have gone out.
const OUT: [MessageState; 2] = [MessageState::Sent, MessageState::Delivered];
/// The states of mails that have not left and can be stopped.
const STOPPABLE: [MessageState; 3] = [MessageState::Queued, MessageState::Deferred, MessageState::Held];

/// Stops the mails of a newsletter that have not left. How many.
pub(super) async fn cancel_waiting(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: NewsletterId,
) -> Result<u64> {
    let changed = message::Entity::update_many()
        .set(message::ActiveModel {
            state: Set(MessageState::Canceled.as_str().to_owned()),
            ..Default::default()
        })
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::NewsletterId.eq(id.0))
        .filter(message::Column::State.is_in(STOPPABLE.map(MessageState::as_str)))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}

/// How far a newsletter has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For how many leads a mail was made.
    pub made: u64,
    /// How many leads were left out, by the name of the reason.
    pub skipped: Vec<(String, u64)>,
    /// How many mails are in which state, by the name of the state.
    pub messages: Vec<(String, u64)>,
}

impl Counts {
    /// How many mails have not left and can be stopped.
    pub fn stoppable(&self) -> u64 {
        self.mails_in(&STOPPABLE)
    }

    /// Whether there are mails that are not at their end yet.
    pub fn is_moving(&self) -> bool {
        self.stoppable() + self.mails_in(&[MessageState::Sending, MessageState::HandingOver]) > 0
    }

    fn mails_in(&self, states: &[MessageState]) -> u64 {
        let counted = self.messages.iter();
        counted.filter(|(name, _)| states.contains(&MessageState::parse(name))).map(|(_, count)| count).sum()
    }
}

/// How far the account's newsletters have come; one of which nothing was sent is left out.
pub async fn counts(
    core: &Core,
    scope: &Scope,
    ids: &[NewsletterId],
) -> Result<HashMap<NewsletterId, Counts>> {
    let conn = core.db.read();
    let (account, ids) = (scope.account.0, ids.iter().map(|id| id.0));
    let renditions: Vec<(Uuid, String, String, i64)> = rendition::Entity::find()
        .filter(rendition::Column::AccountId.eq(account))
        .filter(rendition::Column::NewsletterId.is_in(ids.clone()))
        .select_only()
        .columns([rendition::Column::NewsletterId, rendition::Column::State, rendition::Column::Reason])
        .column_as(rendition::Column::Id.count(), "count")
        .group_by(rendition::Column::NewsletterId)
        .group_by(rendition::Column::State)
        .group_by(rendition::Column::Reason)
        .into_tuple()
        .all(conn)
        .await?;
    let messages: Vec<(Uuid, String, i64)> = message::Entity::find()
        .filter(message::Column::AccountId.eq(account))
        .filter(message::Column::NewsletterId.is_in(ids))
        .select_only()
        .columns([message::Column::NewsletterId, message::Column::State])
        .column_as(message::Column::Id.count(), "count")
        .group_by(message::Column::NewsletterId)
        .group_by(message::Column::State)
        .into_tuple()
        .all(conn)
        .await?;
    let mut found: HashMap<NewsletterId, Counts> = HashMap::new();
    for (id, state, reason, count) in renditions {
        let counts = found.entry(NewsletterId(id)).or_default();
        let count = u64::try_from(count).unwrap_or_default();
        if state == MADE { counts.made += count } else { counts.skipped.push((reason, count)) }
    }
    for (id, state, count) in messages {
        let counts = found.entry(NewsletterId(id)).or_default();
        counts.messages.push((state, u64::try_from(count).unwrap_or_default()));
    }
    Ok(found)
}
