//! Corrected mappings, remembered per account for files with the same columns.

use super::{entity::mapping, record::RememberedMapping, repository::account_key};
use crate::{Core, Result};
use realtoros_domain::{ids::AccountId, imports::Mapping};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};

/// The mapping that the account used last for files with these columns.
pub async fn recall(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    headers: &[String],
) -> Result<Option<Mapping>> {
    let index = header_index(conn, core, account, headers).await?;
    let found = mapping::Entity::find()
        .filter(mapping::Column::AccountId.eq(account.0))
        .filter(mapping::Column::HeaderIndex.eq(index))
        .one(conn)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let key = account_key(conn, core, account).await?;
    Ok(Some(key.open::<RememberedMapping>(account, found.id, &found.sealed)?.0))
}

/// Remembers a mapping for the next file with the same columns.
pub async fn remember(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    chosen: &Mapping,
) -> Result<()> {
    let headers: Vec<String> = chosen.columns().iter().map(|column| column.header.clone()).collect();
    let header_index = header_index(tx, core, account, &headers).await?;
    mapping::Entity::delete_many()
        .filter(mapping::Column::AccountId.eq(account.0))
        .filter(mapping::Column::HeaderIndex.eq(header_index.clone()))
        .exec(tx)
        .await?;
    let id = core.new_id();
    let sealed =
        account_key(tx, core, account).await?.seal(account, id, &RememberedMapping(chosen.clone()))?;
    let row = mapping::Model { id, account_id: account.0, header_index, sealed };
    mapping::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn header_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    headers: &[String],
) -> Result<Vec<u8>> {
    Ok(core.vault.index(conn, account, "import/headers").await?.hash(&headers.join("\u{1}")))
}
