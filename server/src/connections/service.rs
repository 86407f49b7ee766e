//! What a member sees of their connections.

use super::{Connection, Part, repository};
use crate::{Core, Result, Scope, accounts::ProviderName};

/// When the member is busy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// Beginnings and ends, in milliseconds since 1970 UTC, of every connected calendar. What is over is not among them.
    pub times: Vec<(i64, i64)>,
    /// When the calendar that was read longest ago was read.
    pub read_at: i64,
}

/// Everything on the page of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The member's connections.
    pub connections: Vec<Connection>,
    /// Providers that have not confirmed yet that a former connection has ended.
    pub still_to_revoke: Vec<ProviderName>,
    /// When the member is busy; `None` while no calendar has been read.
    pub busy: Option<Busy>,
}

/// The acting member's connections.
pub async fn mine(core: &Core, scope: &Scope) -> Result<Vec<Connection>> {
    let conn = core.db.read();
    let mut connections = Vec::new();
    for row in repository::rows(conn, scope.account, scope.actor.member()).await? {
        connections.push(repository::opened(conn, core, row).await?);
    }
    Ok(connections)
}

/// When the acting member is busy; `None` while no calendar has been read.
pub async fn busy(core: &Core, scope: &Scope) -> Result<Option<Busy>> {
    busy_of(core, &mine(core, scope).await?).await
}

/// The acting member's connections and busy times.
pub async fn overview(core: &Core, scope: &Scope) -> Result<Overview> {
    let connections = mine(core, scope).await?;
    let mut still_to_revoke = Vec::new();
    for row in repository::revocations(core.db.read(), scope.account).await? {
        let provider = repository::provider(&row.provider)?;
        if !still_to_revoke.contains(&provider) {
            still_to_revoke.push(provider);
        }
    }
    let busy = busy_of(core, &connections).await?;
    Ok(Overview { connections, still_to_revoke, busy })
}

/// Busy times of all connected calendars together. `None` unless each of them has been read: times that one of them would
/// forbid are not free.
async fn busy_of(core: &Core, connections: &[Connection]) -> Result<Option<Busy>> {
    let now = core.now_ms();
    let mut found: Option<Busy> = None;
    for connection in connections.iter().filter(|it| it.serves(Part::Calendar)) {
        let read = repository::busy(core.db.read(), core, connection.account, connection.id).await?;
        let Some((read_at, record)) = read else { return Ok(None) };
        let all = found.get_or_insert(Busy { times: Vec::new(), read_at });
        all.read_at = all.read_at.min(read_at);
        all.times.extend(record.busy.into_iter().filter(|(_, end)| *end > now));
    }
    if let Some(all) = &mut found {
        all.times.sort_unstable();
    }
    Ok(found)
}
