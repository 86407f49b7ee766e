//! Facts in a message: what a lead says they want.
//!
//! [`extract`] reads a message with small recognisers, one per kind of fact. Each marks the words it has read, so that
//! a number counts once: "2 car garage" is no bedroom count and "HOA under 300" no budget. Traits that fair-housing
//! law protects have no field, and the only free text that is kept are names of places, which pass a stop list.

mod area_cues;
mod area_names;
mod areas;
mod baths_and_beds;
mod contact;
mod contact_hours;
mod extract;
mod financing;
mod join;
mod money;
mod money_cues;
mod pets;
mod place_words;
mod polarity;
mod polarity_cues;
mod property_types;
mod protected;
mod reading;
mod sell_first;
mod side;
mod signature;
mod sold_home;
mod tag;
mod tag_phrases;
mod tags;
pub(crate) mod text;
mod when;

pub use contact::ContactTime;
pub use extract::{Facts, Message, extract};
pub use financing::{FinancingState, LoanType};
pub use pets::pet_kinds;
pub use property_types::PropertyType;
pub use side::Side;
pub use tag::Tag;

#[cfg(test)]
mod tests;
