//! Leads: the list, the board, a lead's page, and duplicates.

mod add;
mod api;
mod bulk;
mod chips;
mod consent;
mod contact;
mod filters;
mod forms;
mod head;
mod lead_page;
#[cfg(feature = "ssr")]
mod lead_views;
mod list_page;
mod merged;
mod notes;
mod preferences;
mod query;
mod table;
mod timeline;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use lead_page::LeadPage;
pub use list_page::LeadsPage;
