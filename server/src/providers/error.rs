//! Why a provider did not take a message.

use std::borrow::Cow;

/// Why a provider did not take a message. The words go to the realtor, so they hold no provider's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The person opted out at the provider (Twilio 21610): write a suppression, never try again.
    #[error("this person opted out at the carrier")]
    OptedOut,
    /// The provider keeps quiet hours of its own (Twilio 30610): ask again later.
    #[error("the carrier keeps quiet hours now")]
    QuietHours,
    /// It certainly did not happen, and may work later.
    #[error("the provider could not be reached: {0}")]
    Retry(Cow<'static, str>),
    /// It certainly did not happen, and will not.
    #[error("the provider refused: {0}")]
    Permanent(Cow<'static, str>),
    /// Nobody knows whether it happened.
    #[error("the provider did not answer: {0}")]
    Unknown(Cow<'static, str>),
}
