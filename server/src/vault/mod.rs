//! The vault: everything personal is sealed here before it is stored (P-01, P-08).
//!
//! AES-256-GCM with envelope keys: the KEK (file or environment) wraps one key per account, and that wraps one key
//! per lead and per member. What is sealed is bound to its account, table, row and key, so bytes that are moved
//! elsewhere do not open. Equality look-ups go through keyed hashes ([`BlindIndex`]) under a key of their own.

mod backup_key;
mod blind_index;
mod data_key;
mod ending;
mod entity;
mod kek;
mod keyring;
mod random;
mod record;
#[cfg(test)]
mod tests;

pub use blind_index::BlindIndex;
pub use data_key::{DataKey, Place};
pub use kek::{Kek, KekSource};
pub use keyring::{KeyOwner, NewKey, Vault};
pub use random::{fill_random, token};
pub use record::Record;

/// Why the vault refused. Never carries data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The bytes are not what was sealed in this place with this key.
    #[error("sealed data does not open: it was changed, moved, or sealed under another key")]
    DoesNotOpen,
    /// The bytes are not in the sealed format at all.
    #[error("not sealed data")]
    NotSealed,
    /// The key is gone: what it sealed is erased.
    #[error("the key has been destroyed")]
    KeyDestroyed,
    /// The master key is not the one that this database was set up with.
    #[error("the master key is not the one that this database was made with")]
    WrongMasterKey,
    /// The opened bytes are not the record that was expected.
    #[error("the sealed record has another shape than this version expects")]
    Shape,
}
