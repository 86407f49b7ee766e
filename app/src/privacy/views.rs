//! From use cases to what the page shows.

use super::view::{AiView, CallView, ContactView, HeldView, HistoryView, PrivacyView, ProcessorView};
use crate::format::{Zone, dated};
use realtoros_domain::ids::LeadId;
use realtoros_server::{
    Core, Result, Scope, accounts,
    assistant::{self, Call, Task},
    leads::directory::directory,
    outbound::AccountFacts,
    privacy::{self, CategoryHolding, Status},
};

/// How many uses of AI are shown.
const CALLS: u64 = 30;
/// How many lines of history are read; what is the same in a row is shown as one.
const LINES: u64 = 200;

/// Everything on the page.
pub async fn privacy(core: &Core, scope: &Scope) -> Result<PrivacyView> {
    let settings = privacy::contact_settings(core.db.read(), scope.account).await?;
    let channels = accounts::channels(core.db.read(), core, scope.account).await?;
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let processors = privacy::sub_processors(&core.settings, Some(channels.has_twilio()));
    Ok(PrivacyView {
        held: privacy::holdings(core, scope).await?.into_iter().map(held).collect(),
        contact: settings
            .into_iter()
            .map(|setting| ContactView {
                channel: setting.channel,
                kind: setting.kind.as_str().to_owned(),
                allowed: setting.allowed,
            })
            .collect(),
        ai: ai(core, scope, zone).await?,
        history: history(privacy::who_saw_what(core, scope, None, LINES).await?, zone),
        processors: processors
            .into_iter()
            .map(|state| ProcessorView {
                name: match state.hosts.join(", ") {
                    hosts if hosts.is_empty() => state.who.name.to_owned(),
                    hosts => format!("{} ({hosts})", state.who.name),
                },
                role: state.who.role.to_owned(),
                sent: state.who.sent.to_owned(),
                retention: state.who.retention.to_owned(),
                in_use: state.status == Status::InUse,
            })
            .collect(),
    })
}

fn held(holding: CategoryHolding) -> HeldView {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    HeldView {
        title: format!("{} {}", holding.category.number(), holding.title),
        rows: holding.rows(),
        reasons: owned(&holding.reasons),
        retention: owned(&holding.retention),
        tables: holding.tables.into_iter().map(|table| (table.title.to_owned(), table.rows)).collect(),
    }
}

async fn ai(core: &Core, scope: &Scope, zone: impl Zone) -> Result<AiView> {
    let profile = accounts::profile(core, scope).await?;
    let directory = directory(core, scope).await?;
    let paused = directory.rows().iter().filter(|row| row.ai_paused).map(|row| (row.id, row.name.clone()));
    Ok(AiView {
        enabled: profile.ai_enabled,
        provider: assistant::name_of(core, scope.account).await?,
        paused: paused.collect(),
        calls: assistant::calls(core, scope, None, CALLS)
            .await?
            .into_iter()
            .map(|made| call(made, zone))
            .collect(),
    })
}

fn call(call: Call, zone: impl Zone) -> CallView {
    let outcome = outcome(&call.state, &call.reason).to_owned();
    let Call { lead, task, provider, model, fields, at, .. } = call;
    let provider = match provider.as_str() {
        "builtin" => "On this machine".to_owned(),
        "" => "Nobody was asked".to_owned(),
        _ => format!("Model {model}"),
    };
    CallView {
        what: task.map_or("Something that is no longer done", Task::title).to_owned(),
        lead,
        provider,
        fields: fields.join(", ").replace('_', " "),
        outcome,
        at,
        when: dated(at, zone),
    }
}

/// How a call ended, in plain words.
pub fn outcome(state: &str, reason: &str) -> &'static str {
    match (state, reason) {
        ("done", _) => "Done",
        ("running", _) => "Begun",
        ("replaced", "fair_housing") => "Thrown away: it touched what fair-housing law protects",
        ("replaced", "claims_to_be_human") => "Thrown away: it claimed to be a person",
        ("replaced", "stop_word") => "Thrown away: it used a word that ends all texts for something else",
        ("replaced", "provider") => "It did not answer; the built-in words were used",
        ("replaced", _) => "Thrown away: it broke a rule; the built-in words were used",
        ("denied", reason) => denied(reason),
        _ => "Failed",
    }
}

/// Why AI does not work here, in plain words.
pub fn denied(reason: &str) -> &'static str {
    match reason {
        "ai_disabled" => "Not done: AI is off for your account",
        "ai_paused" => "Not done: AI is paused for this lead",
        "restricted" => "Not done: this lead's data may only be stored",
        "maybe_minor" => "Not done: this person may be under 18",
        "nothing_to_answer" => "Not done: there was nothing to answer",
        "on_hold" => "Not done: a reply may mean stop, and you have not decided yet",
        "account_closing" => "Not done: the account is closing",
        _ => "Not done",
    }
}

/// What the same one did in a row to the same lead is one line, with the time of the last.
fn history(events: Vec<privacy::Event>, zone: impl Zone) -> Vec<HistoryView> {
    let mut lines: Vec<HistoryView> = Vec::new();
    for privacy::Event { seq, at, who, what, lead } in events {
        let (who, lead) = (who.word(), lead.map(LeadId));
        match lines.last_mut() {
            Some(last) if last.who == who && last.what == what && last.lead == lead => last.times += 1,
            _ => lines.push(HistoryView {
                seq,
                who: who.to_owned(),
                what,
                lead,
                at,
                when: dated(at, zone),
                times: 1,
            }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::history;
    use chrono::Utc;
    use realtoros_server::privacy::{Event, Who};

    #[test]
    fn what_repeats_is_one_line_with_the_time_of_the_last() {
        let event = |seq, what: &str| Event {
            seq,
            at: seq * 60_000,
            who: Who::You,
            what: what.to_owned(),
            lead: None,
        };
        let lines = history(vec![event(4, "a"), event(3, "a"), event(2, "b"), event(1, "a")], Utc);
        let told: Vec<_> = lines.iter().map(|line| (line.seq, line.what.as_str(), line.times)).collect();
        assert_eq!(told, [(4, "a", 2), (2, "b", 1), (1, "a", 1)]);
    }
}
