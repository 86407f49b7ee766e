//! Who saw and did what, in plain words.

use super::actions::words;
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

/// The rest of a sentence that begins with who acted. Of the detail only names of fields are told.
pub fn sentence(action: &str, detail: &str) -> String {
    if action == "account.ai" && detail.contains("on") {
        return "turned AI on".to_owned();
    }
    let Some(words) = words(action) else { return action.replace(['.', '_'], " ") };
    match detail.strip_prefix("fields=") {
        Some(fields) => format!("{words}: {}", fields.replace(',', ", ").replace('_', " ")),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn what_happened_is_told_in_plain_words() {
        assert_eq!(sentence("lead.updated", "fields=stated_zone,tags"), "changed a lead: stated zone, tags");
        assert_eq!(sentence("lead.read", ""), "opened a lead");
        assert_eq!(sentence("inbox.read", "threads=12"), "looked at the inbox");
        assert_eq!(sentence("import.undone", "rows=3"), "undid an import");
        assert_eq!(sentence("account.ai", "ai=on"), "turned AI on");
        assert_eq!(sentence("account.ai", "ai=off"), "turned AI off");
        assert_eq!(sentence("of_a.later_version", "count=3"), "of a later version");
    }
}
