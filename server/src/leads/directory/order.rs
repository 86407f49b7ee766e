//! The orders in which lists show leads.

use super::Row;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};

/// What a list is sorted by. The id breaks ties, so that every order is total and paging never skips or repeats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// By name, A to Z.
    Name,
    /// By stage, in the order of the board.
    Stage,
    /// Newest first.
    Created,
    /// Latest change first.
    #[default]
    Updated,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Name, Self::Stage, Self::Created, Self::Updated];

    /// How two rows stand to each other.
    pub fn compare(self, a: &Row, b: &Row) -> Ordering {
        let by_key = match self {
            Self::Name => a.name_key.cmp(&b.name_key),
            Self::Stage => a.stage.cmp(&b.stage).then_with(|| a.name_key.cmp(&b.name_key)),
            Self::Created => Reverse(a.created_at).cmp(&Reverse(b.created_at)),
            Self::Updated => Reverse(a.updated_at).cmp(&Reverse(b.updated_at)),
        };
        by_key.then_with(|| a.id.cmp(&b.id))
    }
}
