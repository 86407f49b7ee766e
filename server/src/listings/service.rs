//! Use cases of listings.

use super::{StoredListing, import, repository};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::{
    ids::{AccountId, ListingId},
    listing::{Listing, ListingStatus},
};
use sea_orm::ConnectionTrait;
use std::collections::{HashMap, HashSet};
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
    /// How many that were here already were changed.
    pub updated: u64,
    /// How many that were here already say the same.
    pub unchanged: u64,
    /// What was left out and why, one sentence per row.
    pub left_out: Vec<String>,
}

/// Adds the listings of a file with the names of the RESO Data Dictionary. A home that is here already, by its number
/// or its address, becomes what the file says; picture and link stay.
pub async fn import_file(core: &Core, scope: &Scope, file: &[u8]) -> Result<ImportedListings> {
    let (listings, left_out) = import::read(file)?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let known = repository::list(&tx, core, scope.account, true).await?;
    let known_count = known.len();
    let keys: HashSet<String> = listings.iter().map(|listing| listing.key.clone()).collect();
    let mut all = known.into_iter().map(Place::known).collect::<Vec<_>>();
    for place in &mut all {
        place.is_named = !place.listing.key.is_empty() && keys.contains(&place.listing.key);
    }
    for listing in listings {
        put(&mut all, known_count, listing);
    }
    let mut done = ImportedListings { left_out, ..ImportedListings::default() };
    let mut new = Vec::new();
    for place in all {
        match (place.id, place.taken, place.changed) {
            (None, ..) => new.push(place.listing),
            (Some(id), _, true) => {
                repository::update(&tx, core, scope.account, id, &place.listing).await?;
                done.updated += 1;
            }
            (Some(_), true, false) => done.unchanged += 1,
            (Some(_), false, false) => {}
        }
    }
    done.added = new.len() as u64;
    repository::insert(&tx, core, scope.account, &new).await?;
    let entry = Entry::new("listing.imported", Subject::many("listing"));
    let detail = format!("count={} updated={} left_out={}", done.added, done.updated, done.left_out.len());
    audit::record(&tx, core, scope, entry.with(detail)).await?;
    tx.commit().await?;
    Ok(done)
}

/// A listing that is here already or that the file adds.
struct Place {
    id: Option<ListingId>,
    listing: Listing,
    /// A row of the file stands for it.
    taken: bool,
    /// A row of the file names it by its number, so that no other one takes it by its address.
    is_named: bool,
    changed: bool,
}

impl Place {
    fn known(stored: StoredListing) -> Self {
        Self { id: Some(stored.id), listing: stored.listing, taken: false, is_named: false, changed: false }
    }
}

/// Puts a row of the file where its home is known, or at the end. Of two rows with one address and different numbers
/// the second stands for itself.
fn put(all: &mut Vec<Place>, known: usize, row: Listing) {
    let by_key = all.iter().position(|place| place.listing.is_same_key(&row));
    let by_address = || {
        all.iter().enumerate().position(|(at, place)| {
            let is_free = at < known && !place.taken || place.listing.key.is_empty() || row.key.is_empty();
            is_free && !place.is_named && place.listing.is_same_home(&row)
        })
    };
    let Some(at) = by_key.or_else(by_address) else {
        return all.push(Place { id: None, listing: row, taken: true, is_named: false, changed: true });
    };
    let place = &mut all[at];
    let or = |new: String, old: &str| if new.is_empty() { old.to_owned() } else { new };
    let merged = Listing {
        picture: or(row.picture.clone(), &place.listing.picture),
        url: or(row.url.clone(), &place.listing.url),
        key: or(row.key.clone(), &place.listing.key),
        ..row
    };
    place.changed |= merged != place.listing;
    place.taken = true;
    place.listing = merged;
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
