//! The register of requests about personal data: both queues, one request, and writing down what came by phone or mail.

mod act_forms;
mod api;
mod detail_page;
mod list_page;
mod log_form;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use detail_page::RequestPage;
pub use list_page::RequestsPage;
