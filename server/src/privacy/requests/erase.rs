//! Approving an erasure: the realtor decides about their leads' data, and it is done by erasing (T6, P-62).

use super::{
    change::{begin, close, end, kind, proven},
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    privacy::erasure::{self, Certificate, Reason},
};
use realtoros_domain::{
    ids::{LeadId, RequestId},
    rights::{Kind, State},
};

/// Erases the lead who asked and ends the request. After a crash in between it can be approved again: erasing somebody
/// twice changes nothing.
pub async fn approve_erasure(core: &Core, scope: &Scope, id: RequestId) -> Result<Certificate> {
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
    let certificate = erasure::erase_lead(core, scope, lead, Reason::Request).await?;
    let (tx, _, row) = begin(core, scope, id).await?;
    // Without words: the key that would seal them is gone.
    close(&tx, core, scope, &row, State::Done, None).await?;
    end(core, scope, tx).await?;
    Ok(certificate)
}
