//! Which version of the KEK is in use, and whether the one that was given is right.

use super::{KeyOwner, KeyProvider, NewKey, Vault, VaultError, Version, entity::master, repository};
use crate::{Error, Result, db::Db};
use sea_orm::ConnectionTrait;
use std::sync::atomic::Ordering;

impl Vault {
    /// Opens the vault of `db`. On a new database it makes the platform's key; otherwise the KEK must unwrap it.
    pub async fn open(db: &Db, keeper: impl Into<Box<dyn KeyProvider>>, now_ms: i64) -> Result<Self> {
        let vault = Self::new(keeper.into());
        if repository::masters(db.read()).await?.is_empty() {
            vault.first_look(db, now_ms).await?;
        }
        vault.look(db.read()).await?;
        match vault.key(db.read(), KeyOwner::Platform).await {
            Ok(_) => Ok(vault),
            Err(Error::Vault(VaultError::DoesNotOpenIn { .. })) => Err(VaultError::WrongMasterKey.into()),
            Err(other) => Err(other),
        }
    }

    /// The version of the KEK in use.
    pub fn kek_version(&self) -> i32 {
        self.current.load(Ordering::Relaxed)
    }

    /// Where the KEK is, in words for the operator.
    pub fn kek_place(&self) -> String {
        self.keeper.place()
    }

    /// Looks at the KEK again. It must hold the version that this database uses; returns its number.
    pub(super) async fn look(&self, conn: &impl ConnectionTrait) -> Result<i32> {
        let known = repository::masters(conn).await?;
        let needed =
            known.iter().rev().find(|row| row.retired_at.is_none()).ok_or(VaultError::WrongMasterKey)?;
        let given = self.keeper.look(&known.iter().map(version).collect::<Vec<_>>()).await?;
        judge(&given, needed, &known)?;
        self.current.store(needed.version, Ordering::Relaxed);
        Ok(needed.version)
    }

    /// The version that wraps new keys, as the database says now.
    pub(super) async fn present(&self, conn: &impl ConnectionTrait) -> Result<i32> {
        let rows = repository::masters(conn).await?;
        let newest = rows.iter().rev().find(|row| row.retired_at.is_none()).map(|row| row.version);
        if newest == Some(self.kek_version()) { Ok(self.kek_version()) } else { self.look(conn).await }
    }

    /// Notes the first version. A database from before there were versions has a platform key that tells which it is.
    async fn first_look(&self, db: &Db, now_ms: i64) -> Result<()> {
        let given = self.keeper.look(&[]).await?;
        let platform = repository::of(db.read(), KeyOwner::Platform).await?.pop();
        let number = platform.as_ref().map(|row| row.kek_version);
        let first = given
            .iter()
            .rev()
            .find(|version| number.is_none_or(|number| number == version.number))
            .ok_or(VaultError::WrongMasterKey)?;
        self.current.store(first.number, Ordering::Relaxed);
        if platform.is_some() {
            // Nothing is noted of a key that is the wrong one.
            match self.key(db.read(), KeyOwner::Platform).await {
                Ok(_) => return repository::note_master(db.write(), first, now_ms).await,
                Err(Error::Vault(_)) => return Err(VaultError::WrongMasterKey.into()),
                Err(other) => return Err(other),
            }
        }
        if !repository::is_empty(db.read()).await? {
            return Err(VaultError::WrongMasterKey.into());
        }
        let tx = db.begin().await?;
        repository::note_master(&tx, first, now_ms).await?;
        self.store(&tx, vec![NewKey::for_kek(KeyOwner::Platform, 1, now_ms)]).await?;
        Ok(tx.commit().await?)
    }
}

fn version(row: &master::Model) -> Version {
    Version { number: row.version, fingerprint: row.fingerprint.clone() }
}

/// Whether `needed` is among the versions that were given, and if not, in which way they are wrong.
fn judge(given: &[Version], needed: &master::Model, known: &[master::Model]) -> Result<(), VaultError> {
    if given.contains(&version(needed)) {
        return Ok(());
    }
    let is_known = |version: &&Version| known.iter().any(|row| row.fingerprint == version.fingerprint);
    let older = given.iter().filter(is_known).map(|version| version.number).max();
    Err(match older {
        Some(given) => VaultError::OldMasterKey { given, needed: needed.version },
        None if given.iter().any(|version| version.number > needed.version) => {
            VaultError::MasterKeyLacks(needed.version)
        }
        None => VaultError::WrongMasterKey,
    })
}
