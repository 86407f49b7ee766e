//! What may be handed over, and what not.

use super::{
    repository,
    service::{OUT, WINDOW_MS},
};
use crate::{
    Core, Error, Result, accounts, db,
    privacy::notices::{Kind, day, decisions},
};
use realtoros_domain::ids::AccountId;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Why an account is not in the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It keeps its data out.
    OptedOut,
    /// It is closing or closed.
    Closed,
    /// It was never told, or later than thirty days before.
    NotTold,
}

impl Left {
    /// The word in the list of decisions.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OptedOut => "opted_out",
            Self::Closed => "closed",
            Self::NotTold => "not_told",
        }
    }
}

/// What may be handed over: accounts by number. Their data is not in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Which transfer.
    pub transfer: Uuid,
    /// The company that takes over.
    pub recipient: String,
    /// The accounts whose data may be handed over.
    pub accounts: Vec<AccountId>,
    /// The accounts whose data stays, and why.
    pub left_out: BTreeMap<AccountId, Left>,
}

/// The package of the transfer that stands: from its day on, and never with an account that opted out, closes, is purged, or
/// was not told in time.
pub async fn package(core: &Core) -> Result<Package> {
    db::across(async {
        let transfer = repository::standing(core.db.read())
            .await?
            .ok_or_else(|| Error::invalid("no transfer stands; `transfer announce` begins one"))?;
        if core.now_ms() < transfer.effective_at {
            return Err(Error::Refused(format!(
                "nothing is handed over before {}",
                day(transfer.effective_at)
            )));
        }
        let told = decisions(core.db.read(), Kind::Transfer, transfer.id).await?;
        let active: BTreeSet<_> = accounts::active(core.db.read()).await?.into_iter().collect();
        let (mut taken, mut left_out) = (Vec::new(), BTreeMap::new());
        for account in accounts::all(core.db.read()).await? {
            let notice = told.iter().find(|it| it.account == account);
            let left = match notice {
                _ if !active.contains(&account) => Some(Left::Closed),
                None => Some(Left::NotTold),
                Some(notice) if notice.decision == OUT => Some(Left::OptedOut),
                Some(notice) if notice.told_at + WINDOW_MS > transfer.effective_at => Some(Left::NotTold),
                Some(_) => None,
            };
            match left {
                None => taken.push(account),
                Some(why) => {
                    left_out.insert(account, why);
                }
            }
        }
        Ok(Package { transfer: transfer.id, recipient: transfer.recipient, accounts: taken, left_out })
    })
    .await
}
