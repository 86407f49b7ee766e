//! Today: what needs the realtor now.

mod api;
mod page;
mod steps;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use page::TodayPage;
