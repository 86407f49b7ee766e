//! What may be sealed.

use serde::{Serialize, de::DeserializeOwned};

/// The personal part of a row: one struct, sealed as a whole into the row's `sealed` column.
pub trait Record: Serialize + DeserializeOwned {
    /// The table whose rows hold it; part of what the seal is bound to.
    const TABLE: &'static str;
}
