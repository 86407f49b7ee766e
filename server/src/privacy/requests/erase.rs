//! Approving an erasure: the realtor decides about their leads' data, and it is done by erasing (T6, P-62).

use super::{
    Act,
    change::{begin, close, end, kind, proven},
    identity, repository,
};
use crate::{
    Core, Error, Result, Scope, accounts,
    privacy::erasure::{self, Certificate},
};
use realtoros_domain::{
    ids::{LeadId, RequestId},
    rights::{Identity, Kind, State},
};

/// Erases the lead who asked and ends the request. After a crash in between it can be approved again: erasing somebody
/// twice changes nothing.
pub async fn approve_erasure(core: &Core, scope: &Scope, id: RequestId) -> Result<Certificate> {
    approve(core, scope, id, false).await
}

async fn approve(core: &Core, scope: &Scope, id: RequestId, while_closing: bool) -> Result<Certificate> {
    let row = repository::load(core.db.read(), scope.account, id).await?;
    if kind(&row) != Kind::Erasure {
        return Err(Error::Refused("This is no request for erasure.".to_owned()));
    }
    proven(&row)?;
    let lead = row.lead_id.map(LeadId).ok_or_else(|| {
        Error::Refused(
            "This person is not on file: there is nothing to erase. Refuse with that reason.".to_owned(),
        )
    })?;
    let (tx, ..) = begin(core, scope, id).await?;
    tx.rollback().await?;
    let certificate = if while_closing {
        erasure::erase_who_asked_while_closing(core, scope, lead).await?
    } else {
        erasure::erase_who_asked(core, scope, lead).await?
    };
    let (tx, _, row) = begin(core, scope, id).await?;
    // Without words: the key that would seal them is gone.
    close(&tx, core, scope, &row, State::Done, None).await?;
    end(core, scope, tx).await?;
    Ok(certificate)
}

/// Carries out the erasure that a lead has asked for on their own page while the account closes: nobody has to decide any
/// more whether data stays that goes anyway, and the account's last days must not outlast the law's. Whether it was done;
/// while the account works, or works again by then, it waits for the realtor, and while a legal hold stands, for the hold.
pub(in crate::privacy) async fn erase_while_closing(
    core: &Core,
    scope: &Scope,
    id: RequestId,
) -> Result<bool> {
    if accounts::is_active(core.db.read(), scope.account).await? {
        return Ok(false);
    }
    let row = repository::load(core.db.read(), scope.account, id).await?;
    if proven(&row).is_err() {
        // It came in by phone before; now they have shown who they are.
        identity::set(core, scope, id, Identity::Proven, Act::Proven).await?;
    }
    match approve(core, scope, id, true).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
