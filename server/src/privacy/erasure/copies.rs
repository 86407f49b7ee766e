//! Copies at providers: Twilio keeps the words of texts until it is asked to redact them (rules B3.1). The numbers of
//! these texts are kept sealed until it has.

use super::{
    entity::{copy, erasure},
    repository,
    scrub::scrub,
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    outbound::AccountFacts,
    providers::{Providers, is_text_sid},
    vault::{KeyOwner, Place},
};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How often the provider is asked; the pauses grow from a minute to six hours, so that is about ten days.
const ROUNDS: u32 = 48;
const FIRST_PAUSE_MS: i64 = 60_000;
const LONGEST_PAUSE_MS: i64 = 6 * 3_600_000;

/// Keeps the numbers of texts until the provider has redacted them; who is erased again after a restore has theirs here.
pub(super) async fn keep(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    texts: &BTreeSet<String>,
) -> Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let mut known = BTreeSet::new();
    for copy in repository::copies(tx, account, deletion).await? {
        let text = key.open_bytes(place(account, copy.id), &copy.sealed)?;
        known.insert(String::from_utf8_lossy(&text).into_owned());
    }
    let mut rows = Vec::with_capacity(texts.len());
    for text in texts.difference(&known) {
        let id = core.new_id();
        let sealed = key.seal_bytes(place(account, id), text.as_bytes())?;
        let created_at = core.now_ms();
        rows.push(copy::Model { id, account_id: account.0, deletion_id: deletion, created_at, sealed });
    }
    repository::insert_copies(tx, rows).await
}

/// A text that the provider took while its lead was being erased.
pub async fn add_copy(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    text: &str,
) -> Result<()> {
    let Some(deletion) = repository::deletion_of(tx, account, lead).await? else { return Ok(()) };
    if !is_text_sid(text) {
        return Ok(());
    }
    keep(tx, core, account, deletion.id, &BTreeSet::from([text.to_owned()])).await?;
    repository::count_copy(tx, account, deletion.id).await?;
    let job = NewJob::now(core, account, JobKind::EraseCopies, &(deletion.id, 0_u32))?;
    jobs::enqueue(tx, core, job).await?;
    Ok(())
}

/// Plans the next round of asking.
pub(super) async fn schedule(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    round: u32,
) -> Result<()> {
    let job = NewJob::now(core, account, JobKind::EraseCopies, &(deletion, round))?;
    let pause = match round {
        0 => 0,
        later => (FIRST_PAUSE_MS << (later - 1).min(20)).min(LONGEST_PAUSE_MS),
    };
    let job = NewJob { run_at: job.run_at + pause, ..job };
    jobs::enqueue(tx, core, job.once(format!("erase_copies:{deletion}:{round}"))).await?;
    Ok(())
}

/// Does the job: empties the database's log once more, and asks the provider for every text that is left.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let (deletion, round): (Uuid, u32) = job.subject()?;
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    super::mirror(core).await?;
    scrub(core).await;
    redact(core, &Providers::from_settings(core)?, &scope, deletion, round).await?;
    Ok(Outcome::Done)
}

/// One round of asking. What is redacted is forgotten; for the rest the next round is planned.
pub(super) async fn redact(
    core: &Core,
    providers: &Providers,
    scope: &Scope,
    deletion: Uuid,
    round: u32,
) -> Result<()> {
    let account = scope.account;
    let left = repository::copies(core.db.read(), account, deletion).await?;
    if left.is_empty() {
        return Ok(());
    }
    let facts = AccountFacts::load(core, account).await?;
    let gateway = providers.gateway(core, account, facts.sms.as_ref());
    let key = core.vault.key(core.db.read(), KeyOwner::Account(account)).await?;
    let (mut done, total) = (Vec::new(), left.len());
    for copy in left {
        let Some(gateway) = &gateway else { break };
        let text = key.open_bytes(place(account, copy.id), &copy.sealed)?;
        if gateway.redact(&String::from_utf8_lossy(&text)).await.is_ok() {
            done.push(copy.id);
        }
    }
    let tx = core.db.begin().await?;
    repository::drop_copies(&tx, account, &done).await?;
    let open = total - done.len();
    let given_up = open > 0 && round + 1 >= ROUNDS;
    if open > 0 && !given_up {
        schedule(&tx, core, account, deletion, round + 1).await?;
    }
    if given_up {
        let columns = erasure::ActiveModel { copies_given_up: Set(true), ..Default::default() };
        repository::update(&tx, account, deletion, columns).await?;
    }
    let detail = format!("redacted={} open={open}", done.len());
    let entry = Entry::new("erasure.copies", Subject::one("erasure", deletion)).with(detail);
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}

/// Where the number of a text is sealed.
const fn place(account: AccountId, row: Uuid) -> Place {
    Place { account, table: "provider_copy", row }
}
