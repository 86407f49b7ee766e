//! Leads: the list, the board, a lead's page, and duplicates.

mod add;
mod api;
mod board_card;
mod board_page;
mod bulk;
mod chips;
mod consent;
mod contact;
mod duplicates_page;
mod edit_card;
mod erase;
mod fact_words;
mod filters;
#[cfg(feature = "ssr")]
mod form_values;
mod forms;
mod group_view;
#[cfg(feature = "ssr")]
mod group_views;
mod head;
mod lead_api;
mod lead_page;
mod lead_view;
#[cfg(feature = "ssr")]
mod lead_views;
mod list_page;
mod merged;
mod minor;
mod own_page;
mod preferences;
mod query;
#[cfg(feature = "ssr")]
mod receipt_file;
#[cfg(feature = "ssr")]
mod registry_words;
mod rights;
mod table;
mod their_data;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub(crate) use api::list_leads;
pub use board_page::BoardPage;
pub use duplicates_page::DuplicatesPage;
#[cfg(feature = "ssr")]
pub(crate) use form_values::parts;
#[cfg(feature = "ssr")]
pub(crate) use forms::{ContactInput, PreferencesInput};
pub use lead_page::LeadPage;
pub use list_page::LeadsPage;
pub(crate) use query::ListQuery;
#[cfg(feature = "ssr")]
pub use receipt_file::routes;
