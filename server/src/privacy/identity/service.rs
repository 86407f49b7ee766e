//! Asking for a code, entering it, and what it is good for.

use super::{
    code, destinations,
    entity::{ActiveModel, Model},
    letter::letter,
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    accounts::{Counted, count_attempt},
    audit::{self, Entry, Subject},
    leads,
    links::Link,
    outbound::{self, AccountFacts, MessageState},
    vault::{self, BlindIndex},
};
use realtoros_domain::{
    Channel,
    consent::Reason,
    ids::{AccountId, LeadId, RequestId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// For how long a code is good.
const MINUTES: i64 = 10;
const MINUTE_MS: i64 = 60_000;
/// How many wrong codes end a code.
const MOST_WRONG: i32 = 5;
/// How many codes one lead gets in a day: with five guesses each, a thief's chance stays below one in ten thousand.
const MOST_A_DAY: u64 = 10;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// For how long the right code is good, in seconds.
pub const PROOF_SECONDS: i64 = 15 * 60;

/// From where a code was asked for. A code works there and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// From a lead's own page: the link.
    Link(Uuid),
    /// From the register: the request of somebody who called or wrote.
    Request(RequestId),
}

/// That somebody reads what arrives at an address on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Text or mail.
    pub channel: Option<Channel>,
    /// The keyed hash of the number or address; see [`address_index`].
    pub(in crate::privacy) address_index: Vec<u8>,
}

/// Sends a code to the destination number `to` of [`destinations`]. The answer does not wait for the delivery.
pub async fn ask(core: &Core, scope: &Scope, lead: LeadId, asked: Asked, to: usize, ip: &str) -> Result<()> {
    let (account, now) = (scope.account, core.now_ms());
    count_attempt(core, &[Counted::Code(&lead.to_string()), Counted::CodeAddress(ip)]).await?;
    if repository::made_since(core.db.read(), account, lead, now - DAY_MS).await? >= MOST_A_DAY {
        return Err(Error::Throttled(DAY_MS / 1_000));
    }
    let facts = AccountFacts::load(core, account).await?;
    let tx = core.db.begin().await?;
    let found = leads::load(&tx, core, account, lead).await?;
    let destinations = destinations(&found.record);
    let to = destinations.get(to).ok_or_else(|| {
        Error::invalid("There is no such number or address on file. Choose one of those that are shown.")
    })?;
    let (id, digits) = (core.new_id(), code::new());
    repository::close(&tx, account, lead, asked, now).await?;
    let (link_id, request_id) = match asked {
        Asked::Link(link) => (Some(link), None),
        Asked::Request(request) => (None, Some(request.0)),
    };
    let row = Model {
        id,
        account_id: account.0,
        lead_id: lead.0,
        link_id,
        request_id,
        channel: to.channel.as_str().to_owned(),
        address_index: address_index(&tx, core, account).await?.hash(&to.address),
        code_index: code_index(&tx, core, account, id, &digits).await?,
        proof_index: None,
        wrong: 0,
        created_at: now,
        expires_at: now + MINUTES * MINUTE_MS,
        proven_at: None,
        closed_at: None,
    };
    repository::insert(&tx, row).await?;
    let draft = letter(&facts, lead, to, &digits, MINUTES, id);
    let submitted = outbound::submit_in(&tx, core, scope, facts, vec![draft]).await?;
    if let Some(denied) = submitted.iter().find(|message| message.state == MessageState::Denied) {
        // The lead can do nothing about the realtor's number (P-50).
        let why = denied.verdict.decision.reason().map_or("", |reason| match reason {
            Reason::NotRegistered => Reason::FeatureDisabled.sentence(),
            other => other.sentence(),
        });
        return Err(Error::Refused(format!(
            "No code could be sent. {why} Choose another way, if there is one."
        )));
    }
    let detail = format!("channel={}", to.channel);
    audit::record(
        &tx,
        core,
        scope,
        Entry::new("identity.code_sent", Subject::one("lead", lead)).with(detail),
    )
    .await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    Ok(())
}

/// Takes a code. The right one gives a token for [`proof`]; each works once.
pub async fn prove(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    asked: Asked,
    typed: &str,
    ip: &str,
) -> Result<String> {
    let (account, now) = (scope.account, core.now_ms());
    count_attempt(core, &[Counted::Guess(&lead.to_string()), Counted::GuessAddress(ip)]).await?;
    let tx = core.db.begin().await?;
    let Some(row) = repository::lock_open(&tx, account, lead, asked, now).await? else {
        return Err(Error::invalid("There is no code that waits, or it has run out. Ask for a new one."));
    };
    let index = code_index(&tx, core, account, row.id, &code::normal(typed)).await?;
    let is_right = bool::from(index.ct_eq(&row.code_index));
    let token = vault::token();
    let (columns, action) = if is_right {
        let proof_index = Some(proof_index(&tx, core, account).await?.hash(&token));
        let columns =
            ActiveModel { proven_at: Set(Some(now)), proof_index: Set(proof_index), ..Default::default() };
        (columns, "identity.proven")
    } else {
        let is_over = row.wrong + 1 >= MOST_WRONG;
        let closed_at = Set(is_over.then_some(now));
        (ActiveModel { wrong: Set(row.wrong + 1), closed_at, ..Default::default() }, "identity.wrong_code")
    };
    repository::update(&tx, row.id, columns).await?;
    audit::record(&tx, core, scope, Entry::new(action, Subject::one("lead", lead))).await?;
    tx.commit().await?;
    if is_right {
        return Ok(token);
    }
    Err(Error::Invalid(match MOST_WRONG - row.wrong - 1 {
        ..=0 => "That was not the code, and it has been tried too often. Ask for a new one.".to_owned(),
        1 => "That is not the code. You can try once more.".to_owned(),
        left => format!("That is not the code. You can try {left} more times."),
    }))
}

/// What the token of a browser proves for a link, if it still does.
pub async fn proof(core: &Core, link: &Link, token: Option<&str>) -> Result<Option<Proof>> {
    let Some(token) = token.filter(|token| !token.is_empty()) else { return Ok(None) };
    let conn = core.db.read();
    let index = proof_index(conn, core, link.account).await?.hash(token);
    let since = core.now_ms() - PROOF_SECONDS * 1_000;
    let row = repository::proven(conn, link.account, link.lead, link.id, index, since).await?;
    Ok(row.map(|row| Proof { channel: row.channel.parse().ok(), address_index: row.address_index }))
}

/// The keyed hash by which a proof remembers the address that its code went to.
pub(in crate::privacy) async fn address_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
) -> Result<BlindIndex> {
    core.vault.index(conn, account, "identity/address").await
}

async fn proof_index(conn: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<BlindIndex> {
    core.vault.index(conn, account, "identity/proof").await
}

/// The keyed hash of a code. It is bound to its row: the same digits have another hash elsewhere.
async fn code_index(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
    digits: &str,
) -> Result<Vec<u8>> {
    Ok(core.vault.index(conn, account, "identity/code").await?.hash(&format!("{id}:{digits}")))
}
