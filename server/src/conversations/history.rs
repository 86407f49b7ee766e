//! What was said before a lead came here: it is kept to be read, and nothing acts on it (P-33).

use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    links,
    outbound::{CallRecord, HISTORY, MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::{
    consent::Automation,
    ids::{AccountId, ImportId, LeadId},
};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A message, call or note as an export of RealtorOS writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Said {
    id: Uuid,
    channel: String,
    direction: String,
    purpose: String,
    automation: String,
    state: String,
    #[serde(default)]
    reason: String,
    occurred_at: String,
    content: Option<Content>,
}

/// What of the sealed part is kept. Numbers of providers and headers belong to the old account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Content {
    from: String,
    to: String,
    subject: Option<String>,
    text: String,
    error: Option<String>,
    media: u32,
    call: Option<CallRecord>,
}

/// Something that was said with a lead, and the number under which it is kept.
#[derive(Clone, Debug)]
pub struct Past {
    /// The number of its row here.
    pub id: Uuid,
    /// With whom.
    pub lead: LeadId,
    /// What.
    pub said: Said,
}

impl Said {
    /// The message of an exported record; `None` when it is none.
    pub fn read(record: &str) -> Option<Self> {
        let said: Self = serde_json::from_str(record).ok()?;
        let is_known = matches!(said.channel.as_str(), "sms" | "email" | "voice" | "note")
            && matches!(said.direction.as_str(), "in" | "out" | "internal")
            && said.at().is_some();
        is_known.then_some(said)
    }

    fn at(&self) -> Option<i64> {
        chrono::DateTime::parse_from_rfc3339(&self.occurred_at).ok().map(|at| at.timestamp_millis())
    }

    /// Where it stands here: what may have been on its way did not arrive as far as anybody can know.
    fn state(&self) -> MessageState {
        match MessageState::parse(&self.state) {
            state @ (MessageState::Sent
            | MessageState::Failed
            | MessageState::Delivered
            | MessageState::Denied
            | MessageState::Canceled
            | MessageState::Received
            | MessageState::Noted) => state,
            _ => MessageState::Failed,
        }
    }
}

/// Stores what was said, each once for a lead however often its export is imported. It has been read, has no place in the
/// outbox, and the gate does not count it. Returns how many are new.
pub async fn keep_history(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    import: ImportId,
    past: Vec<Past>,
) -> Result<u64> {
    let mut keyed: BTreeMap<String, Past> = BTreeMap::new();
    for past in past {
        keyed.insert(format!("history:{}:{}", past.lead, past.said.id), past);
    }
    let keys: Vec<&str> = keyed.keys().map(String::as_str).collect();
    let known = repository::by_keys(tx, scope.account, &keys).await?;
    // An export that comes back to the account that made it: what was said there is there.
    let said: Vec<Uuid> = keyed.values().map(|past| past.said.id).collect();
    let own = repository::those_of(tx, scope.account, &said).await?;
    let is_new = |(key, past): &(String, Past)| !known.contains_key(key) && !own.contains(&past.said.id);
    let mut rows = Vec::new();
    for (key, past) in keyed.into_iter().filter(is_new) {
        rows.extend(row(tx, core, scope, key, past).await?);
    }
    let count = rows.len() as u64;
    if count > 0 {
        repository::insert(tx, rows).await?;
        let entry = Entry::new("history.imported", Subject::one("import", import));
        audit::record(tx, core, scope, entry.with(format!("count={count}"))).await?;
    }
    Ok(count)
}

/// Removes what `import` brought for leads that it did not make, because it is taken back.
pub async fn forget_history(
    tx: &impl ConnectionTrait,
    account: AccountId,
    import: ImportId,
    ids: &[Uuid],
) -> Result<()> {
    repository::delete_history(tx, account, import, ids).await
}

async fn row(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    key: String,
    Past { id, lead, said }: Past,
) -> Result<Option<Model>> {
    let Some(occurred_at) = said.at() else { return Ok(None) };
    let state = said.state();
    let is_known = serde_json::from_value::<Automation>(said.automation.clone().into()).is_ok();
    let automation = if is_known { said.automation } else { "human_typed".to_owned() };
    let Content { from, to, subject, text, error, media, call } = said.content.unwrap_or_default();
    let text = links::shown(&said.purpose, &text);
    let record = MessageRecord { from, to, subject, text, error, media, call, ..MessageRecord::default() };
    Ok(Some(Model {
        id,
        account_id: scope.account.0,
        lead_id: lead.0,
        channel: said.channel,
        direction: said.direction,
        purpose: HISTORY.to_owned(),
        automation,
        state: state.as_str().to_owned(),
        reason: said.reason,
        idempotency_key: key,
        provider_index: None,
        newsletter_id: None,
        author_id: None,
        occurred_at,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: Some(core.now_ms()),
        sealed: repository::seal(tx, core, scope.account, lead, id, &record).await?,
    }))
}
