//! Who has seen a lead's data, for the lead: people, programs and AI, by day (P-59, P-66).

use crate::{
    Actor, Core, Result, Scope, accounts,
    assistant::{self, Task},
    audit,
    clock::from_millis,
    exports, links,
    outbound::AccountFacts,
};
use chrono::NaiveDate;
use realtoros_domain::ids::{JobId, LeadId, UserId};
use std::collections::HashMap;
use uuid::Uuid;

/// How many entries of the chain are read.
const MOST: u64 = 2_000;

/// Somebody did something with the data on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The day, where the realtor works.
    pub day: NaiveDate,
    /// Who, in words.
    pub who: String,
    /// Whether it was a person, a program or AI.
    pub kind: &'static str,
    /// What, as the rest of a sentence.
    pub what: String,
    /// How often on that day.
    pub times: u32,
}

/// Who has seen the data of the holder of this link, newest day first.
pub async fn who_has_seen(core: &Core, token: &str) -> Result<Vec<Seen>> {
    let (link, lead) = links::holder(core, token).await?;
    let scope = link.scope();
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let day = |at: i64| from_millis(at).with_timezone(&zone).date_naive();
    let mut names = HashMap::new();
    let mut jobs: HashMap<(Uuid, String), (String, &'static str)> = HashMap::new();
    let mut seen: Vec<Seen> = Vec::new();
    for entry in audit::history(core, &scope, Some(lead.id.0), MOST).await? {
        let Some(what) = words(&entry.action, &entry.detail) else { continue };
        let (who, kind) = match (entry.actor_kind.as_str(), entry.actor_id) {
            ("job", Some(job)) => {
                let of = (job, entry.action.clone());
                if !jobs.contains_key(&of) {
                    let found = background(core, &scope, &entry.action, JobId(job), &mut names).await?;
                    jobs.insert(of.clone(), found);
                }
                jobs.get(&of).cloned().unwrap_or_default()
            }
            (kind, id) => who(core, &scope, kind, id, &mut names).await?,
        };
        add(&mut seen, Seen { day: day(entry.at), who, kind, what, times: 1 });
    }
    for export in exports::asked_for_everything(core, &scope, lead.created_at).await? {
        let Some(at) = export.made_at else { continue };
        let (who, kind) = who(core, &scope, &export.kind, export.id, &mut names).await?;
        let what = "had a copy of the whole account made".to_owned();
        add(&mut seen, Seen { day: day(at), who, kind, what, times: 1 });
    }
    for (at, who, what) in uses_of_ai(core, &scope, lead.id).await? {
        add(&mut seen, Seen { day: day(at), who, kind: "AI", what, times: 1 });
    }
    seen.sort_by_key(|seen| std::cmp::Reverse(seen.day));
    Ok(seen)
}

fn add(seen: &mut Vec<Seen>, new: Seen) {
    let same = |old: &&mut Seen| old.day == new.day && old.who == new.who && old.what == new.what;
    match seen.iter_mut().find(same) {
        Some(old) => old.times += 1,
        None => seen.push(new),
    }
}

async fn who(
    core: &Core,
    scope: &Scope,
    kind: &str,
    id: Option<Uuid>,
    names: &mut HashMap<Uuid, String>,
) -> Result<(String, &'static str)> {
    Ok(match (kind, id) {
        ("member", Some(id)) => (member(core, scope, id, names).await?, "Person"),
        ("token", Some(id)) => {
            (format!("A program that {} connected", member(core, scope, id, names).await?), "Program")
        }
        ("lead", _) => ("You".to_owned(), "Person"),
        ("operator", _) => ("The operator of this server".to_owned(), "Person"),
        _ => ("RealtorOS, by itself".to_owned(), "Program"),
    })
}

/// For whom or what a job worked.
async fn background(
    core: &Core,
    scope: &Scope,
    action: &str,
    job: JobId,
    names: &mut HashMap<Uuid, String>,
) -> Result<(String, &'static str)> {
    let words = match exports::asked_by_job(core, scope, job).await? {
        Some(asked) if asked.kind == "lead" => "RealtorOS, for a copy that you asked for".to_owned(),
        Some(asked) => {
            let (name, _) = who(core, scope, &asked.kind, asked.id, names).await?;
            format!("RealtorOS, for a copy that {name} asked for")
        }
        // Only the assistant reads conversations in a job.
        None if action == "timeline.read" => "RealtorOS, for drafts and suggestions".to_owned(),
        None => "RealtorOS, by itself".to_owned(),
    };
    Ok((words, "Program"))
}

/// The member's name; of one who has left, that they have.
async fn member(core: &Core, scope: &Scope, id: Uuid, names: &mut HashMap<Uuid, String>) -> Result<String> {
    if let Some(name) = names.get(&id) {
        return Ok(name.clone());
    }
    let acting = Scope { account: scope.account, actor: Actor::Member(UserId(id)) };
    let name = match accounts::profile(core, &acting).await {
        Ok(profile) => profile.member_name,
        Err(crate::Error::NotFound) => "Somebody who no longer works there".to_owned(),
        Err(other) => return Err(other),
    };
    names.insert(id, name.clone());
    Ok(name)
}

async fn uses_of_ai(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<(i64, String, String)>> {
    let calls = assistant::calls(core, scope, Some(lead), MOST).await?;
    let used = calls.into_iter().filter(|call| call.state != "denied");
    Ok(used
        .map(|call| {
            let who = match call.provider.as_str() {
                "builtin" => "An assistant program on this server".to_owned(),
                _ => format!("An AI model of an outside provider ({})", call.model),
            };
            let fields = call.fields.join(", ").replace('_', " ");
            let task = call.task.map_or("worked for the realtor", own_words);
            let what = if fields.is_empty() { task.to_owned() } else { format!("{task}, from: {fields}") };
            (call.at, who, what)
        })
        .collect())
}

const fn own_words(task: Task) -> &'static str {
    match task {
        Task::DraftReply => "drafted an answer to you",
        Task::Summarise => "summed up your messages",
        Task::ExtractFacts => "looked for what you want in your messages",
        Task::NewsletterIntro => "wrote the opening of a newsletter",
        Task::ClassifyReply => "looked whether you want messages to stop",
    }
}

/// The rest of a sentence for the lead; nothing for entries that AI's own record tells better.
fn words(action: &str, detail: &str) -> Option<String> {
    let words = match action {
        "assistant.drafted" | "assistant.read" | "assistant.summarised" => return None,
        "lead.read" => "opened your page",
        "lead.created" => "added you",
        "timeline.read" | "message.read" => "read your messages",
        "lead.updated" => {
            return Some(match detail.split_once('=') {
                Some(("fields", fields)) => {
                    format!("changed: {}", fields.replace(',', ", ").replace('_', " "))
                }
                Some(("stage", _)) => "noted how far things have come".to_owned(),
                Some(("ai_paused", on)) => {
                    format!("switched AI {} for you", if on == "true" { "off" } else { "on" })
                }
                Some(("restricted", "true")) => "had your data stored only".to_owned(),
                Some(("restricted", _)) => "let your data be used again".to_owned(),
                _ => "changed your entry".to_owned(),
            });
        }
        "lead.merged" => "joined two entries about you",
        "consent.recorded" => "recorded what you agreed to or ended",
        "identity.code_sent" => "asked for a code",
        "identity.proven" => "entered the right code",
        "identity.wrong_code" => "entered a wrong code",
        "privacy.access" | "lead.reported" => "looked at everything that is held",
        "receipt.made" => "took a receipt of consent",
        "request.received" => "made a request about your data",
        "request.read" => "looked at a request about your data",
        "request.approved" => "had a copy made for you",
        "request.extended" => "needs longer for your request",
        "request.done" => "finished your request",
        "request.refused" => "refused your request",
        "export.requested" => "asked for a copy of your data",
        "export.made" => "put a copy of your data together",
        "export.downloaded" => "fetched a copy of your data",
        "export.canceled" => "stopped a copy of your data",
        "export.expired" => "deleted a copy that nobody fetched",
        "export.written" => "wrote a copy of your data into a file",
        "link.renewed" => "sent you a new link",
        "link.revoked" => "ended your links",
        other => return Some(other.replace(['.', '_'], " ")),
    };
    Some(words.to_owned())
}
