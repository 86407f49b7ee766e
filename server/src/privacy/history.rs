//! Who saw and did what, in plain words.

use crate::{
    Core, Result, Scope,
    audit::{self, History},
};
use uuid::Uuid;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The one who asks.
    You,
    /// Another member of the account.
    Member,
    /// A program with an API token.
    Program,
    /// The lead.
    Lead,
    /// RealtorOS.
    Software,
}

impl Who {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::You => "You",
            Self::Member => "A member of your account",
            Self::Program => "A program with your API token",
            Self::Lead => "The lead",
            Self::Software => "RealtorOS",
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the chain.
    pub seq: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Who acted.
    pub who: Who,
    /// What was done, as the rest of a sentence.
    pub what: String,
    /// The lead that it was done to.
    pub lead: Option<Uuid>,
}

/// The newest events of the account, newest first; those about one thing only, if one is given.
pub async fn who_saw_what(
    core: &Core,
    scope: &Scope,
    subject: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Event>> {
    let history = audit::history(core, scope, subject, limit).await?;
    Ok(history.into_iter().map(|entry| event(scope, &entry)).collect())
}

fn event(scope: &Scope, entry: &History) -> Event {
    let who = match entry.actor_kind.as_str() {
        "member" if entry.actor_id == scope.actor.id() => Who::You,
        "member" => Who::Member,
        "token" => Who::Program,
        "lead" => Who::Lead,
        _ => Who::Software,
    };
    let lead = entry.subject_id.filter(|_| entry.subject_kind == "lead");
    Event { seq: entry.seq, at: entry.at, who, what: sentence(&entry.action, &entry.detail), lead }
}

/// The rest of a sentence that begins with who acted. An action without words of its own is taken apart.
pub fn sentence(action: &str, detail: &str) -> String {
    let words = match action {
        "account.created" | "account.signed_up" => "opened the account",
        "account.updated" => "changed the business profile",
        "account.ai" if detail.contains("on") => "turned AI on",
        "account.ai" => "turned AI off",
        "assistant.drafted" => "let the assistant draft a reply",
        "assistant.read" => "let the assistant read messages for facts",
        "assistant.summarised" => "looked at a summary",
        "channels.updated" => "changed how leads are reached",
        "consent.recorded" => "recorded consent",
        "erasure.backups_expired" => "noted that the last backup with an erased lead has expired",
        "erasure.copies" => "asked the provider to redact texts",
        "erasure.lifted" => "heard again from somebody who was erased",
        "export.canceled" => "threw an export away",
        "export.downloaded" => "fetched an export",
        "export.expired" => "deleted an export that nobody fetched in time",
        "export.made" => "put an export together",
        "export.requested" => "asked for an export",
        "export.written" => "wrote an export to a file for the operator",
        "lead.created" => "added a lead",
        "lead.erased" => "erased a lead",
        "lead.kept" => "kept a lead whom a retention rule would have erased",
        "lead.listed" => "looked at the list of leads",
        "lead.read" => "opened a lead",
        "lead.reported" => "read the report on a lead",
        "lead.updated" => "changed a lead",
        "message.read" => "read a conversation",
        "minor.dismissed" => "said that a lead is no minor",
        "objection.recorded" => "recorded an objection to marketing",
        "request.approved" => "approved a copy for a lead",
        "privacy.contact" => "changed a consent setting",
        "privacy.retention" => "changed how long leads are kept",
        "suggestion.accepted" => "accepted a suggested fact",
        "suggestion.outdated" => "dropped a suggestion that a correction made outdated",
        "suggestion.rejected" => "rejected a suggested fact",
        other => return plain_words(other, detail),
    };
    match detail.strip_prefix("fields=") {
        Some(fields) => format!("{words}: {}", fields.replace(',', ", ").replace('_', " ")),
        None => words.to_owned(),
    }
}

fn plain_words(action: &str, detail: &str) -> String {
    let mut words = action.replace(['.', '_'], " ");
    if !detail.is_empty() {
        words = format!("{words} ({})", detail.replace('_', " "));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn what_happened_is_told_in_plain_words() {
        assert_eq!(sentence("lead.updated", "fields=stated_zone,tags"), "changed a lead: stated zone, tags");
        assert_eq!(sentence("lead.read", ""), "opened a lead");
        assert_eq!(sentence("import.undone", "rows=3"), "import undone (rows=3)");
    }
}
