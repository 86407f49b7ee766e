//! Claiming what is due. The gate decides again here, in the transaction of the claim (P-20, P-45).

use super::{
    AccountFacts, MessageRecord, MessageState,
    entity::{ActiveModel, Model},
    facts::Facts,
    gate::{Ask, Preview, ask},
    handover,
    imprint::completed,
    names, repository, submit,
};
use crate::{Actor, Core, Result, Scope, audit, db, live::Event, providers::Providers};
use chrono::{DateTime, Utc};
use realtoros_domain::{
    Channel,
    consent::{Action, Decision, Reason},
    ids::{AccountId, LeadId, MessageId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::collections::HashSet;

/// How many messages are claimed at once.
const CLAIM: u64 = 200;
/// How long a worker may be silent before another takes over. Longer than a provider may take to answer.
pub const LEASE_MS: i64 = 20_000;

/// How long an account rests that cannot be worked on.
const REST_MS: i64 = 60_000;

/// A message that this worker may send.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub row: Model,
    pub record: MessageRecord,
    pub channel: Channel,
    pub closes: Option<DateTime<Utc>>,
    pub attempts: i32,
}

/// Sends what is due in one account, a batch at most. Returns how many messages were decided on.
pub async fn dispatch_due(core: &Core, providers: &Providers) -> Result<usize> {
    let next = db::across(repository::next_account(core.db.read(), core.now_ms()));
    let Some(id) = next.await? else { return Ok(0) };
    db::within(id, dispatch_or_rest(core, providers, id)).await
}

async fn dispatch_or_rest(core: &Core, providers: &Providers, id: AccountId) -> Result<usize> {
    match dispatch_account(core, providers, id).await {
        Err(error) => {
            // One account that cannot be worked on must not hold up the others.
            tracing::error!(account = %id, %error, "an outbox cannot be worked on; it rests for a minute");
            let now = core.now_ms();
            repository::postpone(core.db.write(), id, now, now + REST_MS).await?;
            Ok(1)
        }
        decided => decided,
    }
}

/// The same for one account that is known.
pub async fn dispatch_account(core: &Core, providers: &Providers, id: AccountId) -> Result<usize> {
    let account = AccountFacts::load(core, id).await?;
    let lease = core.now_ms() + LEASE_MS;
    let (decided, claimed) = claim(core, account.clone(), lease).await?;
    handover::send_all(core, providers, &account, claimed, lease).await?;
    if decided > 0 {
        core.live.send(id, Event::Messages);
    }
    Ok(decided)
}

/// Claims a batch; says how many messages were looked at, and which may be sent.
pub async fn claim(core: &Core, mut account: AccountFacts, lease: i64) -> Result<(usize, Vec<Claimed>)> {
    let now = core.now_ms();
    let id = account.id;
    let scope = Scope { account: id, actor: Actor::System };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, id).await?;
    if !account.read_number(&tx, core).await? {
        // The realtor has just changed it, and the caller would send from the old one: the next step does all of it.
        return Ok((0, Vec::new()));
    }
    let rows = repository::lock_due(&tx, id, now, CLAIM).await?;
    let looked_at = rows.len();
    let leads: HashSet<LeadId> = rows.iter().map(|row| LeadId(row.lead_id)).collect();
    let leads: Vec<LeadId> = leads.into_iter().collect();
    let channels = rows.iter().filter_map(|row| row.channel.parse::<Channel>().ok()).collect();
    let mut facts = Facts::load(&tx, core, account, &leads, channels).await?;
    let mut left: HashSet<_> = rows.iter().map(|row| row.id).collect();
    let (mut claimed, mut entries) = (Vec::new(), Vec::new());
    for (row, mut record) in repository::open_all(&tx, core, id, rows).await? {
        left.remove(&row.id);
        let action = action(&row)?;
        let preview = ask(core, &facts, &Ask::of_record(LeadId(row.lead_id), action, &record));
        if preview.verdict.decision == Decision::Allow {
            facts.count(LeadId(row.lead_id), action, core.now());
            complete(&tx, core, &facts.account, (&row, action), &preview, &mut record).await?;
            let attempts = row.attempts + 1;
            claimed.push(Claimed { row, record, channel: action.channel, closes: preview.closes, attempts });
        } else {
            entries.push((scope, submit::entry("message.decided", MessageId(row.id), &preview.verdict)));
            put_aside(&tx, core, &row, record, &preview).await?;
        }
    }
    // The lead was erased: its key is gone, and with it the words.
    for id in left {
        let columns = ActiveModel {
            state: Set(MessageState::Denied.as_str().to_owned()),
            reason: Set(Reason::NoRecipient.as_str().to_owned()),
            ..Default::default()
        };
        repository::update(&tx, id, columns).await?;
    }
    let ids: Vec<_> = claimed.iter().map(|claimed| claimed.row.id).collect();
    repository::claim(&tx, &ids, now, lease).await?;
    audit::record_all(&tx, core, &entries).await?;
    tx.commit().await?;
    Ok((looked_at, claimed))
}

/// A text that was to be the second one is the first if the one before it did not arrive: it says now what that one would
/// have said (P-50). What it says already is not said twice. The words are stored before they leave, because after a crash
/// they are looked up by them. A mail that was to be an answer and waited until there was nothing left to answer carries what
/// other commercial mail does (P-51).
async fn complete(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: &AccountFacts,
    (row, action): (&Model, Action),
    preview: &Preview,
    record: &mut MessageRecord,
) -> Result<()> {
    let lead = LeadId(row.lead_id);
    let words = (record.text.as_str(), &mut record.headers);
    let whole = completed(tx, core, account, (lead, action, Some(&record.to)), preview, words).await?;
    if whole == record.text {
        return Ok(());
    }
    record.text = whole;
    let sealed = Set(repository::seal(tx, core, account.id, lead, row.id, record).await?);
    repository::update(tx, row.id, ActiveModel { sealed, ..Default::default() }).await
}

/// What a stored message is about to do.
pub fn action(row: &Model) -> Result<Action> {
    let channel = row.channel.parse().map_err(|error| crate::Error::Internal(format!("{error}")))?;
    let action =
        Action { channel, automation: names::parse(&row.automation)?, purpose: names::parse(&row.purpose)? };
    Ok(action.carried_out())
}

/// Stores a decision against sending now.
pub async fn put_aside(
    tx: &impl ConnectionTrait,
    core: &Core,
    row: &Model,
    mut record: MessageRecord,
    preview: &Preview,
) -> Result<()> {
    let (state, later) = submit::placed(&preview.verdict);
    record.steps.clone_from(&preview.verdict.steps);
    let (account, lead) = (row.account_id.into(), LeadId(row.lead_id));
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        reason: Set(submit::reason(&preview.verdict).to_owned()),
        send_after: Set(Some(later.unwrap_or_else(|| core.now_ms()))),
        lease_until: Set(None),
        sealed: Set(repository::seal(tx, core, account, lead, row.id, &record).await?),
        ..Default::default()
    };
    repository::update(tx, row.id, columns).await
}
