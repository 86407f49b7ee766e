//! Connections that do not do what their owner counts on: an opt-out by mail has to reach us (P-47).

use crate::{
    Core, Result, Scope,
    accounts::ProviderName,
    connections::{self, Part},
    mailbox,
};

/// For how long a mailbox may have trouble before its owner is told, in milliseconds.
const PATIENCE_MS: i64 = 3_600_000;

/// What is the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupted {
    /// The provider has ended the connection of this part.
    Ended(Part),
    /// A mailbox could not be read for an hour.
    Unread,
    /// A mail of a lead could not be read and was given up.
    Lost,
}

/// A connection that needs its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// Where it leads.
    pub provider: ProviderName,
    /// What is the matter with it.
    pub what: Interrupted,
    /// Since when, in milliseconds since 1970 UTC.
    pub since: i64,
}

/// What the acting member has to be told of their connections.
pub(super) async fn interruptions(core: &Core, scope: &Scope) -> Result<Vec<Interruption>> {
    let mut found = Vec::new();
    for it in connections::mine(core, scope).await? {
        let mut tell = |what, since| found.push(Interruption { provider: it.provider, what, since });
        if let Some(at) = it.ended_at {
            it.parts.iter().for_each(|part| tell(Interrupted::Ended(*part), at));
        } else if it.serves(Part::Mail) {
            let standing = mailbox::standing(core, scope, it.id).await?;
            let since = standing.read_at.unwrap_or(it.connected_at);
            if standing.trouble.is_some() && core.now_ms() - since > PATIENCE_MS {
                tell(Interrupted::Unread, since);
            }
            if let Some(at) = standing.lost_at {
                tell(Interrupted::Lost, at);
            }
        }
    }
    Ok(found)
}
