//! Deciding and storing: what was asked for is in the outbox, or refused, when this returns.

use super::{
    AccountFacts, Draft, MessageRecord, MessageState, Submitted,
    drafts::discard_drafts,
    entity::Model,
    facts::Facts,
    gate::{Ask, Preview, ask},
    imprint::completed,
    names, repository, spoken, thread,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db, leads,
    live::Event,
    vault::KeyOwner,
};
use realtoros_domain::{
    Channel,
    consent::{Automation, Claim, Decision, Purpose, Verdict},
    ids::{LeadId, MessageId},
};
use sea_orm::ConnectionTrait;

/// The longest text that a provider takes, in characters (rules B3.1).
const LONGEST_TEXT: usize = 1_600;

/// Decides on a message and stores it with the decision.
pub async fn submit(core: &Core, scope: &Scope, draft: Draft) -> Result<Submitted> {
    let mut submitted = submit_all(core, scope, vec![draft]).await?;
    submitted.pop().ok_or(Error::NotFound)
}

/// The same for many, in one transaction. A lead that does not exist fails all.
pub async fn submit_all(core: &Core, scope: &Scope, drafts: Vec<Draft>) -> Result<Vec<Submitted>> {
    let account = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    let submitted = submit_in(&tx, core, scope, account, drafts).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Messages);
    Ok(submitted)
}

/// The same in the caller's transaction.
pub async fn submit_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    mut account: AccountFacts,
    drafts: Vec<Draft>,
) -> Result<Vec<Submitted>> {
    let mut ids: Vec<LeadId> = drafts.iter().map(|draft| draft.lead).collect();
    ids.sort_unstable();
    ids.dedup();
    db::lock_account(tx, scope.account).await?;
    account.read_number(tx, core).await?;
    let channels = drafts.iter().map(|draft| draft.channel).collect();
    let facts = Facts::load(tx, core, account, &ids, channels).await?;
    let keys: Vec<&str> = drafts.iter().map(|draft| draft.idempotency_key.as_str()).collect();
    let mut known = repository::by_keys(tx, scope.account, &keys).await?;
    let (mut rows, mut entries, mut submitted) = (Vec::new(), Vec::new(), Vec::new());
    let mut answered = Vec::new();
    for draft in &drafts {
        check(draft.channel, draft.subject.as_deref(), &draft.text)?;
        spoken::check(draft)?;
        facts.lead(draft.lead).ok_or(Error::NotFound)?;
        if let Some(row) = known.get(&draft.idempotency_key) {
            let verdict = ask(core, &facts, &Ask::of_draft(draft, Claim::Taken)).verdict;
            submitted.push(Submitted {
                id: MessageId(row.id),
                state: MessageState::parse(&row.state),
                verdict,
            });
            continue;
        }
        let preview = ask(core, &facts, &Ask::of_draft(draft, Claim::First));
        let (mut text, mut headers) = (draft.text.clone(), draft.headers.clone());
        if preview.verdict.decision.goes_on() {
            let what = (draft.lead, draft.action(), preview.to.as_deref());
            text = completed(tx, core, &facts.account, what, &preview, (&text, &mut headers)).await?;
            check(draft.channel, draft.subject.as_deref(), &text)?;
        }
        let row = row(tx, core, scope, &facts.account, (draft, text, headers), &preview).await?;
        let id = MessageId(row.id);
        entries.push((*scope, entry("message.submitted", id, &preview.verdict)));
        known.insert(draft.idempotency_key.clone(), row.clone());
        rows.push(row);
        if draft.automation == Automation::HumanTyped && preview.verdict.decision.goes_on() {
            answered.push((draft.lead, draft.channel));
        }
        submitted.push(Submitted { id, state: placed(&preview.verdict).0, verdict: preview.verdict });
    }
    repository::insert(tx, rows).await?;
    for (lead, channel) in answered {
        // A person has answered: what the assistant would have said is out of date.
        discard_drafts(tx, core, scope, lead, Some(channel)).await?;
    }
    audit::record_all(tx, core, &entries).await?;
    leads::touch(tx, core, scope.account, &ids).await?;
    Ok(submitted)
}

/// Whether the words can be sent at all, whoever wrote them.
pub fn check(channel: Channel, subject: Option<&str>, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::invalid("Write something first."));
    }
    if channel == Channel::Sms && text.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid("A text can have 1,600 characters. Shorten it, or send it as mail."));
    }
    if channel == Channel::Email && subject.unwrap_or_default().trim().is_empty() {
        return Err(Error::invalid("A mail needs a subject."));
    }
    Ok(())
}

/// The state and the time that a decision puts a message into.
pub fn placed(verdict: &Verdict) -> (MessageState, Option<i64>) {
    match verdict.decision {
        Decision::Allow => (MessageState::Queued, None),
        Decision::Deny(_) => (MessageState::Denied, None),
        Decision::Defer { until, .. } => (MessageState::Deferred, Some(until.timestamp_millis())),
        Decision::Hold(_) => (MessageState::Held, None),
    }
}

/// The stable name of what stood against sending; empty for nothing.
pub fn reason(verdict: &Verdict) -> &'static str {
    verdict.decision.reason().map_or("", |reason| reason.as_str())
}

/// The audit entry of a decision: states and reasons only.
pub fn entry(action: &'static str, id: MessageId, verdict: &Verdict) -> Entry {
    let (state, _) = placed(verdict);
    let detail = format!("state={} reason={}", state.as_str(), reason(verdict));
    Entry::new(action, Subject::one("message", id)).with(detail)
}

async fn row(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    account: &AccountFacts,
    (draft, text, mut headers): (&Draft, String, Vec<(String, String)>),
    preview: &Preview,
) -> Result<Model> {
    let (id, now) = (core.new_id(), core.now_ms());
    let (state, later) = placed(&preview.verdict);
    if draft.channel == Channel::Email && draft.purpose == Purpose::Conversation {
        headers.extend(thread::headers(tx, core, scope.account, draft.lead, draft.subject.as_deref()).await?);
    }
    let record = MessageRecord {
        from: match draft.channel {
            Channel::Email => account.mail_from_name.clone(),
            _ => account.sms.as_ref().map(|sms| sms.from.clone()).unwrap_or_default(),
        },
        to: preview.to.clone().unwrap_or_default(),
        subject: draft.subject.clone(),
        text,
        html: draft.html.clone(),
        headers,
        steps: preview.verdict.steps.clone(),
        override_quiet_hours: draft.override_quiet_hours,
        opted_out_at: draft.opted_out_at,
        ..MessageRecord::default()
    };
    let key = core.vault.key(tx, KeyOwner::Lead(scope.account, draft.lead)).await?;
    Ok(Model {
        id,
        account_id: scope.account.0,
        lead_id: draft.lead.0,
        channel: draft.channel.as_str().to_owned(),
        direction: "out".to_owned(),
        purpose: names::name(draft.purpose)?,
        automation: names::name(draft.automation)?,
        state: state.as_str().to_owned(),
        reason: reason(&preview.verdict).to_owned(),
        idempotency_key: draft.idempotency_key.clone(),
        provider_index: None,
        newsletter_id: draft.newsletter.map(|id| id.0),
        author_id: scope.actor.member().map(|member| member.0),
        occurred_at: now,
        send_after: Some(later.unwrap_or(now)),
        lease_until: None,
        attempts: 0,
        read_at: None,
        sealed: key.seal(scope.account, id, &record)?,
    })
}
