//! What a lead wants to spend.

mod amount;
mod cell;

pub(crate) use amount::{Amount, amount_at};
pub(crate) use cell::is_least;
pub use cell::parse_cell;

use serde::{Deserialize, Serialize};

/// What an amount is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// The price of a home.
    #[default]
    Purchase,
    /// Rent.
    Month,
}

/// A span of amounts in cents; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// The least, in cents.
    pub min_cents: Option<i64>,
    /// The most, in cents.
    pub max_cents: Option<i64>,
    /// What the amounts are for.
    pub per: Per,
}
