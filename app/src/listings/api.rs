//! Server functions of listings.

use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use realtoros_domain::{
    ids::ListingId,
    listing::{Listing, ListingStatus},
};
use serde::{Deserialize, Serialize};

/// A listing on its card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingView {
    /// Which one.
    pub id: ListingId,
    /// What is known of it.
    pub listing: Listing,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// How many listings were added.
    pub added: u64,
    /// How many were changed.
    pub updated: u64,
    /// How many say what they said before.
    pub unchanged: u64,
    /// What was left out and why.
    pub left_out: Vec<String>,
}

/// The account's listings, newest first.
#[server(prefix = "/rpc", endpoint = "listings/list")]
pub async fn list_listings(archived: bool) -> Result<Vec<ListingView>, AppError> {
    crate::wire::answer(|core, scope| async move {
        let found = realtoros_server::listings::list(&core, &scope, archived).await?;
        Ok(found.into_iter().map(|stored| ListingView { id: stored.id, listing: stored.listing }).collect())
    })
    .await
}

/// Adds a listing, or replaces the one with this id.
#[server(prefix = "/rpc", endpoint = "listings/save", input = Json)]
pub async fn save_listing(id: Option<ListingId>, listing: Listing) -> Result<ListingId, AppError> {
    crate::wire::answer(|core, scope| async move {
        match id {
            None => realtoros_server::listings::create(&core, &scope, listing).await,
            Some(id) => realtoros_server::listings::update(&core, &scope, id, listing).await.map(|()| id),
        }
    })
    .await
}

/// Changes how a listing stands on the market.
#[server(prefix = "/rpc", endpoint = "listings/status")]
pub async fn set_listing_status(id: ListingId, status: ListingStatus) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::listings::set_status(&core, &scope, id, status).await
    })
    .await
}

/// Adds or changes the listings of a CSV or JSON file with the names of the RESO Data Dictionary.
#[server(prefix = "/rpc", endpoint = "listings/import", input = Json)]
pub async fn import_listings(file: String) -> Result<Imported, AppError> {
    crate::wire::answer(|core, scope| async move {
        let done = realtoros_server::listings::import_file(&core, &scope, file.as_bytes()).await?;
        let (added, updated, unchanged) = (done.added, done.updated, done.unchanged);
        Ok(Imported { added, updated, unchanged, left_out: done.left_out })
    })
    .await
}
