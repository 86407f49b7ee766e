//! KEKs in the memory of this process, from a file or from variables.

use super::{
    DataKey, Kek, KekSource, KeyProvider, Place, VaultError, Version,
    key_file::{self, Numbered},
};
use crate::{Error, Result};
use async_trait::async_trait;
use std::{
    path::PathBuf,
    sync::{PoisonError, RwLock},
};
use zeroize::Zeroizing;

/// Where they are read again.
#[derive(Debug)]
enum Origin {
    /// Nowhere: a key that does not change.
    Fixed,
    Variables,
    File(PathBuf),
}

/// Every version that this process holds.
#[derive(Debug)]
pub(super) struct LocalKeys {
    origin: Origin,
    /// As they were given; numbers that are missing are found by [`KeyProvider::look`].
    given: RwLock<Vec<Numbered>>,
    held: RwLock<Vec<Kek>>,
}

impl LocalKeys {
    /// One key that does not change.
    pub(super) fn fixed(kek: Kek) -> Self {
        let given = vec![(Some(kek.version), kek)];
        Self { origin: Origin::Fixed, given: RwLock::new(given), held: RwLock::default() }
    }

    /// Reads them from `source`; see [`super::keeper`].
    pub(super) fn load(source: &KekSource, may_create: bool) -> Result<(Self, bool)> {
        let (origin, given, made) = match source {
            KekSource::Value { key, previous } => {
                let newest = (None, Kek::parse(key)?);
                let mut given = Vec::with_capacity(2);
                if let Some(previous) = previous {
                    given.push((None, Kek::parse(previous)?));
                }
                given.push(newest);
                (Origin::Variables, given, false)
            }
            KekSource::File(path) => {
                let made = !path.exists();
                if made && !may_create {
                    return Err(Error::invalid(format!(
                        "the master key file {} is missing, and the database already holds sealed data: \
                         put the file back from its backup",
                        path.display()
                    )));
                }
                if made {
                    key_file::create(path)?;
                }
                (Origin::File(path.clone()), key_file::read(path)?, made)
            }
            KekSource::Transit(_) => return Err(Error::invalid("a key service keeps its own keys")),
        };
        Ok((Self { origin, given: RwLock::new(given), held: RwLock::default() }, made))
    }

    fn key(&self, version: i32) -> Result<DataKey, VaultError> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let kek = held.iter().find(|kek| kek.version == version);
        kek.map(Kek::as_key).ok_or(VaultError::MasterKeyLacks(version))
    }
}

#[async_trait]
impl KeyProvider for LocalKeys {
    fn place(&self) -> String {
        match &self.origin {
            Origin::Fixed | Origin::Variables => "environment".to_owned(),
            Origin::File(path) => format!("file {}", path.display()),
        }
    }

    async fn look(&self, known: &[Version]) -> Result<Vec<Version>> {
        if let Origin::File(path) = &self.origin {
            *self.given.write().unwrap_or_else(PoisonError::into_inner) = key_file::read(path)?;
        }
        let held = numbered(&self.given.read().unwrap_or_else(PoisonError::into_inner), known);
        let versions = held.iter().map(version_of).collect();
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
        Ok(versions)
    }

    async fn wrap(&self, version: i32, place: Place, plain: &[u8]) -> Result<Vec<u8>> {
        Ok(self.key(version)?.seal_bytes(place, plain)?)
    }

    async fn unwrap(&self, version: i32, place: Place, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        Ok(self.key(version)?.open_bytes(place, wrapped)?)
    }

    async fn rotate(&self, current: i32) -> Result<Version> {
        let newer = |keys: &[Kek]| keys.iter().find(|kek| kek.version > current).map(version_of);
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(made) = newer(&held) {
            return Ok(made);
        }
        let Origin::File(path) = &self.origin else {
            return Err(Error::invalid(
                "the master key comes from REALTOROS_MASTER_KEY: put a new key there and the present one into \
                 REALTOROS_MASTER_KEY_PREVIOUS, restart every server with both, and run this again",
            ));
        };
        let mut made = None;
        key_file::change(path, |given| {
            // Somebody else may have made it since we looked; what has no number is the present one.
            let mut keys: Vec<Kek> = given
                .into_iter()
                .map(|(number, kek)| Kek { version: number.unwrap_or(current), ..kek })
                .collect();
            if newer(&keys).is_none() {
                keys.push(Kek::generate(current + 1));
            }
            made = newer(&keys);
            self.held.write().unwrap_or_else(PoisonError::into_inner).clone_from(&keys);
            Ok(keys)
        })?;
        made.ok_or_else(|| Error::Internal("no new master key was made".to_owned()))
    }

    async fn retire(&self, oldest: i32) -> Result<bool> {
        let Origin::File(path) = &self.origin else { return Ok(false) };
        let is_old = |(number, _): &Numbered| number.is_some_and(|number| number < oldest);
        if !key_file::read(path)?.iter().any(is_old) {
            return Ok(false);
        }
        key_file::change(path, |given| {
            let kept = given.into_iter().filter(|key| !is_old(key));
            Ok(kept.map(|(number, kek)| Kek { version: number.unwrap_or(oldest), ..kek }).collect())
        })?;
        self.held.write().unwrap_or_else(PoisonError::into_inner).retain(|kek| kek.version >= oldest);
        Ok(true)
    }
}

fn version_of(kek: &Kek) -> Version {
    Version { number: kek.version, fingerprint: kek.fingerprint() }
}

/// Gives every key its number. One without is recognised by its fingerprint; one that the database has never seen is
/// the next version, if the present one stands beside it, and otherwise a stranger that is left out.
fn numbered(given: &[Numbered], known: &[Version]) -> Vec<Kek> {
    let newest = known.iter().max_by_key(|version| version.number);
    let has_newest = newest.is_some_and(|newest| {
        given.iter().any(|(number, kek)| number.is_none() && kek.fingerprint() == newest.fingerprint)
    });
    let mut next = newest.map_or(0, |newest| newest.number);
    let mut keys = Vec::with_capacity(given.len());
    for (number, kek) in given {
        let fingerprint = kek.fingerprint();
        let recognised = known.iter().find(|version| version.fingerprint == fingerprint).map(|it| it.number);
        let version = match number.or(recognised) {
            Some(version) => version,
            None if known.is_empty() || has_newest => {
                next += 1;
                next
            }
            None => continue,
        };
        keys.push(Kek { version, ..kek.clone() });
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kek(byte: &str) -> Kek {
        Kek::parse(&byte.repeat(32)).unwrap()
    }

    fn numbers(given: &[(Option<i32>, &str)], known: &[(i32, &str)]) -> Vec<i32> {
        let given: Vec<_> = given.iter().map(|(number, byte)| (*number, kek(byte))).collect();
        let known: Vec<_> =
            known.iter().map(|(number, byte)| version_of(&Kek { version: *number, ..kek(byte) })).collect();
        numbered(&given, &known).iter().map(|kek| kek.version).collect()
    }

    #[test]
    fn p01_a_key_without_a_number_is_recognised() {
        assert_eq!(numbers(&[(None, "aa")], &[]), [1]);
        assert_eq!(numbers(&[(None, "bb")], &[(1, "aa"), (2, "bb")]), [2]);
        assert_eq!(numbers(&[(Some(3), "cc")], &[(1, "aa")]), [3]);
    }

    #[test]
    fn p01_a_new_key_needs_the_present_one_beside_it() {
        assert_eq!(numbers(&[(None, "bb"), (None, "cc")], &[(1, "aa"), (2, "bb")]), [2, 3]);
        assert_eq!(numbers(&[(None, "cc")], &[(1, "aa")]), Vec::<i32>::new());
        assert_eq!(numbers(&[(None, "aa"), (None, "cc")], &[(1, "aa"), (2, "bb")]), [1]);
    }
}
