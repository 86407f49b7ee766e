//! The ways in which a lead can be reached.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A way to reach a lead. Consent and suppression are kept per channel (P-41, P-45).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Text messages.
    Sms,
    /// Telephone calls.
    Voice,
    /// Electronic mail.
    Email,
}

impl Channel {
    /// Every channel, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Sms, Self::Voice, Self::Email];

    /// The name under which the channel is stored and sent over the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Voice => "voice",
            Self::Email => "email",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no channel.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is not a channel: use sms, voice or email")]
pub struct UnknownChannel(String);

impl FromStr for Channel {
    type Err = UnknownChannel;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == text)
            .ok_or_else(|| UnknownChannel(text.to_owned()))
    }
}

/// A set of channels, as in the scope of an opt-out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelSet {
    /// Text messages.
    pub sms: bool,
    /// Telephone calls.
    pub voice: bool,
    /// Electronic mail.
    pub email: bool,
}

impl ChannelSet {
    /// Every channel.
    pub const ALL: Self = Self { sms: true, voice: true, email: true };
    /// The channels of a telephone number: a request not to be called reaches texts too.
    pub const PHONE: Self = Self { sms: true, voice: true, email: false };
    /// Mail alone.
    pub const EMAIL: Self = Self { sms: false, voice: false, email: true };
    /// No channel.
    pub const NONE: Self = Self { sms: false, voice: false, email: false };

    /// Whether `channel` is in the set.
    pub const fn contains(self, channel: Channel) -> bool {
        match channel {
            Channel::Sms => self.sms,
            Channel::Voice => self.voice,
            Channel::Email => self.email,
        }
    }

    /// The set with `channel` added.
    #[must_use]
    pub const fn with(mut self, channel: Channel) -> Self {
        match channel {
            Channel::Sms => self.sms = true,
            Channel::Voice => self.voice = true,
            Channel::Email => self.email = true,
        }
        self
    }

    /// The channels of the set, in the order of [`Channel::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Channel> {
        Channel::ALL.into_iter().filter(move |channel| self.contains(*channel))
    }

    /// Whether the set holds no channel.
    pub const fn is_empty(self) -> bool {
        !(self.sms || self.voice || self.email)
    }
}

impl From<Channel> for ChannelSet {
    fn from(channel: Channel) -> Self {
        Self::NONE.with(channel)
    }
}

impl FromIterator<Channel> for ChannelSet {
    fn from_iter<I: IntoIterator<Item = Channel>>(channels: I) -> Self {
        channels.into_iter().fold(Self::NONE, Self::with)
    }
}
