//! Working days, month ends and the deadlines that the law sets.
//!
//! A deadline that counts days is a local date; one that counts hours or minutes is an instant.

mod business_days;
mod clock;
mod due;
pub mod free;
mod holidays;

pub use business_days::{add_business_days, add_months, is_business_day};
pub use clock::{Clock, Rule};
pub use due::{Due, Received, due};
pub use free::{Day, Interval, offered_words};
pub use holidays::holiday_observed_on;
