//! What the assistant's panel shows.

use realtoros_domain::ids::{MessageId, SuggestionId};
use serde::{Deserialize, Serialize};

/// Everything in the panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanelView {
    /// Why AI does not work here now, in plain words.
    pub denied: Option<String>,
    /// The summary, sentence by sentence.
    pub summary: Vec<StatementView>,
    /// The day on which something was corrected that the messages behind the summary do not know of.
    pub corrected: Option<String>,
    /// Facts to decide about.
    pub suggestions: Vec<SuggestionView>,
}

/// A sentence and the messages that it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementView {
    /// The sentence.
    pub text: String,
    /// The messages.
    pub messages: Vec<MessageId>,
}

/// A fact to decide about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestionView {
    /// Which.
    pub id: SuggestionId,
    /// The field in plain words.
    pub field: String,
    /// The value in plain words.
    pub value: String,
    /// The words of the lead.
    pub quote: String,
    /// The message that it rests on.
    pub message: MessageId,
}
