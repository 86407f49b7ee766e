//! Who keeps the KEK: this process, from a file or a variable, or a key service elsewhere.

use super::{Kek, KekSource, Place, local::LocalKeys, transit::Transit};
use crate::Result;
use async_trait::async_trait;
use std::fmt;
use zeroize::Zeroizing;

/// A version of the KEK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i32,
    /// By what it is recognised; two keys never share it.
    pub fingerprint: Vec<u8>,
}

/// Wraps and unwraps the keys that stand above all others.
#[async_trait]
pub trait KeyProvider: fmt::Debug + Send + Sync {
    /// Where the KEK is, in words for the operator.
    fn place(&self) -> String;

    /// Looks again which versions there are. `known` are those that the database has seen.
    async fn look(&self, known: &[Version]) -> Result<Vec<Version>>;

    /// Wraps a key under a version.
    async fn wrap(&self, version: i32, place: Place, plain: &[u8]) -> Result<Vec<u8>>;

    /// Unwraps a key that a version has wrapped.
    async fn unwrap(&self, version: i32, place: Place, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>>;

    /// Makes the version after `current` and keeps it for good before it answers. Asked twice, it makes one.
    async fn rotate(&self, current: i32) -> Result<Version>;

    /// Gives up every version below `oldest`. Says whether there was one that it could give up.
    async fn retire(&self, oldest: i32) -> Result<bool>;
}

/// The keeper that the settings name. A missing file is made, readable by its owner only, when `may_create` allows it:
/// only for a database that holds nothing yet, so that a lost key is an error and never a new key. Says whether it was
/// made.
pub fn keeper(source: &KekSource, may_create: bool) -> Result<(Box<dyn KeyProvider>, bool)> {
    if let KekSource::Transit(settings) = source {
        return Ok((Box::new(Transit::new(settings.clone())?), false));
    }
    let (keys, made) = LocalKeys::load(source, may_create)?;
    Ok((Box::new(keys), made))
}

impl From<Kek> for Box<dyn KeyProvider> {
    fn from(kek: Kek) -> Self {
        Box::new(LocalKeys::fixed(kek))
    }
}
