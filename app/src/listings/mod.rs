//! Listings: the properties that a realtor shows.

mod api;
mod card;
mod form;
mod import;
mod page;

pub use form::PICTURES;
pub use page::ListingsPage;
