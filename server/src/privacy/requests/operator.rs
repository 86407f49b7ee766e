//! The queue of users, which the operator answers for RealtorOS. Across accounts, and without a word of what was written.

use super::repository;
use crate::{Actor, Core, Error, Result, Scope};
use realtoros_domain::{
    ids::{AccountId, RequestId},
    rights::{Kind, Queue},
};

/// A request that waits for RealtorOS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: RequestId,
    /// Whose.
    pub account: AccountId,
    /// What is asked.
    pub kind: Kind,
    /// Last day to answer, as in the register.
    pub due_on: String,
}

/// What users wait for, the earliest date first. Runs across accounts (`db::across`).
pub async fn of_users(core: &Core) -> Result<Vec<Waiting>> {
    let rows = repository::waiting_of_users(core.db.read()).await?;
    Ok(rows
        .into_iter()
        .map(|row| Waiting {
            id: RequestId(row.id),
            account: AccountId(row.account_id),
            kind: Kind::parse(&row.kind).unwrap_or(Kind::Other),
            due_on: row.due_on,
        })
        .collect())
}

/// The operator's scope for a request of a user. A request of a lead is the realtor's, and is not found here (P-07).
pub async fn for_operator(core: &Core, number: &str) -> Result<(RequestId, Scope)> {
    let id: RequestId = number
        .parse()
        .map_err(|_| Error::invalid("This is no number of a request: see `realtoros requests list`."))?;
    let row = repository::of_any_account(core.db.read(), id).await?;
    let row = row.filter(|row| row.queue == Queue::User.as_str()).ok_or(Error::NotFound)?;
    Ok((id, Scope { account: AccountId(row.account_id), actor: Actor::Operator }))
}
