//! Closing an account, looking at how it stands, undoing it (P-56, P-63).

use super::repository;
use crate::{
    Core, Error, Result, Scope, accounts,
    audit::{self, Entry, Subject},
    connections, imports, jobs,
    live::Event,
    newsletters, outbound,
    privacy::erasure,
};
use realtoros_domain::closing::{self, Lifecycle, Refusal, purge_at};
use sea_orm::TransactionTrait;
use tower_sessions::session::Id;

/// How the end of an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The state's stable name: active, closing, held, purging.
    pub name: &'static str,
    /// When closing was asked for, in milliseconds since 1970 UTC.
    pub asked_at: Option<i64>,
    /// When everything is deleted.
    pub purge_at: Option<i64>,
    /// How many days are left for undoing.
    pub days_left: i64,
    /// Whether it can be undone now.
    pub can_undo: bool,
    /// Whether a legal hold keeps the data of the account or of one of its leads.
    pub on_hold: bool,
}

/// Closes the account, at once and in one transaction: what waits to be sent is denied, every job ends, imports and
/// newsletters stop, linked sign-ins and connections are revoked, and every browser but `keep` is signed out. Nothing is deleted.
pub async fn close(core: &Core, scope: &Scope, keep: Option<&Id>) -> Result<State> {
    let account = scope.account;
    let tx = core.db.begin().await?;
    let (life, _) = repository::locked(&tx, account).await?;
    let life = life.close(core.now_ms()).map_err(refused)?;
    repository::set_status(&tx, account, &life).await?;
    repository::begin(&tx, account, life.asked_at().unwrap_or_else(|| core.now_ms())).await?;
    let messages = outbound::stop_all(&tx, account).await?;
    let jobs = jobs::deny_all(&tx, core, account).await?;
    let newsletters = newsletters::halt_all(&tx, core, account).await?;
    let imports = imports::halt_all(&tx, core, account).await?;
    let identities = accounts::revoke_identities(&tx, core, account).await?;
    let connections = connections::end_all(&tx, core, scope).await?;
    let sessions = accounts::end_sessions(&tx, core, account, keep).await?;
    let detail = format!(
        "messages={messages} jobs={jobs} newsletters={newsletters} imports={imports} identities={identities} \
         connections={connections} sessions={sessions}"
    );
    let entry = Entry::new("account.closing", Subject::one("account", account)).with(detail);
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    erasure::scrub(core).await;
    for event in [Event::Jobs, Event::Messages] {
        core.live.send(account, event);
    }
    state(core, scope).await
}

/// Keeps the account after all, until thirty days after it was closed. What was stopped stays stopped.
pub async fn undo(core: &Core, scope: &Scope) -> Result<State> {
    let account = scope.account;
    let tx = core.db.begin().await?;
    let (life, _) = repository::locked(&tx, account).await?;
    let life = life.undo(core.now_ms()).map_err(refused)?;
    repository::set_status(&tx, account, &life).await?;
    repository::forget(&tx, account).await?;
    let entry = Entry::new("account.reopened", Subject::one("account", account));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    core.live.send(account, Event::Jobs);
    state(core, scope).await
}

/// How the end of the account stands.
pub async fn state(core: &Core, scope: &Scope) -> Result<State> {
    // One moment of the database, so that status and row belong together.
    let tx = core.db.read().begin().await?;
    let life = repository::found(&tx, scope.account).await?;
    let on_hold = repository::count_holds(&tx, scope.account, None).await? > 0;
    tx.rollback().await?;
    let (name, asked_at, now) = (life.as_str(), life.asked_at(), core.now_ms());
    Ok(State {
        name,
        asked_at,
        purge_at: asked_at.map(purge_at),
        days_left: asked_at.map_or(0, |asked| closing::days_left(asked, now)),
        can_undo: matches!(life.undo(now), Ok(Lifecycle::Active)),
        on_hold,
    })
}

pub(super) fn refused(refusal: Refusal) -> Error {
    Error::Conflict(refusal.to_string())
}
