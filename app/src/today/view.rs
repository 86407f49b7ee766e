//! What the page shows.

use serde::{Deserialize, Serialize};

/// What needs the realtor now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// Counts: name, number, where they lead.
    pub counts: Vec<CountView>,
    /// What needs somebody, the most pressing first.
    pub items: Vec<ItemView>,
    /// Whether people are waiting, of whom the inbox knows more.
    pub has_people: bool,
    /// What the first steps are, as long as one of them is to be done.
    pub steps: Vec<StepView>,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountView {
    /// What is counted.
    pub name: String,
    /// How many.
    pub count: u64,
    /// The page that shows them, if there is one.
    pub href: Option<String>,
}

/// One thing that needs somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemView {
    /// What kind of thing, each with its tone; a person may be several.
    pub kinds: Vec<(String, String)>,
    /// What it is about.
    pub title: String,
    /// What there is to know.
    pub text: String,
    /// The page on which it is done.
    pub href: String,
    /// Since when, in milliseconds since 1970 UTC; 0 for always.
    pub at: i64,
    /// The same where the realtor works.
    pub when: String,
}

/// One of the first steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// What to do.
    pub title: String,
    /// Why.
    pub text: String,
    /// What the button says.
    pub verb: String,
    /// Where.
    pub href: String,
    /// Whether it is done; nothing for what is only to be looked at.
    pub done: Option<bool>,
}
