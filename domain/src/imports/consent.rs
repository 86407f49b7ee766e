//! What an import proves about consent, per channel (import rule 9).

use crate::{Channel, ChannelSet};
use serde::{Deserialize, Serialize};

/// What an import proves for one channel. The order is the rank: a higher state outranks a lower one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Nothing. An opt-in flag of another tool is nothing.
    #[default]
    NoEvidence,
    /// Everything that express written consent needs is there.
    EvidenceExpressWritten,
    /// A note reads like an opt-out: blocked until somebody has looked.
    Review,
    /// The person does not want it.
    OptedOut,
}

/// What an import proves, for every channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Text messages.
    pub sms: ConsentState,
    /// Telephone calls.
    pub voice: ConsentState,
    /// Electronic mail.
    pub email: ConsentState,
}

impl Consent {
    /// Whether nothing is known for any channel.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The state of a channel.
    pub const fn get(&self, channel: Channel) -> ConsentState {
        match channel {
            Channel::Sms => self.sms,
            Channel::Voice => self.voice,
            Channel::Email => self.email,
        }
    }

    /// Raises every channel of the set to `state`, unless it already has a state that outranks it.
    pub fn raise(&mut self, channels: ChannelSet, state: ConsentState) {
        for channel in channels.iter() {
            let current = match channel {
                Channel::Sms => &mut self.sms,
                Channel::Voice => &mut self.voice,
                Channel::Email => &mut self.email,
            };
            *current = state.max(*current);
        }
    }

    /// The channels in `state`.
    pub fn channels(&self, state: ConsentState) -> ChannelSet {
        Channel::ALL
            .into_iter()
            .filter(|channel| self.get(*channel) == state)
            .fold(ChannelSet::NONE, ChannelSet::with)
    }
}
