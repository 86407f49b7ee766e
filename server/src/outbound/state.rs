//! Where a message stands.

use serde::{Deserialize, Serialize};

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $rank:literal;)+) => {
        /// Where a message stands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum MessageState { $($(#[$doc])* $name,)+ }

        impl MessageState {
            /// Every state.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which the state is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// How far the message is on its way: callbacks come in any order, and it never goes back.
            const fn rank(self) -> u8 {
                match self { $(Self::$name => $rank,)+ }
            }
        }
    };
}

states! {
    /// Written by the assistant; waits for a person.
    Draft = "draft", 0;
    /// May leave now.
    Queued = "queued", 0;
    /// May leave later.
    Deferred = "deferred", 0;
    /// Waits until a person has done something.
    Held = "held", 0;
    /// A worker has claimed it; the provider has not been called.
    Sending = "sending", 0;
    /// The provider is being called: whether it left is known only from its answer.
    HandingOver = "handing_over", 1;
    /// A mail whose hand-over was cut off: nobody knows whether it left, so a person decides.
    Unconfirmed = "unconfirmed", 2;
    /// The provider has it.
    Sent = "sent", 3;
    /// The provider could not deliver it, or refused it.
    Failed = "failed", 4;
    /// It reached the device.
    Delivered = "delivered", 5;
    /// A rule forbade it.
    Denied = "denied", 6;
    /// A person took it back.
    Canceled = "canceled", 6;
    /// It came from the lead.
    Received = "received", 6;
    /// A note of the realtor.
    Noted = "noted", 6;
}

impl MessageState {
    /// The state of that name; an unknown one counts as failed, which never sends.
    pub fn parse(text: &str) -> Self {
        Self::ALL.iter().copied().find(|state| state.as_str() == text).unwrap_or(Self::Failed)
    }

    /// The states from which a provider's word may move a message to `self`.
    pub fn reachable_from(self) -> Vec<&'static str> {
        let on_its_way = |state: &&Self| (1..=5).contains(&state.rank()) && state.rank() < self.rank();
        Self::ALL.iter().filter(on_its_way).map(|state| state.as_str()).collect()
    }

    /// The states of messages that have not been handed over.
    pub const WAITING: [Self; 4] = [Self::Queued, Self::Deferred, Self::Held, Self::Sending];
    /// The states of messages that really passed between the two sides.
    pub const SAID: [Self; 3] = [Self::Received, Self::Sent, Self::Delivered];
    /// The states of messages that left, or may have.
    pub const LEFT: [Self; 5] =
        [Self::Sending, Self::HandingOver, Self::Unconfirmed, Self::Sent, Self::Delivered];
}

/// The names of states, for queries.
pub fn names<const N: usize>(states: [MessageState; N]) -> [&'static str; N] {
    states.map(MessageState::as_str)
}

#[cfg(test)]
mod tests {
    use super::MessageState::{self, *};

    #[test]
    fn callbacks_never_move_a_message_back() {
        let may = |from: MessageState, to: MessageState| to.reachable_from().contains(&from.as_str());
        assert!(
            may(HandingOver, Sent)
                && may(HandingOver, Delivered)
                && may(Sent, Delivered)
                && may(Sent, Failed)
        );
        assert!(may(Unconfirmed, Sent));
        assert!(!may(Delivered, Sent) && !may(Delivered, Failed) && !may(Failed, Sent) && !may(Sent, Sent));
        for from in [Draft, Queued, Deferred, Held, Sending, Denied, Canceled, Received] {
            for to in [Sent, Delivered, Failed] {
                assert!(!may(from, to), "{from:?} was never handed over");
            }
        }
    }
}
