//! Listings: the properties that a realtor shows.

mod api;
mod card;
mod form;
mod import;
mod page;

pub use page::ListingsPage;
pub use form::PICTURES;
