//! The vault: everything personal is sealed here before it is stored (P-01, P-08).
//!
//! AES-256-GCM with envelope keys: the KEK (file, environment or key service) wraps one key per account, and that wraps
//! one key per lead and per member. What is sealed is bound to its account, table, row and key, so bytes that are moved
//! elsewhere do not open. Equality look-ups go through keyed hashes ([`BlindIndex`]) under a key of their own. KEK and
//! account keys have versions and are changed while the server works ([`rotation`]).

mod backup_key;
mod blind_index;
mod cache;
mod data_key;
mod ending;
mod entity;
mod error;
mod kek;
mod key_file;
mod keyring;
mod local;
mod master;
mod opening;
mod owner;
mod pace;
mod provider;
mod random;
mod record;
mod repository;
pub mod rotation;
mod status;
#[cfg(test)]
mod tests;
mod transit;
mod uses;
mod wrapping;

pub use blind_index::BlindIndex;
pub use data_key::{DataKey, Place};
pub use error::VaultError;
pub use kek::{Kek, KekSource};
pub use keyring::Vault;
pub use opening::{Opened, open_every_key};
pub use owner::KeyOwner;
pub use pace::Pace;
pub use provider::{KeyProvider, Version, keeper};
pub use random::{fill_random, token};
pub use record::Record;
pub use status::{KeyCount, MasterVersion, Status, status};
pub use transit::TransitSettings;
pub use wrapping::NewKey;
