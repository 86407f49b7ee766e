//! Approving an erasure: the realtor decides about their leads' data, and it is done by erasing (T6, P-62).

use super::{
    change::{begin, close, end, kind, proven},
    repository,
};
use crate::{
    Core, Error, Result, Scope, accounts,
    clock::from_millis,
    leads,
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
    let address = match leads::load(core.db.read(), core, scope.account, lead).await {
        Ok(found) => found.record.emails.into_iter().next(),
        Err(_) => None,
    };
    let brokerage = accounts::profile(core, scope).await?.brokerage;
    let certificate = erasure::erase_lead(core, scope, lead, Reason::Request).await?;
    if let Some(address) = address {
        accounts::tell_erased(core, address, last_words(&brokerage, &certificate)).await?;
    }
    let (tx, _, row) = begin(core, scope, id).await?;
    // Without words: the key that would seal them is gone.
    close(&tx, core, scope, &row, State::Done, None).await?;
    end(core, scope, tx).await?;
    Ok(certificate)
}

/// What the person is told, who cannot be found here any more.
fn last_words(brokerage: &str, certificate: &Certificate) -> String {
    let day = |millis: i64| from_millis(millis).format("%B %-d, %Y").to_string();
    format!(
        "You asked {brokerage} to erase your data, and that was done on {}. Copies in backups cannot be read any more, \
         and the last of them is deleted by {}.\n\nKept is a scrambled mark of each of your addresses and messages, so \
         that a list that names you does not bring you back. Your links no longer work.\n\nNumber of the deletion, for questions: {}\n\nThis \
         is the last mail. Your address is forgotten within a day.\n",
        day(certificate.erased_at),
        day(certificate.backups_until),
        certificate.id,
    )
}
