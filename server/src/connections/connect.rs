//! Keeping what a provider has granted.

use super::{
    Part,
    end::forget,
    entity::connection,
    record::{OwnerRecord, RevocationRecord},
    repository::{self, ACTIVE},
    revoke,
};
use crate::{
    Core, Error, Result, Scope,
    accounts::{self, ProviderName},
    audit::{self, Entry, Subject},
    db,
    http::READ_ONLY,
    jobs::{self, JobKind, NewJob},
    mailbox,
    privacy::erasure,
    providers,
    vault::KeyOwner,
};
use realtoros_domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::fmt;

/// What a provider has granted to the member who was there.
pub struct Grant {
    /// Which provider.
    pub provider: ProviderName,
    /// What was to be connected.
    pub part: Part,
    /// Issuer and subject: who granted it.
    pub subject: String,
    /// Their address there.
    pub address: String,
    /// The scopes that were granted, as the provider writes them.
    pub scopes: Vec<String>,
    /// The refresh token; without one nothing can be connected.
    pub refresh: Option<String>,
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("provider", &self.provider)
            .field("part", &self.part)
            .finish_non_exhaustive()
    }
}

/// How connecting came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connected {
    /// It is connected.
    Made,
    /// It is connected, and the other part is not any more: its permission was not given this time.
    Narrowed,
    /// The permission that the part needs was not given, so the part stays off. What was given is handed back.
    Reduced,
    /// The provider gave no lasting access.
    Fleeting,
    /// The provider did not say whose it is, so nobody could see what is connected.
    Nameless,
    /// It is another account than the one whose other part is connected.
    Another,
}

impl Connected {
    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Made => "connected",
            Self::Narrowed => "narrowed",
            Self::Reduced => "reduced",
            Self::Fleeting => "fleeting",
            Self::Nameless => "nameless",
            Self::Another => "another",
        }
    }
}

/// The scopes that a provider is asked for to connect `part`: who it is, lasting access where that is a scope, the part's
/// own, and those of parts that are connected there already, because a new grant replaces the old one.
pub async fn scopes_to_ask(
    core: &Core,
    scope: &Scope,
    provider: ProviderName,
    part: Part,
) -> Result<Vec<String>> {
    let held = held(core.db.read(), scope, provider).await?;
    let lasting = (provider == ProviderName::Microsoft).then_some("offline_access");
    let parts = Part::ALL.into_iter().filter(|it| *it == part || held.contains(it));
    let all = ["openid", "email"].into_iter().chain(lasting).chain(parts.map(|it| it.scope(provider)));
    Ok(all.map(str::to_owned).collect())
}

/// Keeps a grant for the acting member. What is not kept is handed back to the provider, also where it is refused.
pub async fn connect(core: &Core, scope: &Scope, grant: Grant) -> Result<Connected> {
    let left = grant.refresh.clone().map(|refresh| (refresh, grant.subject.clone()));
    let provider = grant.provider;
    let outcome = decide(core, scope, grant).await;
    if let (Err(Error::Unauthenticated | Error::Refused(_)), Some((refresh, subject))) = (&outcome, left) {
        hand_back(core, scope, provider, RevocationRecord { refresh, subject }).await;
    }
    outcome
}

/// Gives back a grant that is refused here: whoever began has left, or the account closes. A job goes on where the provider
/// does not answer; for an account that is gone there is none, so it is told once.
async fn hand_back(core: &Core, scope: &Scope, provider: ProviderName, record: RevocationRecord) {
    if !provider.can_revoke() {
        return;
    }
    let kept = async {
        let tx = core.db.begin().await?;
        db::lock_account(&tx, scope.account).await?;
        // Another part that rests on it would end as well.
        if serves_already(&tx, core, scope, provider, &record.subject).await? {
            return Ok(None);
        }
        let id = revoke::keep(&tx, core, scope.account, provider, &record, revoke::LATER_MS).await?;
        tx.commit().await?;
        Ok::<_, Error>(Some(id))
    };
    match kept.await {
        Ok(Some(id)) => {
            revoke::is_told(core, scope.account, id).await;
        }
        Ok(None) => {}
        Err(_) => {
            let told = match providers::calendar(core, provider) {
                Ok(client) => client.revoke(&record.refresh.into()).await,
                Err(error) => Err(error),
            };
            if let Err(error) = told {
                tracing::error!(provider = provider.as_str(), %error, "a refused grant could not be handed back");
            }
        }
    }
    erasure::scrub(core).await;
}

/// Whether the member has a connection that works with what the same person has granted.
async fn serves_already(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    provider: ProviderName,
    subject: &str,
) -> Result<bool> {
    for row in repository::rows(tx, scope.account, None).await? {
        if row.provider == provider.as_str()
            && row.state == ACTIVE
            && repository::owner(tx, core, &row).await?.subject == subject
        {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn decide(core: &Core, scope: &Scope, grant: Grant) -> Result<Connected> {
    let (account, member) = (scope.account, scope.actor.member().ok_or(Error::Unauthenticated)?);
    // Whoever began may have left, or the account may be closing, while they were at the provider.
    if accounts::scope_of_member(core, member).await? != Some(*scope) {
        return Err(Error::Unauthenticated);
    }
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    if !accounts::is_active(&tx, account).await? {
        return Err(Error::Refused(READ_ONLY.to_owned()));
    }
    let known = repository::locked(&tx, account, member, grant.provider).await?;
    let works = known.as_ref().is_some_and(|row| row.state == ACTIVE);
    let is_same = match &known {
        Some(row) => repository::owner(&tx, core, row).await?.subject == grant.subject,
        None => true,
    };
    let outcome = match (&grant.refresh, grant.part.is_granted(grant.provider, &grant.scopes)) {
        (_, false) => Connected::Reduced,
        (None, true) => Connected::Fleeting,
        (Some(_), true) if works && !is_same => Connected::Another,
        (Some(_), true) if grant.address.is_empty() => Connected::Nameless,
        (Some(_), true) => Connected::Made,
    };
    if outcome == Connected::Made {
        if let Some(row) = known.as_ref().filter(|_| !works) {
            // It was ended there; what is connected now is a new one, with a key of its own.
            forget(&tx, core, scope, row, 0).await?;
        }
        revoke::spare(&tx, core, account, grant.provider, &grant.subject).await?;
        let outcome = keep(&tx, core, scope, member, grant, known.filter(|_| works)).await?;
        tx.commit().await?;
        return Ok(outcome);
    }
    // Google ends the whole grant of a person at once, so it is not handed back while another part rests on it.
    let handed_back = match grant.refresh {
        Some(refresh) if !(works && is_same) && grant.provider.can_revoke() => {
            let record = RevocationRecord { refresh, subject: grant.subject };
            Some(revoke::keep(&tx, core, account, grant.provider, &record, revoke::LATER_MS).await?)
        }
        _ => None,
    };
    tx.commit().await?;
    if let Some(id) = handed_back {
        revoke::is_told(core, account, id).await;
        erasure::scrub(core).await;
    }
    Ok(outcome)
}

/// Stores the grant: in the row of the connection that works already, or in a new one. What a part has stored that is not
/// granted any more goes.
async fn keep(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    member: UserId,
    grant: Grant,
    known: Option<connection::Model>,
) -> Result<Connected> {
    let account = scope.account;
    let id = known.as_ref().map_or_else(|| core.new_id(), |row| row.id);
    let was = known.as_ref().map(|row| Part::read_all(&row.parts)).unwrap_or_default();
    let wanted = |part: &Part| *part == grant.part || was.contains(part);
    let parts: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| wanted(part) && part.is_granted(grant.provider, &grant.scopes))
        .collect();
    let lost: Vec<Part> = was.into_iter().filter(|part| !parts.contains(part)).collect();
    for part in &lost {
        match part {
            Part::Calendar => repository::delete_busy(tx, account, id).await?,
            Part::Mail => mailbox::forget(tx, account, id).await?,
        }
    }
    let token = repository::seal_token(tx, core, account, id, grant.refresh.unwrap_or_default()).await?;
    let record = OwnerRecord { address: grant.address, subject: grant.subject };
    let sealed = core.vault.key(tx, KeyOwner::Account(account)).await?.seal(account, id, &record)?;
    let words = Part::write_all(&parts);
    if known.is_some() {
        let columns = connection::ActiveModel {
            parts: Set(words.clone()),
            sealed: Set(sealed),
            token: Set(Some(token)),
            ..Default::default()
        };
        repository::update(tx, id, columns).await?;
    } else {
        let row = connection::Model {
            id,
            account_id: account.0,
            member_id: member.0,
            provider: grant.provider.as_str().to_owned(),
            parts: words.clone(),
            state: ACTIVE.to_owned(),
            connected_at: core.now_ms(),
            ended_at: None,
            sealed,
            token: Some(token),
        };
        repository::insert(tx, row).await?;
    }
    // The page is to show something at once, not in a quarter of an hour.
    let first = match grant.part {
        Part::Calendar => JobKind::SyncCalendar,
        Part::Mail => JobKind::SyncMail,
    };
    jobs::enqueue(tx, core, NewJob::now(core, account, first, &id)?).await?;
    let entry = Entry::new("connection.made", Subject::one("connection", id))
        .with(format!("provider={} parts={words}", grant.provider.as_str()));
    audit::record(tx, core, scope, entry).await?;
    Ok(if lost.is_empty() { Connected::Made } else { Connected::Narrowed })
}

async fn held(conn: &impl ConnectionTrait, scope: &Scope, provider: ProviderName) -> Result<Vec<Part>> {
    let rows = repository::rows(conn, scope.account, scope.actor.member()).await?;
    let row = rows.into_iter().find(|row| row.provider == provider.as_str() && row.state == ACTIVE);
    Ok(row.map(|row| Part::read_all(&row.parts)).unwrap_or_default())
}
