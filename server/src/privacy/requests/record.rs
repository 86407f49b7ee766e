//! The words that belong to an entry of the register. Sealed under the lead's key, so that they go with the lead.

use crate::vault::Record;
use serde::{Deserialize, Serialize};

/// What somebody said or wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// The words.
    pub text: String,
    /// The address or number from which the person wrote or called, when it was written down.
    pub contact: Option<String>,
}

impl Note {
    /// A note of these words; none when there are none.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self { text: text.to_owned(), contact: None })
    }
}

impl Record for Note {
    const TABLE: &'static str = "privacy_request_note";
}
