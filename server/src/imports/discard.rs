//! Getting rid of uploads that are not wanted: at once when the realtor says so, or after a while.

use super::{record::ImportState, repository, service::require};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    live::Event,
};
use realtoros_domain::ids::{AccountId, ImportId};

/// How long a file waits to be looked at: a week, in milliseconds.
const PREVIEW_MS: i64 = 7 * 24 * 3_600_000;
/// How long a stopped import can be gone on with: 30 days, in milliseconds.
const STOPPED_MS: i64 = 30 * 24 * 3_600_000;

/// Forgets an upload that has not been started.
pub async fn discard(core: &Core, scope: &Scope, id: ImportId) -> Result<()> {
    let tx = core.db.begin().await?;
    require(&repository::lock(&tx, scope.account, id).await?, &[ImportState::Preview])?;
    repository::delete(&tx, scope.account, id).await?;
    audit::record(&tx, core, scope, Entry::new("import.discarded", Subject::one("import", id))).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(())
}

/// Forgets uploads that nobody has looked at for a week, and the unread rows of imports that were stopped 30 days ago.
pub async fn tidy(core: &Core) -> Result<()> {
    let now = core.now_ms();
    for (account, id) in repository::resting(core, ImportState::Preview, now - PREVIEW_MS).await? {
        expire(core, account, id, ImportState::Preview).await?;
    }
    for (account, id) in repository::resting(core, ImportState::Canceled, now - STOPPED_MS).await? {
        expire(core, account, id, ImportState::Canceled).await?;
    }
    Ok(())
}

async fn expire(core: &Core, account: AccountId, id: ImportId, state: ImportState) -> Result<()> {
    let scope = Scope { account, actor: Actor::System };
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, account, id).await?;
    if row.state != state.as_str() {
        return Ok(());
    }
    match state {
        ImportState::Preview => repository::delete(&tx, account, id).await?,
        _ => repository::delete_chunks(&tx, account, id).await?,
    }
    audit::record(&tx, core, &scope, Entry::new("import.expired", Subject::one("import", id))).await?;
    Ok(tx.commit().await?)
}
