//! Suppressing an address of which only the hash is known: a lead's way out works after the lead is erased (P-52).

use super::{
    Source,
    entity::suppression::{Column, Entity, Model},
};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    vault::BlindIndex,
};
use realtoros_domain::{Channel, consent::Suppression, ids::AccountId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};

/// The hashes under which an account keeps suppressed addresses.
pub async fn address_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
) -> Result<BlindIndex> {
    core.vault.index(conn, account, "suppression").await
}

/// Suppresses the address of this hash on a channel. `true` when that is new, or reaches further than before.
pub async fn suppress_index(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    channel: Channel,
    address_index: &[u8],
    source: Source,
) -> Result<bool> {
    let found = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::AddressIndex.eq(address_index))
        .one(tx)
        .await?;
    match found {
        None => {
            let row = Model {
                id: core.new_id(),
                account_id: scope.account.0,
                channel: channel.as_str().to_owned(),
                address_index: address_index.to_vec(),
                source: source.as_str().to_owned(),
                recorded_at: core.now_ms(),
                lifted_at: None,
            };
            Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
        }
        Some(row) if row.lifted_at.is_none() && !is_wider(&row.source, source, channel) => return Ok(false),
        Some(row) => {
            let mut row = row.into_active_model();
            row.source = Set(source.as_str().to_owned());
            row.recorded_at = Set(core.now_ms());
            row.lifted_at = Set(None);
            row.update(tx).await?;
        }
    }
    let detail = format!("channels={channel} count=1 source={}", source.as_str());
    audit::record(tx, core, scope, Entry::new("suppression.added", Subject::many("lead")).with(detail))
        .await?;
    Ok(true)
}

fn is_wider(before: &str, source: Source, channel: Channel) -> bool {
    Source::parse(before).reach(channel) == Suppression::Marketing
        && source.reach(channel) == Suppression::Everything
}
