//! What the ledger says now.

use super::{Act, Source};
use realtoros_domain::{
    Channel,
    consent::{Evidence, Level, Suppression},
};

/// The evidence of one lead that has not been withdrawn, by channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    counts: [Vec<Evidence>; 3],
    withdrawn: [Vec<Evidence>; 3],
    in_doubt: [bool; 3],
}

impl Ledger {
    /// Adds the next event; events come in the order in which they were recorded.
    pub(super) fn add(&mut self, channel: Channel, act: Act, evidence: Evidence) {
        let (counts, withdrawn) = (&mut self.counts[at(channel)], &mut self.withdrawn[at(channel)]);
        match act {
            Act::Given => counts.push(evidence),
            Act::Withdrawn => withdrawn.append(counts),
            Act::Restored => counts.append(withdrawn),
            Act::InDoubt => self.in_doubt[at(channel)] = true,
            Act::Reviewed => self.in_doubt[at(channel)] = false,
        }
    }

    /// What counts for a channel.
    pub fn evidence(&self, channel: Channel) -> &[Evidence] {
        &self.counts[at(channel)]
    }

    /// Whether something reads like an opt-out and nobody has looked.
    pub const fn is_in_doubt(&self, channel: Channel) -> bool {
        self.in_doubt[at(channel)]
    }

    /// Whether the person once gave something for the channel and took it back.
    pub fn has_withdrawn(&self, channel: Channel) -> bool {
        !self.withdrawn[at(channel)].is_empty()
    }
}

const fn at(channel: Channel) -> usize {
    match channel {
        Channel::Sms => 0,
        Channel::Voice => 1,
        Channel::Email => 2,
    }
}

/// How a lead stands on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelConsent {
    /// The channel.
    pub channel: Channel,
    /// The strongest level that counts now.
    pub level: Level,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
    /// What is forbidden.
    pub suppressed: Suppression,
    /// Since when (milliseconds since 1970 UTC) and how that reached us.
    pub since: Option<(i64, Source)>,
}

/// How a lead stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentState {
    /// Texts, calls, mail.
    pub channels: Vec<ChannelConsent>,
    /// A reply may mean stop and nobody has looked yet.
    pub review: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn evidence(level: Level) -> Evidence {
        Evidence { level, given_at: DateTime::from_timestamp(1_795_000_000, 0).unwrap() }
    }

    #[test]
    fn p45_restoring_brings_back_what_was_there_and_nothing_else() {
        let mut ledger = Ledger::default();
        ledger.add(Channel::Sms, Act::Given, evidence(Level::Express));
        ledger.add(Channel::Sms, Act::Withdrawn, evidence(Level::None));
        assert!(ledger.evidence(Channel::Sms).is_empty() && ledger.has_withdrawn(Channel::Sms));
        ledger.add(Channel::Sms, Act::Restored, evidence(Level::None));
        assert_eq!(ledger.evidence(Channel::Sms), [evidence(Level::Express)]);
        assert!(ledger.evidence(Channel::Email).is_empty());

        let mut empty = Ledger::default();
        empty.add(Channel::Sms, Act::Withdrawn, evidence(Level::None));
        empty.add(Channel::Sms, Act::Restored, evidence(Level::None));
        assert!(empty.evidence(Channel::Sms).is_empty(), "START invents no consent");
    }
}
