//! What a provider of telephone calls can do.

use super::SendError;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use realtoros_domain::{ids::MessageId, writing::Spoken};

/// A call on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOut {
    /// The message, so that callbacks find it.
    pub message: MessageId,
    /// The lead's number (E.164).
    pub to: String,
    /// What an artificial voice reads out (P-49).
    pub spoken: Spoken,
}

/// A provider of telephone calls. Nothing here can ask for a recording (P-14).
pub trait VoiceGateway: Send + Sync {
    /// Has a call placed; the provider's id for it.
    fn call<'a>(&'a self, call: &'a CallOut) -> BoxFuture<'a, Result<String, SendError>>;

    /// The provider's ids of calls to this number that it took since `since`, oldest first: after a crash, to find out
    /// whether a call was placed.
    fn find_call<'a>(
        &'a self,
        call: &'a CallOut,
        since: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>>;
}
