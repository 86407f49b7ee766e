//! The dispatcher's queries: what is due, who has claimed it, and what a crash left open.

use super::super::{
    MessageState,
    entity::{ActiveModel, Column, Entity, Model},
    state,
};
use crate::Result;
use realtoros_domain::{
    consent::Reason,
    ids::{AccountId, LeadId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use uuid::Uuid;

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

/// Lets everything that is due in an account rest until `until`, because the account cannot be worked on now.
pub async fn postpone(conn: &impl ConnectionTrait, account: AccountId, now: i64, until: i64) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SendAfter, until.into())
        .col_expr(Column::State, MessageState::Queued.as_str().into())
        .col_expr(Column::LeaseUntil, Expr::value(None::<i64>))
        .filter(Column::AccountId.eq(account.0))
        .filter(due(now))
        .exec(conn)
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
    let changed = Entity::update_many()
        .set(ActiveModel { lease_until: Set(Some(lease)), ..Default::default() })
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq(MessageState::HandingOver.as_str()))
        .filter(Column::LeaseUntil.eq(row.lease_until))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// For how long a text that waits for the registration of its number is still meant.
const MEANT_MS: i64 = 24 * 3_600_000;

/// Texts that waited for the registration of their number may be decided again (P-50). A registration takes days: what has
/// waited longer than one is not what anybody would say now, and is not sent. Returns how many may be decided again, and how
/// many were too old.
pub async fn release_unregistered(
    tx: &impl ConnectionTrait,
    account: AccountId,
    now: i64,
) -> Result<(u64, u64)> {
    let outdated = Column::OccurredAt.lt(now - MEANT_MS);
    let (mut released, mut expired) = (0, 0);
    for (state, which) in [(MessageState::Denied, outdated.clone()), (MessageState::Queued, outdated.not())] {
        let columns = ActiveModel {
            state: Set(state.as_str().to_owned()),
            send_after: Set(Some(now)),
            ..Default::default()
        };
        let changed = Entity::update_many()
            .set(columns)
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::State.eq(MessageState::Held.as_str()))
            .filter(Column::Reason.eq(Reason::NotRegistered.as_str()))
            .filter(which)
            .exec(tx)
            .await?;
        let count = if state == MessageState::Queued { &mut released } else { &mut expired };
        *count += changed.rows_affected;
    }
    Ok((released, expired))
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
