//! The member's own calendar: when they are busy, when they are free, and the connections that tell it.

mod api;
mod connect;
mod days;
mod offer;
mod page;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use offer::OfferTimes;
pub use page::CalendarPage;
