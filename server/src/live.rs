//! News for signed-in browsers: what has changed, never the content. Lost news costs nothing but freshness.

use realtoros_domain::ids::AccountId;
use tokio::sync::broadcast;

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A message came in, went out or changed its state.
    Messages,
    /// Leads were added or changed.
    Leads,
    /// A draft or suggestion is ready.
    Assistant,
    /// A job has come further.
    Jobs,
}

impl Event {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Leads => "leads",
            Self::Assistant => "assistant",
            Self::Jobs => "jobs",
        }
    }
}

/// Sends news to the browsers of an account.
#[derive(Clone, Debug)]
pub struct Live(broadcast::Sender<(AccountId, Event)>);

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::channel(1_024).0)
    }
}

impl Live {
    /// Tells every open browser of `account`.
    pub fn send(&self, account: AccountId, event: Event) {
        // Nobody listening is no error.
        let _ = self.0.send((account, event));
    }

    /// The news of all accounts; the listener keeps its own.
    pub fn subscribe(&self) -> broadcast::Receiver<(AccountId, Event)> {
        self.0.subscribe()
    }
}
