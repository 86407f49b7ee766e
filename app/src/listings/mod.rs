//! Listings: the properties that a realtor shows.

mod api;
mod card;
mod form;
mod import;
mod page;

pub use api::{ListingView, list_listings};
pub use card::ListingCard;
pub use page::ListingsPage;
pub use form::PICTURES;
