//! Queries of the listing table.

use super::{
    StoredListing,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Error, Result, vault::KeyOwner};
use realtoros_domain::{
    ids::{AccountId, ListingId},
    listing::{Listing, ListingStatus},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Stores new listings.
pub async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    listings: &[Listing],
) -> Result<Vec<ListingId>> {
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let now = core.now_ms();
    let mut rows = Vec::with_capacity(listings.len());
    let mut ids = Vec::with_capacity(listings.len());
    for listing in listings {
        let id = core.new_id();
        ids.push(ListingId(id));
        rows.push(ActiveModel {
            id: Set(id),
            account_id: Set(account.0),
            status: Set(listing.status.as_str().to_owned()),
            created_at: Set(now),
            updated_at: Set(now),
            sealed: Set(key.seal(account, id, listing)?),
        });
    }
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(ids)
}

/// Replaces a listing.
pub async fn update(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ListingId,
    listing: &Listing,
) -> Result<()> {
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let row = ActiveModel {
        status: Set(listing.status.as_str().to_owned()),
        updated_at: Set(core.now_ms()),
        sealed: Set(key.seal(account, id.0, listing)?),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.0))
        .filter(Column::AccountId.eq(account.0))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The account's listings with these ids; those that are gone are left out.
pub async fn load_many(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    ids: &[ListingId],
) -> Result<Vec<StoredListing>> {
    let query = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Id.is_in(ids.iter().map(|id| id.0)));
    open(conn, core, account, query.all(conn).await?).await
}

/// The account's listings, newest first; archived ones only when asked for.
pub async fn list(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    archived: bool,
) -> Result<Vec<StoredListing>> {
    let mut query = Entity::find().filter(Column::AccountId.eq(account.0));
    if !archived {
        query = query.filter(Column::Status.ne(ListingStatus::Archived.as_str()));
    }
    let rows = query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).all(conn).await?;
    open(conn, core, account, rows).await
}

async fn open(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    rows: Vec<Model>,
) -> Result<Vec<StoredListing>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = core.vault.key(conn, KeyOwner::Account(account)).await?;
    rows.into_iter()
        .map(|row| {
            let listing = key.open(account, row.id, &row.sealed)?;
            Ok(StoredListing { id: ListingId(row.id), listing, updated_at: row.updated_at })
        })
        .collect()
}
