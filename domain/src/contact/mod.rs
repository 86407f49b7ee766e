//! How a person is named and reached: the values that every import, form and message shares.
//!
//! Each type has one door, `FromStr`: a value that exists is a valid one.

mod address;
mod email;
mod fold;
mod name_match;
mod nicknames;
mod person_name;
mod phone;
mod tidy;

pub use address::Address;
pub use email::{EmailAddress, NotAnEmail};
pub use fold::fold_name;
pub use name_match::NameKey;
pub use nicknames::are_nicknames;
pub use person_name::PersonName;
pub use phone::{NotAPhone, PhoneNumber};
pub use tidy::tidy;

use tidy::is_invisible;
