//! What is about to be done, and the consent that it needs.

use super::Level;
use crate::Channel;
use serde::{Deserialize, Serialize};

/// Who wrote and released the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Automation {
    /// A person typed this text, or dials and speaks.
    HumanTyped,
    /// A machine wrote it, and a person approved this very text.
    Approved,
    /// Nobody looked at it, or an artificial voice speaks (P-49).
    Automatic,
}

impl Automation {
    /// Every kind, the most personal first.
    pub const ALL: [Self; 3] = [Self::HumanTyped, Self::Approved, Self::Automatic];
}

/// What the message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An answer inside a live thread that the person started. Outside such a thread it counts as sales.
    Conversation,
    /// Anything that promotes: listings, follow-ups, plan steps.
    Sales,
    /// A newsletter.
    Newsletter,
    /// A reminder of an appointment that the person made.
    Reminder,
    /// The one confirmation of an opt-out (P-46).
    OptOutConfirmation,
    /// The answer to HELP, which is due whatever was opted out of.
    Help,
    /// A code or notice that answers the person's own privacy request.
    PrivacyRequest,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::Conversation,
        Self::Sales,
        Self::Newsletter,
        Self::Reminder,
        Self::OptOutConfirmation,
        Self::Help,
        Self::PrivacyRequest,
    ];

    /// Whether the law calls it a solicitation.
    pub const fn is_solicitation(self) -> bool {
        matches!(self, Self::Sales | Self::Newsletter)
    }

    /// Whether it answers at once, and without promotion, what the person has just asked for.
    pub const fn answers_request(self) -> bool {
        matches!(self, Self::OptOutConfirmation | Self::Help | Self::PrivacyRequest)
    }
}

/// What is about to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The way to the person.
    pub channel: Channel,
    /// Who wrote and released the words.
    pub automation: Automation,
    /// What they are for.
    pub purpose: Purpose,
}

impl Action {
    /// The action as the software carries it out: no person speaks in a call that it places, whoever wrote the words
    /// (P-49; FCC 24-17).
    #[must_use]
    pub const fn carried_out(self) -> Self {
        match self.channel {
            Channel::Voice => Self { automation: Automation::Automatic, ..self },
            Channel::Sms | Channel::Email => self,
        }
    }
}

/// The consent that an action needs: the table of rules.md B1.2 in the strict reading (P-42).
///
/// Approved texts sit between typed and automatic ones: nobody typed them, but somebody stands behind each.
/// Voice that no person speaks is artificial voice whatever was approved (FCC 24-17).
pub const fn required(channel: Channel, automation: Automation, purpose: Purpose) -> Level {
    use Level::{Express, ExpressWritten, Inquiry};
    let [typed, approved, automatic] = match (channel, purpose) {
        // CAN-SPAM asks for no consent, only for a way out.
        (Channel::Email, _) => [Level::None; 3],
        (_, Purpose::Newsletter) => [ExpressWritten; 3],
        (Channel::Sms, Purpose::Conversation) => [Inquiry; 3],
        (Channel::Sms, Purpose::Sales) => [Inquiry, Express, ExpressWritten],
        // Also a reminder: what people agree to on their own page names calls, and no artificial voice.
        (Channel::Voice, Purpose::Conversation | Purpose::Sales | Purpose::Reminder) => {
            [Inquiry, ExpressWritten, ExpressWritten]
        }
        (Channel::Sms, Purpose::Reminder) => [Inquiry, Express, Express],
        (Channel::Sms, Purpose::OptOutConfirmation | Purpose::Help | Purpose::PrivacyRequest) => {
            [Level::None; 3]
        }
        (Channel::Voice, Purpose::OptOutConfirmation | Purpose::Help | Purpose::PrivacyRequest) => {
            [Level::None, Express, Express]
        }
    };
    match automation {
        Automation::HumanTyped => typed,
        Automation::Approved => approved,
        Automation::Automatic => automatic,
    }
}

/// States that ask for more than the table before a solicitation.
const STATE_MINIMUM: &[(&str, Channel, Level)] = &[
    // RCW 19.190: clear and affirmative consent even for a commercial text that a person types.
    ("WA", Channel::Sms, Level::Express),
];

/// The consent that an action needs when these states may protect the person.
pub(super) fn required_in(
    states: &[&str],
    channel: Channel,
    automation: Automation,
    purpose: Purpose,
) -> Level {
    STATE_MINIMUM
        .iter()
        .filter(|(state, on, _)| purpose.is_solicitation() && *on == channel && states.contains(state))
        .map(|(_, _, level)| *level)
        .fold(required(channel, automation, purpose), Level::max)
}
