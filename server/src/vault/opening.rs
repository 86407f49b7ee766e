//! Whether every key opens: one that is damaged or gone is found before somebody needs it (P-01).

use super::{DataKey, KeyOwner, VaultError, data_key::sealer, entity::key, repository, wrapping::unwrap};
use crate::{Core, Error, Result};
use realtoros_domain::ids::KeyId;
use uuid::Uuid;

/// How many keys are read at once.
const PAGE: u64 = 5_000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// How many keys open.
    pub open: u64,
    /// How many do not.
    pub closed: u64,
    /// The first that does not, and whose it is: platform, account, index, lead, member or export.
    pub first: Option<(KeyId, String)>,
    /// How many accounts have no key at all.
    pub accounts_without: i64,
    /// How many leads have no key at all.
    pub leads_without: i64,
    /// How many accounts have no key of their look-ups: nobody is found by an address there.
    pub indexes_without: i64,
    /// How many members have no key.
    pub members_without: i64,
}

impl Opened {
    /// What is wrong, in sentences that name no account and no person; none when nothing is.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if let Some((id, kind)) = &self.first {
            faults.push(format!(
                "{} keys do not open, and what they seal cannot be read. The first is key {id} ({kind}).",
                self.closed
            ));
        }
        let Self { accounts_without: accounts, leads_without: leads, .. } = self;
        if *accounts > 0 || *leads > 0 {
            faults.push(format!(
                "{accounts} accounts and {leads} leads have no key: either a backup has brought back who was erased, or \
                 keys were lost."
            ));
        }
        let Self { indexes_without: indexes, members_without: members, .. } = self;
        if *indexes > 0 || *members > 0 {
            faults.push(format!(
                "{indexes} accounts have no key for looking up addresses and {members} members have none: keys were lost."
            ));
        }
        faults
    }

    /// Counts the key of a row. Only what the vault says is a finding; that nothing could be asked is none.
    fn note(&mut self, row: &key::Model, opened: Result<DataKey>) -> Result<Option<DataKey>> {
        match opened {
            Ok(key) => {
                self.open += 1;
                Ok(Some(key))
            }
            Err(Error::Vault(_)) => {
                self.closed += 1;
                self.first.get_or_insert_with(|| (KeyId(row.id), row.owner_kind.clone()));
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

/// Unwraps every key as it lies in the database, whatever is in memory. A key service is asked for the keys of accounts
/// and of the installation only: leads' and members' keys are wrapped by those.
pub async fn open_every_key(core: &Core) -> Result<Opened> {
    let tx = core.db.snapshot().await?;
    let [accounts_without, leads_without, indexes_without, members_without] =
        repository::without_key(&tx).await?;
    let mut found =
        Opened { accounts_without, leads_without, indexes_without, members_without, ..Opened::default() };
    for account in repository::accounts(&tx).await? {
        let mut account_keys = Vec::new();
        for row in repository::under_kek(&tx, account).await? {
            let opened = match owner(&row) {
                Some(owner) => core.vault.unwrap_by_kek(&tx, owner, &row).await,
                None => Err(VaultError::Shape.into()),
            };
            account_keys.extend(found.note(&row, opened)?);
        }
        let mut after = Uuid::nil();
        loop {
            let rows = repository::under_account_key(&tx, account, after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in &rows {
                let wrapper = sealer(&row.wrapped).ok();
                let wrapper = account_keys.iter().find(|key| Some(key.id) == wrapper);
                let opened = match (wrapper, owner(row)) {
                    (Some(wrapper), Some(owner)) => unwrap(wrapper, owner, row).map_err(Into::into),
                    _ => Err(VaultError::DoesNotOpen.into()),
                };
                found.note(row, opened)?;
            }
        }
    }
    tx.rollback().await?;
    Ok(found)
}

fn owner(row: &key::Model) -> Option<KeyOwner> {
    KeyOwner::of(row.account_id, &row.owner_kind, row.owner_id)
}
