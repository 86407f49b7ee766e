//! Leads: the list, the board, a lead's page, and duplicates.

mod add;
mod api;
mod bulk;
mod filters;
mod list_page;
mod query;
mod table;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use list_page::LeadsPage;
