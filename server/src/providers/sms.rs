//! What a provider of texts can do.

use super::SendError;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use realtoros_domain::ids::MessageId;

/// A text on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsOut {
    /// The message, so that callbacks find it.
    pub message: MessageId,
    /// The lead's number (E.164).
    pub to: String,
    /// The words.
    pub body: String,
    /// How long it may wait at the provider, in seconds: to the end of the window of decent hours (P-43).
    pub valid_seconds: i64,
}

/// A provider of texts.
pub trait SmsGateway: Send + Sync {
    /// Hands a text over; the provider's id for it.
    fn send<'a>(&'a self, sms: &'a SmsOut) -> BoxFuture<'a, Result<String, SendError>>;

    /// The provider's ids of texts like this one that it took since `since`, oldest first: after a crash, to find
    /// out whether a text left.
    fn find<'a>(
        &'a self,
        sms: &'a SmsOut,
        since: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>>;

    /// Makes the provider forget the words of a text that it took or brought (P-62). One that it does not know any more
    /// is forgotten.
    fn redact<'a>(&'a self, provider_id: &'a str) -> BoxFuture<'a, Result<(), SendError>>;
}
