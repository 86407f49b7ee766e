//! Legal holds: while one stands, nothing of the account, or of the lead, is deleted.

use super::repository;
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    leads,
};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::ConnectionTrait;

/// Places a hold on the account, or on one of its leads: the operator's act, after a court or an authority has asked.
/// Placing it twice is placing it once.
pub async fn hold(core: &Core, scope: &Scope, lead: Option<LeadId>) -> Result<()> {
    let tx = core.db.begin().await?;
    let (life, _) = repository::locked(&tx, scope.account).await?;
    if life.as_str() == "purging" {
        return Err(Error::Conflict("The account is being deleted already; its keys are gone.".to_owned()));
    }
    if let Some(lead) = lead {
        leads::load(&tx, core, scope.account, lead).await?;
    }
    repository::release_holds(&tx, core, scope.account, lead).await?;
    repository::place_hold(&tx, core, scope.account, lead).await?;
    audit::record(&tx, core, scope, Entry::new("hold.placed", subject(scope, lead))).await?;
    Ok(tx.commit().await?)
}

/// Ends a hold. The next purge goes on where it was stopped.
pub async fn release(core: &Core, scope: &Scope, lead: Option<LeadId>) -> Result<()> {
    let tx = core.db.begin().await?;
    repository::locked(&tx, scope.account).await?;
    if repository::release_holds(&tx, core, scope.account, lead).await? == 0 {
        return Err(Error::NotFound);
    }
    audit::record(&tx, core, scope, Entry::new("hold.released", subject(scope, lead))).await?;
    Ok(tx.commit().await?)
}

/// Whether a hold keeps this lead's data: its own or one on the whole account. Ask before anything is erased.
pub async fn is_on_hold(conn: &impl ConnectionTrait, account: AccountId, lead: LeadId) -> Result<bool> {
    Ok(repository::count_holds(conn, account, Some(lead)).await? > 0)
}

/// The same for leads who are one person: a hold that was placed on one of them keeps all.
pub async fn is_any_on_hold(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<bool> {
    for lead in leads {
        if is_on_hold(conn, account, *lead).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn subject(scope: &Scope, lead: Option<LeadId>) -> Subject {
    lead.map_or_else(|| Subject::one("account", scope.account), |lead| Subject::one("lead", lead))
}
