//! A message that somebody wants to send.

use super::MessageState;
use realtoros_domain::{
    Channel,
    consent::{Action, Automation, Purpose, Verdict},
    ids::{LeadId, MessageId, NewsletterId},
};

/// A message that somebody wants to send.
#[derive(Clone, Debug)]
pub struct Draft {
    /// To whom.
    pub lead: LeadId,
    /// Texts, mail, or a call in which an artificial voice reads the words.
    pub channel: Channel,
    /// What it is for.
    pub purpose: Purpose,
    /// Who wrote and released the words.
    pub automation: Automation,
    /// One of the lead's numbers or addresses; the first when none is named.
    pub to: Option<String>,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Further headers of a mail.
    pub headers: Vec<(String, String)>,
    /// A second message with the same key is not made.
    pub idempotency_key: String,
    /// The newsletter that it belongs to.
    pub newsletter: Option<NewsletterId>,
    /// A person chose to answer in quiet hours.
    pub override_quiet_hours: bool,
    /// When the opt-out came that this confirms (milliseconds since 1970 UTC).
    pub opted_out_at: Option<i64>,
}

impl Draft {
    /// A message that a person typed.
    pub fn typed(
        lead: LeadId,
        channel: Channel,
        text: impl Into<String>,
        idempotency_key: impl Into<String>,
    ) -> Self {
        Self {
            lead,
            channel,
            purpose: Purpose::Conversation,
            automation: Automation::HumanTyped,
            to: None,
            subject: None,
            text: text.into(),
            html: None,
            headers: Vec::new(),
            idempotency_key: idempotency_key.into(),
            newsletter: None,
            override_quiet_hours: false,
            opted_out_at: None,
        }
    }

    /// A message that nobody looked at.
    pub fn automatic(
        lead: LeadId,
        channel: Channel,
        purpose: Purpose,
        text: impl Into<String>,
        idempotency_key: impl Into<String>,
    ) -> Self {
        let automation = Automation::Automatic;
        Self { purpose, automation, ..Self::typed(lead, channel, text, idempotency_key) }
    }

    pub(super) const fn action(&self) -> Action {
        Action { channel: self.channel, automation: self.automation, purpose: self.purpose }.carried_out()
    }
}

/// What became of a [`Draft`].
#[derive(Clone, Debug, PartialEq)]
pub struct Submitted {
    /// The message.
    pub id: MessageId,
    /// Where it stands.
    pub state: MessageState,
    /// What the gate said.
    pub verdict: Verdict,
}
