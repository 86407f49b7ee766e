//! What there is to say about keys, without any of them (`keys status`).

use super::{repository, uses};
use crate::{Core, Result};

/// A version of the KEK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MasterVersion {
    /// Its number.
    pub version: i32,
    /// How many keys it wraps.
    pub keys: i64,
    /// When it came into use, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was given up.
    pub retired_at: Option<i64>,
}

/// Keys of one kind and version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyCount {
    /// Whose: platform, account, index, lead or member.
    pub kind: String,
    /// Which version of their owner's keys.
    pub version: i32,
    /// How many.
    pub keys: i64,
    /// When the oldest was made, in milliseconds since 1970 UTC.
    pub oldest: i64,
    /// How often the most used one has sealed, as far as it is stored.
    pub most_uses: i64,
}

/// Every key, counted.
#[derive(Clone, Debug)]
pub struct Status {
    /// Where the KEK is.
    pub place: String,
    /// The version that wraps new keys.
    pub current: i32,
    /// Every version that this database has seen, oldest first.
    pub masters: Vec<MasterVersion>,
    /// Every kind of key.
    pub keys: Vec<KeyCount>,
    /// How often a key may seal.
    pub limit: i64,
    /// How many uses of a key a running server keeps in memory before it stores them.
    pub step: i64,
}

/// Counts keys.
pub async fn status(core: &Core) -> Result<Status> {
    let conn = core.db.read();
    let counts = repository::counts_by_kek(conn).await?;
    let masters = repository::masters(conn).await?.into_iter().map(|row| MasterVersion {
        version: row.version,
        keys: counts.get(&row.version).copied().unwrap_or_default(),
        created_at: row.created_at,
        retired_at: row.retired_at,
    });
    let keys = repository::counts(conn)
        .await?
        .into_iter()
        .map(|(kind, version, keys, oldest, most_uses)| KeyCount { kind, version, keys, oldest, most_uses });
    Ok(Status {
        place: core.vault.kek_place(),
        current: core.vault.kek_version(),
        masters: masters.collect(),
        keys: keys.collect(),
        limit: uses::LIMIT,
        step: uses::STEP,
    })
}
