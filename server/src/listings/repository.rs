//! Queries of the listing table.

use super::{
    StoredListing,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Error, Result, db, vault::KeyOwner};
use realtoros_domain::{
    ids::{AccountId, ListingId},
    listing::{Listing, ListingStatus},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

/// Stores new listings.
pub async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    listings: &[Listing],
) -> Result<Vec<ListingId>> {
    let listings: Vec<_> =
        listings.iter().map(|listing| (ListingId(core.new_id()), listing.clone())).collect();
    insert_as(tx, core, account, &listings).await?;
    Ok(listings.into_iter().map(|(id, _)| id).collect())
}

/// Stores new listings under these numbers.
pub async fn insert_as(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    listings: &[(ListingId, Listing)],
) -> Result<()> {
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let now = core.now_ms();
    let mut rows = Vec::with_capacity(listings.len());
    for (id, listing) in listings {
        rows.push(ActiveModel {
            id: Set(id.0),
            account_id: Set(account.0),
            status: Set(listing.status.as_str().to_owned()),
            created_at: Set(now),
            updated_at: Set(now),
            sealed: Set(key.seal(account, id.0, listing)?),
        });
    }
    db::insert_all::<Entity>(tx, rows).await
}

/// Removes those of `ids` that nobody has changed since they were added.
pub async fn delete_untouched(tx: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Expr::col(Column::UpdatedAt).eq(Expr::col(Column::CreatedAt)))
        .exec(tx)
        .await?;
    Ok(())
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
