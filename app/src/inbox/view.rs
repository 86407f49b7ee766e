//! What the inbox shows.

use realtoros_domain::ids::{LeadId, MessageId};
use serde::{Deserialize, Serialize};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxView {
    /// Its lines.
    pub threads: Vec<ThreadView>,
    /// Where the next page begins, if there is one.
    pub older: Option<String>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThreadView {
    /// With whom.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// The beginning of the newest message, or of the newest that nobody has read.
    pub excerpt: String,
    /// This message's time, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The same as the realtor reads it.
    pub when: String,
    /// How many messages nobody has read.
    pub unread: u64,
    /// A reply may mean stop.
    pub on_hold: bool,
    /// A draft of the assistant waits.
    pub has_draft: bool,
}

/// An open conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConversationView {
    /// With whom.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// Their first number.
    pub phone: Option<String>,
    /// Their first address.
    pub email: Option<String>,
    /// Something may mean stop, and nobody has looked.
    pub on_hold: bool,
    /// The newest words that were read so, if any were.
    pub doubt: Option<String>,
    /// Whether they came by mail.
    pub doubt_by_mail: bool,
    /// Whether the newest that they wrote to us came by mail.
    pub writes_mail: bool,
    /// The subject of an answer to their newest mail; empty without one.
    pub answer_subject: String,
    /// Makes sending twice by a double click impossible.
    pub send_key: String,
    /// Oldest first; drafts last.
    pub entries: Vec<EntryView>,
}

/// One entry of a timeline.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that can be done or not")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryView {
    /// The message.
    pub id: MessageId,
    /// The style class: `in`, `out` or `note`.
    pub side: String,
    /// Text, Mail, Call or Note.
    pub channel: String,
    /// Where it stands, in a word; empty when that is plain.
    pub state: String,
    /// The tone of the state.
    pub tone: String,
    /// Newsletter, or Automatic where no person decided; empty otherwise.
    pub label: String,
    /// Whether it is a newsletter.
    pub is_newsletter: bool,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The same as the realtor reads it.
    pub when: String,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// What there is to know: why it failed, what it was read as.
    pub remarks: Vec<String>,
    /// Why it went out, or what was looked at when it was stopped; empty for what is under way.
    pub why: String,
    /// Whether it was stopped.
    pub is_stopped: bool,
    /// The messages that a draft rests on.
    pub cites: Vec<MessageId>,
    /// What is special about a draft that waits for approval.
    pub draft: Option<DraftView>,
    /// Whether it can be sent again by hand.
    pub can_resend: bool,
    /// Whether it can be taken back.
    pub can_cancel: bool,
}

/// What a person sees of a draft beside its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    /// The sentence that is put in front when it is sent; nobody can edit it (P-30).
    pub disclosure: Option<String>,
    /// What the gate says about it.
    pub decision: DecisionView,
}

/// What the gate says about a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisionView {
    /// `allow`, `defer`, `deny` or `hold`.
    pub tone: String,
    /// In a few words.
    pub headline: String,
    /// Why.
    pub reason: String,
    /// Every step: style mark, words.
    pub steps: Vec<(String, String)>,
    /// Where something can be done about it: address and words.
    pub remedy: Option<(String, String)>,
    /// What the button says.
    pub send: String,
    /// Whether the button works.
    pub can_send: bool,
    /// Whether a person may send it now all the same.
    pub can_override: bool,
    /// The name that code puts into it with the way out, because it is the first text to this number (P-50).
    pub introduces: Option<String>,
    /// It answers nobody: code adds the postal address and the way out to the mail (P-51).
    pub sells_by_mail: bool,
}
