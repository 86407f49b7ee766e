//! What people see of RealtorOS: pages, components, and the server functions beside them.
//!
//! One folder per feature, mirroring `realtoros-server`: `api.rs` holds the server functions and their view types,
//! `page.rs` (or one file per page) the markup. Logic that is not markup is a pure function with a test.
//! `ui/` holds leaf components without domain words; `public/` the pages that work without any script.

mod account;
mod assistant;
mod calendar;
mod connecting;
mod dashboard;
mod error;
mod format;
mod imports;
mod inbox;
mod leads;
mod listings;
mod live;
mod newsletters;
mod privacy;
mod today;
mod ui;

#[cfg(feature = "ssr")]
mod events;
#[cfg(feature = "ssr")]
mod handlers;
#[cfg(feature = "ssr")]
mod public;
#[cfg(feature = "ssr")]
pub mod wire;

pub use dashboard::{App, shell};
pub use error::AppError;
#[cfg(feature = "ssr")]
pub use handlers::routes;
#[cfg(feature = "ssr")]
pub use public::{ClauseTest, not_found};
