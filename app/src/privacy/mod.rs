//! The privacy page: what is held and why, what may be sent, what AI may do, who saw what, who processes data.
//! Every switch is a plain form, so that it works without script too.

mod ai;
mod api;
mod contact;
mod erasures;
mod held;
mod history;
mod page;
mod processors;
mod requests;
mod tabs;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use erasures::ErasuresPage;
#[cfg(feature = "ssr")]
pub use erasures::routes;
pub use page::PrivacyPage;
pub use requests::{RequestPage, RequestsPage};
