//! What a provider of mail can do.

use super::SendError;
use futures::future::BoxFuture;
use realtoros_domain::ids::MessageId;

/// A mail on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailOut {
    /// The message; its `Message-ID` is made of it, so a mail that is sent again is recognised.
    pub message: MessageId,
    /// The name of the sender, such as a realtor's.
    pub from_name: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// The lead's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The same as HTML, if it is more than words.
    pub html: Option<String>,
    /// Further headers, such as `List-Unsubscribe`: name, value.
    pub headers: Vec<(String, String)>,
    /// When it is sent, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// A provider of mail. It cannot be asked what it took.
pub trait Mailer: Send + Sync {
    /// Hands a mail over; its `Message-ID`.
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>>;

    /// Whether a mail whose hand-over was cut off certainly did not leave, so that it may be handed over again.
    fn is_repeatable(&self) -> bool {
        false
    }
}
