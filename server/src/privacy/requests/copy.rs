//! A copy of a lead's data (P-59, P-60). A lead who has shown who they are on their own page gets it made at once: the same is
//! shown there. One who has called or written gets it when the realtor approves. Either way it is the lead's own export,
//! which they fetch on their page after a code, and the request is done when the file is there.

use super::{
    Act, Note,
    change::{begin, close, end, kind, proven, send},
    entity::request,
    letters,
    open::subject,
    repository,
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry},
    exports,
    live::Event,
};
use realtoros_domain::{
    ids::{ExportId, LeadId, RequestId},
    rights::{Queue, State},
};
use sea_orm::ConnectionTrait;

/// Has the copy made that the lead asked for. Asked again while it is made, it is the same one; after that, a new one.
pub async fn approve_copy(core: &Core, scope: &Scope, id: RequestId) -> Result<ExportId> {
    let (tx, _, row) = begin(core, scope, id).await?;
    if !kind(&row).is_copy() || row.queue != Queue::Lead.as_str() {
        return Err(Error::Refused("This is no lead's request for a copy.".to_owned()));
    }
    proven(&row)?;
    let lead = row.lead_id.map(LeadId).ok_or_else(|| {
        Error::Refused(
            "This person is not on file: there is nothing to copy. Refuse with that reason.".to_owned(),
        )
    })?;
    let export = start(&tx, core, scope, lead).await?;
    repository::append(&tx, core, scope, &row, Act::Approved, None, None).await?;
    audit::record(&tx, core, scope, Entry::new("request.approved", subject(&row))).await?;
    end(core, scope, tx).await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(export)
}

/// Asks for the lead's export as the lead, who alone may fetch it.
pub(super) async fn start(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
) -> Result<ExportId> {
    exports::request_for_lead_in(tx, core, &Scope { actor: Actor::Lead(lead), ..*scope }, lead).await
}

/// The lead's own export is ready: whatever they asked that it answers is done, and they are told where it is.
pub async fn copy_made(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let waiting = repository::of_lead(core.db.read(), scope.account, lead).await?;
    for row in waiting.iter().filter(|row| is_answered(row)) {
        let (tx, facts, row) = begin(core, scope, RequestId(row.id)).await?;
        let letter = letters::copy_ready(&tx, core, &facts, &row).await?;
        close(&tx, core, scope, &row, State::Done, Note::of(MADE).as_ref()).await?;
        send(&tx, core, scope, facts, letter).await?;
        end(core, scope, tx).await?;
    }
    Ok(())
}

const MADE: &str = "The copy was made. The person fetches it on their own page, within 24 hours.";

fn is_answered(row: &request::Model) -> bool {
    State::parse(&row.state).is_some_and(State::is_open) && kind(row).is_copy() && proven(row).is_ok()
}
