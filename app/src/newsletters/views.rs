//! What server functions of newsletters answer with.

use realtoros_domain::{
    ids::{LeadId, ListingId, NewsletterId},
    newsletter::{Content, Problem, Skip, State},
};
use serde::{Deserialize, Serialize};

/// A newsletter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsletterRow {
    /// Which one.
    pub id: NewsletterId,
    /// Its subject.
    pub subject: String,
    /// Where it stands.
    pub state: State,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub updated_at: i64,
    /// For how many leads a mail was made.
    pub made: u64,
    /// How many leads were left out.
    pub skipped: u64,
}

/// A newsletter on its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsletterView {
    /// Which one.
    pub id: NewsletterId,
    /// What it says and for whom it is.
    pub content: Content,
    /// Where it stands.
    pub state: State,
    /// Since when somebody stands behind it, in milliseconds since 1970 UTC.
    pub approved_at: Option<i64>,
    /// How far sending has come.
    pub progress: Option<Progress>,
    /// For how many leads a mail was made.
    pub made: u64,
    /// How many mails have not left and can be stopped.
    pub stoppable: u64,
    /// Whether it moves on by itself: mails are being made, or are on their way out.
    pub moves: bool,
    /// How many mails are in which state.
    pub messages: Vec<(String, u64)>,
}

/// How far sending has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Leads that were looked at.
    pub done: i64,
    /// Leads in all; 0 while unknown.
    pub total: i64,
    /// Why the job was not done, by the name of the reason.
    pub error: Option<String>,
}

/// A newsletter as one lead would get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// The subject.
    pub subject: String,
    /// The inside of the page: safe HTML.
    pub html: String,
    /// The mail as plain text.
    pub text: String,
    /// Whether this lead has got it.
    pub received: bool,
    /// Why this lead would get nothing, if so.
    pub skipped: Option<String>,
    /// The model that will write the opening when it is sent; here it stands in the rules' words.
    pub model: Option<String>,
    /// What stands against sending.
    pub problems: Vec<Problem>,
}

/// Who would get a newsletter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientsView {
    /// How many leads would.
    pub will_receive: u64,
    /// Who would not, by reason.
    pub skipped: Vec<Skip>,
}

/// What can be chosen in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The first leads by name, to look at the newsletter as.
    pub leads: Vec<(LeadId, String)>,
    /// The tags in use.
    pub tags: Vec<String>,
    /// Listings by address.
    pub listings: Vec<(ListingId, String)>,
}
