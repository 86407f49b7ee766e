//! The keys that are in use, unwrapped on demand and kept in memory.

use super::{
    BlindIndex, DataKey, KeyOwner, KeyProvider, NewKey, Pace, VaultError,
    cache::Cache,
    data_key::Secret,
    entity, repository,
    wrapping::{damaged, key_in, labelled, place, unwrap},
};
use crate::{
    Error, Result,
    db::{self, Db},
};
use realtoros_domain::ids::{AccountId, KeyId, LeadId};
use sea_orm::ConnectionTrait;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, PoisonError, atomic::AtomicI32},
};
use uuid::Uuid;

/// Opens and makes keys.
#[derive(Debug)]
pub struct Vault {
    pub(super) keeper: Box<dyn KeyProvider>,
    /// The version of the KEK that wraps new keys.
    pub(super) current: AtomicI32,
    pub(super) pace: Pace,
    pub(super) cache: Cache,
}

impl Vault {
    /// A vault that has not looked at any database yet.
    pub(super) fn new(keeper: Box<dyn KeyProvider>) -> Self {
        Self { keeper, current: AtomicI32::new(1), pace: Pace::USUAL, cache: Cache::default() }
    }

    /// The same with other waits between nodes.
    #[must_use]
    pub fn at_pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// Whether `db` holds no key yet.
    pub async fn is_new(db: &Db) -> Result<bool> {
        repository::is_empty(db.read()).await
    }

    /// The key of `owner`.
    pub async fn key(&self, conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<DataKey> {
        if let Some(key) = self.cache.fresh(owner, self.pace.look_again) {
            return Ok(key);
        }
        let key = match owner.wrapped_by() {
            None if matches!(owner, KeyOwner::Account(_)) => return self.account_key(conn, owner).await,
            None => self.unwrap_by_kek(conn, owner, &newest(conn, owner).await?).await?,
            Some(parent) => {
                let row = newest(conn, owner).await?;
                let account_key = self.wrapper(conn, parent, &row).await?;
                unwrap(&account_key, owner, &row)?
            }
        };
        self.cache.remember(owner, key.clone());
        Ok(key)
    }

    /// The keys of many leads of one account, in one query. A lead whose key is gone is left out.
    pub async fn lead_keys(
        &self,
        conn: &impl ConnectionTrait,
        account: AccountId,
        leads: &[LeadId],
    ) -> Result<HashMap<LeadId, DataKey>> {
        let mut found = HashMap::with_capacity(leads.len());
        let mut missing = Vec::new();
        for lead in leads {
            match self.cache.any(KeyOwner::Lead(account, *lead)) {
                Some(key) => drop(found.insert(*lead, key)),
                None => missing.push(lead.0),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let mut rows = repository::of_leads(conn, account, &missing).await?;
        if missing.len() > repository::MANY {
            let wanted: HashSet<Uuid> = missing.into_iter().collect();
            rows.retain(|row| wanted.contains(&row.owner_id));
        }
        let mut account_key = self.key(conn, KeyOwner::Account(account)).await?;
        if !rows.iter().all(|row| account_key.has_sealed(&row.wrapped)) {
            account_key = self.account_key(conn, KeyOwner::Account(account)).await?;
        }
        let opened = db::apart(rows, move |row| {
            let owner = KeyOwner::Lead(account, LeadId(row.owner_id));
            Ok((owner, LeadId(row.owner_id), unwrap(&account_key, owner, &row)?))
        });
        for (owner, lead, key) in opened.await? {
            self.cache.remember(owner, key.clone());
            found.insert(lead, key);
        }
        Ok(found)
    }

    /// Makes the two keys of a new account.
    pub fn make_account_keys(&self, account: AccountId, now_ms: i64) -> Result<Vec<NewKey>> {
        let owners = [KeyOwner::Account(account), KeyOwner::Index(account)];
        Ok(owners.map(|owner| NewKey::for_kek(owner, 1, now_ms)).into())
    }

    /// Makes a key that `account_key` wraps: for a lead or a member.
    pub fn make(&self, account_key: &DataKey, owner: KeyOwner, now_ms: i64) -> Result<NewKey> {
        Ok(NewKey::under(account_key, owner, now_ms)?)
    }

    /// Stores new keys. Call it in the transaction that stores what they seal.
    pub async fn store(&self, conn: &impl ConnectionTrait, keys: Vec<NewKey>) -> Result<()> {
        let mut rows = Vec::with_capacity(keys.len());
        for mut new in keys {
            let (version, wrapped) = match new.wrapped.take() {
                Some(wrapped) => wrapped,
                None => self.wrap_by_kek(conn, &new).await?,
            };
            rows.push(new.row(version, wrapped));
        }
        repository::insert(conn, rows).await
    }

    /// Destroys the key of `owner`, in every version: what it sealed is erased.
    pub async fn destroy(&self, conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<()> {
        repository::delete(conn, owner).await?;
        self.cache.forget(owner);
        Ok(())
    }

    /// The blind index of `account` for `usage`.
    pub async fn index(
        &self,
        conn: &impl ConnectionTrait,
        account: AccountId,
        usage: &str,
    ) -> Result<BlindIndex> {
        Ok(BlindIndex::derive(&self.key(conn, KeyOwner::Index(account)).await?, usage))
    }

    /// The installation's blind index for `usage`: for look-ups that come before the account is known.
    pub async fn platform_index(&self, conn: &impl ConnectionTrait, usage: &str) -> Result<BlindIndex> {
        Ok(BlindIndex::derive(&self.key(conn, KeyOwner::Platform).await?, usage))
    }

    /// Adds to their rows what keys were used for in this process: those used at least `least` times since, and those
    /// that it has forgotten. Keys used equally often share a statement, so that many leads cost few.
    pub async fn store_uses(&self, db: &Db, least: i64) -> Result<()> {
        let mut by_uses: BTreeMap<i64, Vec<Arc<Secret>>> = BTreeMap::new();
        for secret in self.cache.used(least) {
            by_uses.entry(secret.uses.unstored()).or_default().push(secret);
        }
        for (uses, secrets) in by_uses {
            for batch in secrets.chunks(repository::MANY) {
                let ids: Vec<Uuid> = batch.iter().map(|secret| secret.id.0).collect();
                let stored = repository::add_uses(db.write(), &ids, uses).await?;
                for secret in batch {
                    if let Some(stored) = stored.get(&secret.id.0) {
                        secret.uses.note(uses, *stored);
                    }
                }
            }
        }
        Ok(())
    }

    /// The same for every key, before the process ends.
    pub async fn close(&self, db: &Db) -> Result<()> {
        self.store_uses(db, 1).await
    }

    /// The key of an account, looked up again: another node may have made a new version.
    pub(super) async fn account_key(&self, conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<DataKey> {
        let rows = repository::of(conn, owner).await?;
        let before = self.cache.any(owner);
        let ring = before.as_ref().and_then(DataKey::ring).cloned().unwrap_or_default();
        let mut secrets = Vec::with_capacity(rows.len());
        for row in &rows {
            secrets.push(match DataKey::of(&ring, KeyId(row.id)) {
                Some(known) => known.secret().clone(),
                None => self.unwrap_by_kek(conn, owner, row).await?.secret().clone(),
            });
        }
        *ring.write().unwrap_or_else(PoisonError::into_inner) = secrets;
        let active = rows.iter().rev().find(|row| row.active_at.is_some());
        let Some(key) = active.and_then(|row| DataKey::of(&ring, KeyId(row.id))) else {
            self.cache.forget(owner);
            return Err(VaultError::KeyDestroyed.into());
        };
        self.cache.remember(owner, key.clone());
        Ok(key)
    }

    /// The account's key that has wrapped `row`; looks again when it is a version that this node has not met.
    pub(super) async fn wrapper(
        &self,
        conn: &impl ConnectionTrait,
        account: KeyOwner,
        row: &entity::key::Model,
    ) -> Result<DataKey> {
        if let Some(key) = self.cache.fresh(account, self.pace.look_again)
            && key.has_sealed(&row.wrapped)
        {
            return Ok(key);
        }
        self.account_key(conn, account).await
    }

    /// Unwraps the key in `row`. A version of the KEK that this node has not met makes it look again.
    pub(super) async fn unwrap_by_kek(
        &self,
        conn: &impl ConnectionTrait,
        owner: KeyOwner,
        row: &entity::key::Model,
    ) -> Result<DataKey> {
        let first = self.keeper.unwrap(row.kek_version, place(owner), &row.wrapped).await;
        let plain = match first {
            Err(Error::Vault(VaultError::MasterKeyLacks(_))) => {
                self.look(conn).await?;
                self.keeper.unwrap(row.kek_version, place(owner), &row.wrapped).await
            }
            other => other,
        };
        match plain.and_then(|plain| Ok(key_in(&plain, owner, row)?)) {
            Err(Error::Vault(VaultError::DoesNotOpen | VaultError::NotSealed | VaultError::Shape)) => {
                Err(damaged(row).into())
            }
            opened => opened,
        }
    }

    async fn wrap_by_kek(&self, conn: &impl ConnectionTrait, new: &NewKey) -> Result<(i32, Vec<u8>)> {
        let version = self.present(conn).await?;
        let plain = labelled(new.owner, new.key.secret().version, new.key.bytes());
        Ok((version, self.keeper.wrap(version, place(new.owner), &plain).await?))
    }
}

/// The row of the newest version.
async fn newest(conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<entity::key::Model> {
    let row = repository::of(conn, owner).await?.pop();
    Ok(row.ok_or(VaultError::KeyDestroyed)?)
}
