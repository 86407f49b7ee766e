//! Listings: the properties that an account shows to its leads, in newsletters above all.
//!
//! A listing is the account's own data, not a lead's, so it is sealed under the account's key.

mod entity;
mod import;
mod record;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use record::StoredListing;
pub use service::{
    ImportedListings, create, forget_imported, get, import_file, keep_imported, list, load_many, set_status,
    update,
};
