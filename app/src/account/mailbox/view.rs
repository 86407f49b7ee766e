//! What the section about mailboxes shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything in the section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxesView {
    /// What is connected, or was until the provider ended it.
    pub connected: Vec<MailboxView>,
    /// Providers whose mailbox can be connected.
    pub choices: Vec<ChoiceView>,
}

/// A connected mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailboxView {
    /// The connection.
    pub id: Uuid,
    /// The provider's name.
    pub provider: String,
    /// The member's address there.
    pub address: String,
    /// How it stands, in a sentence.
    pub state: String,
    /// Whether it is about to be read for the first time.
    pub is_new: bool,
    /// The tone of the state; empty for a plain one.
    pub tone: String,
    /// That a mail could not be read; empty when none was given up lately.
    pub lost: String,
    /// Where its owner ends the permission, for a provider that we cannot tell; empty otherwise.
    pub by_hand: String,
    /// Whether the calendar goes with it.
    pub serves_calendar: bool,
}

/// A provider that can be connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// The provider's name.
    pub provider: String,
    /// Where connecting begins.
    pub href: String,
    /// The provider's name of the permission that will be asked for.
    pub scope: String,
    /// Why it cannot be connected now; empty when it can.
    pub closed: String,
}
