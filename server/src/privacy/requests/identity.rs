//! Finding out who called or wrote: a code to the address on file, which the person reads out or sends back.

use super::{
    Act,
    change::{begin, end},
    entity::request,
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    privacy::identity::{self, Asked},
};
use realtoros_domain::{
    ids::{LeadId, RequestId},
    rights::Identity,
};
use sea_orm::ActiveValue::Set;

/// Sends a code to the destination number `to` of the lead (see [`identity::destinations`]). A second request sends a
/// new code; it never passes for the first.
pub async fn ask_identity(core: &Core, scope: &Scope, id: RequestId, to: usize, ip: &str) -> Result<()> {
    let lead = lead_of(core, scope, id).await?;
    identity::ask(core, scope, lead, Asked::Request(id), to, ip).await?;
    set(core, scope, id, Identity::Asked, Act::CodeSent).await
}

/// Takes the code that the person read out.
pub async fn prove_identity(core: &Core, scope: &Scope, id: RequestId, code: &str, ip: &str) -> Result<()> {
    let lead = lead_of(core, scope, id).await?;
    match identity::prove(core, scope, lead, Asked::Request(id), code, ip).await {
        Ok(_) => set(core, scope, id, Identity::Proven, Act::Proven).await,
        Err(Error::Invalid(why)) => {
            set(core, scope, id, Identity::Failed, Act::NotProven).await?;
            Err(Error::Invalid(why))
        }
        Err(other) => Err(other),
    }
}

async fn lead_of(core: &Core, scope: &Scope, id: RequestId) -> Result<LeadId> {
    let row = repository::load(core.db.read(), scope.account, id).await?;
    row.lead_id.map(LeadId).ok_or_else(|| {
        let why = "This person is not on file, so there is no address to send a code to. Find the lead first, or refuse.";
        Error::Refused(why.to_owned())
    })
}

pub(super) async fn set(core: &Core, scope: &Scope, id: RequestId, to: Identity, act: Act) -> Result<()> {
    let (tx, _, row) = begin(core, scope, id).await?;
    let columns = request::ActiveModel { identity: Set(to.as_str().to_owned()), ..Default::default() };
    repository::update(&tx, id, columns).await?;
    repository::append(&tx, core, scope, &row, act, None, None).await?;
    end(core, scope, tx).await
}
