//! The keys that are in use, unwrapped on demand and kept in memory.

use super::{BlindIndex, DataKey, Kek, Place, VaultError, entity};
use crate::{
    Result,
    db::{self, Db},
};
use realtoros_domain::ids::{AccountId, ExportId, KeyId, LeadId, UserId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::{
    collections::{HashMap, HashSet},
    sync::Mutex,
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Up to how many keys are asked for one by one; below the parameter limits of both databases.
const MANY: usize = 5_000;
/// How many unwrapped keys are kept; beyond that the memory is emptied and filled again.
const CACHE: usize = 250_000;

/// Whose key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyOwner {
    /// The installation itself: sessions, and look-ups that come before the account is known.
    Platform,
    /// The account's own records.
    Account(AccountId),
    /// The account's blind indexes, kept apart from its data key.
    Index(AccountId),
    /// One lead. Destroying this key erases the lead.
    Lead(AccountId, LeadId),
    /// One member.
    Member(AccountId, UserId),
    /// One export of a whole account. Destroying this key makes every copy of the export unreadable, in backups too.
    Export(AccountId, ExportId),
}

impl KeyOwner {
    const fn parts(self) -> (Uuid, &'static str, Uuid) {
        match self {
            Self::Platform => (Uuid::nil(), "platform", Uuid::nil()),
            Self::Account(account) => (account.0, "account", account.0),
            Self::Index(account) => (account.0, "index", account.0),
            Self::Lead(account, lead) => (account.0, "lead", lead.0),
            Self::Member(account, member) => (account.0, "member", member.0),
            Self::Export(account, export) => (account.0, "export", export.0),
        }
    }

    /// Who wraps it: the KEK (`None`) or another key.
    const fn wrapped_by(self) -> Option<Self> {
        match self {
            Self::Platform | Self::Account(_) | Self::Index(_) => None,
            Self::Lead(account, _) | Self::Member(account, _) | Self::Export(account, _) => {
                Some(Self::Account(account))
            }
        }
    }
}

/// A key that has been made, and the row that must be stored in the same transaction as what it seals.
#[derive(Debug)]
pub struct NewKey {
    /// The key.
    pub key: DataKey,
    row: entity::ActiveModel,
}

/// Opens and makes keys.
#[derive(Debug)]
pub struct Vault {
    kek: Kek,
    keys: Mutex<HashMap<(Uuid, &'static str, Uuid), DataKey>>,
}

impl Vault {
    /// Opens the vault of `db`. On a new database it makes the platform's key; otherwise the KEK must unwrap it.
    pub async fn open(db: &Db, kek: Kek, now_ms: i64) -> Result<Self> {
        let vault = Self { kek, keys: Mutex::new(HashMap::new()) };
        match vault.key(db.read(), KeyOwner::Platform).await {
            Ok(_) => Ok(vault),
            Err(crate::Error::Vault(VaultError::KeyDestroyed)) if Self::is_new(db).await? => {
                let tx = db.begin().await?;
                let new = vault.make_wrapped_by_kek(KeyOwner::Platform, now_ms)?;
                vault.store(&tx, vec![new]).await?;
                tx.commit().await?;
                Ok(vault)
            }
            Err(crate::Error::Vault(_)) => Err(VaultError::WrongMasterKey.into()),
            Err(other) => Err(other),
        }
    }

    /// Whether `db` holds no key yet.
    pub async fn is_new(db: &Db) -> Result<bool> {
        Ok(entity::Entity::find().count(db.read()).await? == 0)
    }

    /// The version of the KEK in use.
    pub const fn kek_version(&self) -> i32 {
        self.kek.version
    }

    /// How many keys there are, by kind of owner: for `keys status`.
    pub async fn count(&self, db: &Db) -> Result<std::collections::BTreeMap<String, u64>> {
        let mut counts = std::collections::BTreeMap::new();
        for kind in ["platform", "account", "index", "lead", "member", "export"] {
            let query = entity::Entity::find().filter(entity::Column::OwnerKind.eq(kind));
            counts.insert(kind.to_owned(), query.count(db.read()).await?);
        }
        Ok(counts)
    }

    /// The key of `owner`.
    pub async fn key(&self, conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<DataKey> {
        if let Some(key) = self.cached(owner) {
            return Ok(key);
        }
        let (account, kind, id) = owner.parts();
        let row = entity::Entity::find()
            .filter(entity::Column::AccountId.eq(account))
            .filter(entity::Column::OwnerKind.eq(kind))
            .filter(entity::Column::OwnerId.eq(id))
            .one(conn)
            .await?
            .ok_or(VaultError::KeyDestroyed)?;
        let wrapping = match owner.wrapped_by() {
            None => self.kek_as_key(),
            Some(parent) => Box::pin(self.key(conn, parent)).await?,
        };
        let key = unwrap(&wrapping, owner, &row)?;
        self.remember(owner, key.clone());
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
            match self.cached(KeyOwner::Lead(account, *lead)) {
                Some(key) => drop(found.insert(*lead, key)),
                None => missing.push(lead.0),
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let wrapping = self.key(conn, KeyOwner::Account(account)).await?;
        let of_leads = entity::Entity::find()
            .filter(entity::Column::AccountId.eq(account.0))
            .filter(entity::Column::OwnerKind.eq("lead"));
        // So many at once are nearly all that there are: asking for each would cost more than it saves.
        let query = match missing.len() {
            ..=MANY => of_leads.filter(entity::Column::OwnerId.is_in(missing.iter().copied())),
            _ => of_leads,
        };
        let mut rows = query.all(conn).await?;
        if missing.len() > MANY {
            let wanted: HashSet<Uuid> = missing.into_iter().collect();
            rows.retain(|row| wanted.contains(&row.owner_id));
        }
        let opened = db::apart(rows, move |row| {
            let owner = KeyOwner::Lead(account, LeadId(row.owner_id));
            Ok((owner, LeadId(row.owner_id), unwrap(&wrapping, owner, &row)?))
        });
        for (owner, lead, key) in opened.await? {
            self.remember(owner, key.clone());
            found.insert(lead, key);
        }
        Ok(found)
    }

    /// Makes the two keys of a new account.
    pub fn make_account_keys(&self, account: AccountId, now_ms: i64) -> Result<Vec<NewKey>> {
        Ok(vec![
            self.make_wrapped_by_kek(KeyOwner::Account(account), now_ms)?,
            self.make_wrapped_by_kek(KeyOwner::Index(account), now_ms)?,
        ])
    }

    /// Makes a key that `account_key` wraps: for a lead or a member.
    pub fn make(&self, account_key: &DataKey, owner: KeyOwner, now_ms: i64) -> Result<NewKey> {
        wrap(account_key, owner, self.kek.version, now_ms)
    }

    /// Stores new keys. Call it in the transaction that stores what they seal.
    pub async fn store(&self, conn: &impl ConnectionTrait, keys: Vec<NewKey>) -> Result<()> {
        for rows in chunked(keys.into_iter().map(|new| new.row).collect(), 2_000) {
            entity::Entity::insert_many(rows).exec_without_returning(conn).await?;
        }
        Ok(())
    }

    /// Destroys the key of `owner`: what it sealed is erased.
    pub async fn destroy(&self, conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<()> {
        let (account, kind, id) = owner.parts();
        entity::Entity::delete_many()
            .filter(entity::Column::AccountId.eq(account))
            .filter(entity::Column::OwnerKind.eq(kind))
            .filter(entity::Column::OwnerId.eq(id))
            .exec(conn)
            .await?;
        self.lock().remove(&owner.parts());
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

    fn make_wrapped_by_kek(&self, owner: KeyOwner, now_ms: i64) -> Result<NewKey> {
        wrap(&self.kek_as_key(), owner, self.kek.version, now_ms)
    }

    fn kek_as_key(&self) -> DataKey {
        DataKey::new(KeyId(Uuid::nil()), self.kek.secret.clone())
    }

    fn cached(&self, owner: KeyOwner) -> Option<DataKey> {
        self.lock().get(&owner.parts()).cloned()
    }

    fn remember(&self, owner: KeyOwner, key: DataKey) {
        let mut keys = self.lock();
        if keys.len() >= CACHE {
            keys.clear();
        }
        keys.insert(owner.parts(), key);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(Uuid, &'static str, Uuid), DataKey>> {
        self.keys.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

const fn place(owner: KeyOwner) -> Place {
    let (account, _, id) = owner.parts();
    Place { account: AccountId(account), table: "data_key", row: id }
}

fn wrap(wrapping: &DataKey, owner: KeyOwner, kek_version: i32, now_ms: i64) -> Result<NewKey> {
    let mut id = [0; 16];
    super::fill_random(&mut id);
    let id = uuid::Builder::from_random_bytes(id).into_uuid();
    let key = DataKey::generate(KeyId(id));
    let wrapped = wrapping.seal_bytes(place(owner), &labelled(owner, key.secret()))?;
    let (account, kind, owner_id) = owner.parts();
    let row = entity::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        owner_kind: Set(kind.to_owned()),
        owner_id: Set(owner_id),
        kek_version: Set(kek_version),
        wrapped: Set(wrapped),
        created_at: Set(now_ms),
        version: Set(1),
        uses: Set(0),
        active_at: Set(Some(now_ms)),
    };
    Ok(NewKey { key, row })
}

fn unwrap(wrapping: &DataKey, owner: KeyOwner, row: &entity::Model) -> Result<DataKey, VaultError> {
    let plain = wrapping.open_bytes(place(owner), &row.wrapped)?;
    let (secret, label) = plain.split_at_checked(32).ok_or(VaultError::Shape)?;
    if label != owner.parts().1.as_bytes() {
        return Err(VaultError::DoesNotOpen);
    }
    let secret = <[u8; 32]>::try_from(secret).map_err(|_| VaultError::Shape)?;
    Ok(DataKey::new(KeyId(row.id), Zeroizing::new(secret)))
}

/// The secret with the kind of its owner, so that an account's index key cannot stand in for its data key.
fn labelled(owner: KeyOwner, secret: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([secret.as_slice(), owner.parts().1.as_bytes()].concat())
}

fn chunked<T>(mut items: Vec<T>, size: usize) -> Vec<Vec<T>> {
    let mut chunks = Vec::new();
    while items.len() > size {
        let rest = items.split_off(size);
        chunks.push(std::mem::replace(&mut items, rest));
    }
    if !items.is_empty() {
        chunks.push(items);
    }
    chunks
}
