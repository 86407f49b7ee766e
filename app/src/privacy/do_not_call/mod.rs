//! `/app/privacy/do-not-call`: files of do-not-call lists, what they say about the account's numbers, and until when.

mod api;
mod copies;
mod page;
mod preview;
#[cfg(feature = "ssr")]
mod upload;
mod upload_form;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use page::DoNotCallPage;
#[cfg(feature = "ssr")]
pub use upload::routes;
