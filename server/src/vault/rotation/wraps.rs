//! Wrapping anew the keys of leads and members.

use crate::{
    Core, Result,
    vault::{DataKey, KeyOwner, data_key::sealer, repository, wrapping::place},
};
use realtoros_domain::ids::AccountId;
use uuid::Uuid;

/// How many keys are wrapped anew in one transaction.
const BATCH: u64 = 500;

/// Wraps one batch of keys of `kind` under the account's present key, in one transaction; says how many there were, and
/// after which owner to go on.
pub(super) async fn rewrap(
    core: &Core,
    account: AccountId,
    kind: &str,
    key: &DataKey,
    after: Uuid,
) -> Result<(usize, Uuid)> {
    let version = key.secret().version;
    let tx = core.db.begin().await?;
    let rows = repository::under_other_account_key(&tx, account, kind, version, after, BATCH).await?;
    let mut last = after;
    for row in &rows {
        last = row.owner_id;
        let Some(owner) = KeyOwner::of(row.account_id, &row.owner_kind, row.owner_id) else { continue };
        let wrapped = if sealer(&row.wrapped)? == key.id {
            row.wrapped.clone()
        } else {
            let plain = key.open_bytes(place(owner), &row.wrapped)?;
            key.seal_bytes(place(owner), &plain)?
        };
        repository::rewrap(&tx, row, version, wrapped).await?;
    }
    tx.commit().await?;
    Ok((rows.len(), last))
}
