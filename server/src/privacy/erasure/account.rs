//! A whole account in the ledger.

use super::{
    Reason,
    repository::{self, Deletion},
};
use crate::{Core, Result};
use realtoros_domain::ids::AccountId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Writes into the ledger that everything of an account is erased, in the transaction that erases it. Call
/// [`super::mirror`] after the commit.
pub async fn record_account(tx: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<Uuid> {
    let deletion = Deletion::now(core, account, None, Reason::Closing);
    repository::record(tx, std::slice::from_ref(&deletion)).await?;
    Ok(deletion.id)
}
