//! Use cases of listings.

use super::{StoredListing, import, repository};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
};
use realtoros_domain::{
    ids::{AccountId, ListingId},
    listing::{Listing, ListingStatus},
};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// Adds a listing.
pub async fn create(core: &Core, scope: &Scope, listing: Listing) -> Result<ListingId> {
    check(&listing)?;
    let tx = core.db.begin().await?;
    let ids = repository::insert(&tx, core, scope.account, &[listing]).await?;
    let id = *ids.first().ok_or_else(|| Error::Internal("no listing was stored".to_owned()))?;
    audit::record(&tx, core, scope, Entry::new("listing.created", Subject::one("listing", id))).await?;
    tx.commit().await?;
    Ok(id)
}

/// Replaces a listing.
pub async fn update(core: &Core, scope: &Scope, id: ListingId, listing: Listing) -> Result<()> {
    check(&listing)?;
    store(core, scope, id, &listing).await
}

/// Changes how a listing stands on the market; archiving is one of the ways.
pub async fn set_status(core: &Core, scope: &Scope, id: ListingId, status: ListingStatus) -> Result<()> {
    let mut listing = get(core, scope, id).await?.listing;
    listing.status = status;
    store(core, scope, id, &listing).await
}

async fn store(core: &Core, scope: &Scope, id: ListingId, listing: &Listing) -> Result<()> {
    let tx = core.db.begin().await?;
    repository::update(&tx, core, scope.account, id, listing).await?;
    let entry = Entry::new("listing.updated", Subject::one("listing", id));
    audit::record(&tx, core, scope, entry.with(format!("status={}", listing.status.as_str()))).await?;
    Ok(tx.commit().await?)
}

/// One listing of the account.
pub async fn get(core: &Core, scope: &Scope, id: ListingId) -> Result<StoredListing> {
    let found = repository::load_many(core.db.read(), core, scope.account, &[id]).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// The account's listings, newest first; archived ones only when asked for.
pub async fn list(core: &Core, scope: &Scope, archived: bool) -> Result<Vec<StoredListing>> {
    repository::list(core.db.read(), core, scope.account, archived).await
}

/// The account's listings with these ids, archived ones left out.
pub async fn load_many(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    ids: &[ListingId],
) -> Result<HashMap<ListingId, Listing>> {
    let found = repository::load_many(conn, core, account, ids).await?;
    let shown = found.into_iter().filter(|stored| stored.listing.status != ListingStatus::Archived);
    Ok(shown.map(|stored| (stored.id, stored.listing)).collect())
}

/// What an import of listings did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedListings {
    /// How many listings were added.
    pub added: u64,
    /// What was left out and why, one sentence per row.
    pub left_out: Vec<String>,
}

/// Adds the listings of a CSV file with the column names of the RESO Data Dictionary.
pub async fn import_csv(core: &Core, scope: &Scope, file: &[u8]) -> Result<ImportedListings> {
    let (listings, left_out) = import::read(file)?;
    let tx = core.db.begin().await?;
    let ids = repository::insert(&tx, core, scope.account, &listings).await?;
    let entry = Entry::new("listing.imported", Subject::many("listing"));
    let detail = format!("count={} left_out={}", ids.len(), left_out.len());
    audit::record(&tx, core, scope, entry.with(detail)).await?;
    tx.commit().await?;
    Ok(ImportedListings { added: ids.len() as u64, left_out })
}

/// Adds listings that come with an export of an account; one that is here already, word for word, is not added again.
pub async fn keep_imported(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    listed: Vec<(ListingId, Listing)>,
) -> Result<()> {
    if listed.is_empty() {
        return Ok(());
    }
    let known = repository::list(tx, core, scope.account, true).await?;
    let mut new: Vec<(ListingId, Listing)> = Vec::new();
    for (id, listing) in listed {
        let is_known = known.iter().any(|known| known.listing == listing);
        if !is_known && !new.iter().any(|(_, other)| *other == listing) {
            new.push((id, listing));
        }
    }
    repository::insert_as(tx, core, scope.account, &new).await?;
    let entry = Entry::new("listing.imported", Subject::many("listing"));
    audit::record(tx, core, scope, entry.with(format!("count={}", new.len()))).await
}

/// Removes listings that an import added and nobody has changed since.
pub async fn forget_imported(tx: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<()> {
    repository::delete_untouched(tx, account, ids).await
}

fn check(listing: &Listing) -> Result<()> {
    match listing.problems().as_slice() {
        [] => Ok(()),
        problems => Err(Error::invalid(problems.join(" "))),
    }
}
