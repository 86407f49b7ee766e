//! Today: what needs the realtor now.

mod page;

pub use page::TodayPage;
