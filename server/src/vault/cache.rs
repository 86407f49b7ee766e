//! Unwrapped keys in memory.

use super::{DataKey, KeyOwner, data_key::Secret};
use realtoros_domain::ids::KeyId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How many unwrapped keys are kept; beyond that the memory is emptied and filled again.
const CAPACITY: usize = 250_000;

#[derive(Debug)]
struct Entry {
    key: DataKey,
    seen: Instant,
}

#[derive(Debug, Default)]
struct Inside {
    entries: HashMap<(Uuid, &'static str, Uuid), Entry>,
    /// Keys that were forgotten before their uses were stored.
    forgotten: Vec<Arc<Secret>>,
}

impl Inside {
    /// Empties the memory; what was used and is not stored yet is kept apart.
    fn set_aside(&mut self) {
        let used = self.entries.drain().flat_map(|(_, entry)| secrets(&entry.key));
        self.forgotten.extend(used.filter(|secret| secret.uses.unstored() > 0));
    }
}

/// The keys that are in use.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Inside>);

impl Cache {
    /// The key of `owner`. That of an account only while it is younger than `age`: another node may have made a new one.
    pub(super) fn fresh(&self, owner: KeyOwner, age: Duration) -> Option<DataKey> {
        let inside = self.lock();
        let entry = inside.entries.get(&owner.parts())?;
        let is_fresh = !matches!(owner, KeyOwner::Account(_)) || entry.seen.elapsed() < age;
        is_fresh.then(|| entry.key.clone())
    }

    /// The key of `owner`, however old.
    pub(super) fn any(&self, owner: KeyOwner) -> Option<DataKey> {
        self.lock().entries.get(&owner.parts()).map(|entry| entry.key.clone())
    }

    pub(super) fn remember(&self, owner: KeyOwner, key: DataKey) {
        let mut inside = self.lock();
        if inside.entries.len() >= CAPACITY {
            inside.set_aside();
        }
        inside.entries.insert(owner.parts(), Entry { key, seen: Instant::now() });
    }

    pub(super) fn forget(&self, owner: KeyOwner) {
        self.lock().entries.remove(&owner.parts());
    }

    /// Forgets every key of an account.
    pub(super) fn forget_account(&self, account: Uuid) {
        self.lock().entries.retain(|(owner, ..), _| *owner != account);
    }

    /// Forgets every key, but not how often it was used.
    pub(super) fn forget_all(&self) {
        self.lock().set_aside();
    }

    /// The keys, of whomever, that are `id` or have it among their versions.
    pub(super) fn with(&self, id: KeyId) -> Vec<DataKey> {
        let inside = self.lock();
        let keys = inside.entries.values().map(|entry| &entry.key);
        keys.filter(|key| secrets(key).iter().any(|secret| secret.id == id)).cloned().collect()
    }

    /// Every key with at least `uses` that are known to this process only, and every one that was forgotten with any.
    pub(super) fn used(&self, uses: i64) -> Vec<Arc<Secret>> {
        let mut inside = self.lock();
        let mut used = std::mem::take(&mut inside.forgotten);
        let known = inside.entries.values().flat_map(|entry| secrets(&entry.key));
        used.extend(known.filter(|secret| secret.uses.unstored() >= uses.max(1)));
        used
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key and the versions beside it.
fn secrets(key: &DataKey) -> Vec<Arc<Secret>> {
    key.ring().map_or_else(
        || vec![key.secret().clone()],
        |ring| ring.read().unwrap_or_else(PoisonError::into_inner).clone(),
    )
}
