//! Whether an old key of an account is still needed.

use super::{homes::homes, reseal};
use crate::{Result, vault::repository};
use realtoros_domain::ids::{AccountId, KeyId};
use sea_orm::ConnectionTrait;

/// How many rows still need `old`, a version of the account's key beside `version`.
pub(super) async fn still_used(
    conn: &impl ConnectionTrait,
    account: AccountId,
    old: KeyId,
    version: i32,
) -> Result<i64> {
    let wrapped = repository::count_under_other_account_key(conn, account, version).await?;
    let mut used = i64::try_from(wrapped).unwrap_or(i64::MAX);
    for home in homes() {
        used += reseal::count(conn, account, home, old).await?;
    }
    Ok(used)
}
