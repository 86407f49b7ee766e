//! How long nodes of one installation wait for one another when a key changes.

use std::time::Duration;

/// Several nodes serve one database and keep unwrapped keys in memory. A new key of an account is first announced, so
/// that every node can open what it seals, and only then used; an old one is destroyed long after the last node has
/// stopped using it.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How old a node's knowledge of an account's keys may be. Longer transactions do not matter: the keys that they
    /// hold learn of newer ones with everybody else.
    pub look_again: Duration,
    /// How long a new key is announced before it seals; much longer than [`Self::look_again`].
    pub announce: Duration,
    /// How long an old key is kept after the new one came into use.
    pub keep: Duration,
}

impl Pace {
    /// That of a running installation.
    pub const USUAL: Self = Self {
        look_again: Duration::from_secs(5),
        announce: Duration::from_secs(15),
        keep: Duration::from_hours(1),
    };

    /// [`Self::keep`] in milliseconds.
    pub(super) fn keep_ms(&self) -> i64 {
        i64::try_from(self.keep.as_millis()).unwrap_or(i64::MAX)
    }
}
