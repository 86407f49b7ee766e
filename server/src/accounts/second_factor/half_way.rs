//! Between the first step and the second: nobody is signed in yet, and the browser carries a sealed note for five minutes.

use super::{
    super::{
        entity::member,
        forgotten::mark,
        oauth::{open_cookie, seal_cookie},
        record::MemberRecord,
        repository::{member_by_id, open_member},
        sign_in::scope_of,
    },
    code::{self, Taken},
    record::HalfWayRecord,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::DatabaseTransaction;
use subtle::ConstantTimeEq;

/// How long somebody may take over the second step, in seconds.
const HALF_WAY_S: i64 = 5 * 60;

/// What came of the first step of a sign-in, which was right.
#[derive(Debug)]
pub enum SignedIn {
    /// The member is in: nothing else is asked.
    Whole(Scope),
    /// The member has set up a second step, which comes now.
    Half(HalfWay),
}

impl SignedIn {
    /// Who is in, for tests of members without a second step.
    ///
    /// # Panics
    /// When a second step is asked for.
    #[cfg(test)]
    pub fn whole(self) -> Scope {
        match self {
            Self::Whole(scope) => scope,
            Self::Half(_) => panic!("a second step is asked for"),
        }
    }
}

/// What the browser carries from the first step to the second.
#[derive(Debug)]
pub struct HalfWay {
    /// The cookie's value.
    pub cookie: String,
    /// How long it lasts, in seconds.
    pub seconds: i64,
}

/// How the first step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How<'a> {
    /// With the password.
    Password,
    /// With this provider.
    Provider(&'a str),
    /// With a link to a new password.
    Link,
}

impl How<'_> {
    const fn as_str(&self) -> &str {
        match self {
            Self::Password => "password",
            Self::Provider(name) => name,
            Self::Link => "link",
        }
    }
}

/// Ends the first step, which was right: lets the member in and writes that down, or asks for the second step. Every way to
/// sign in but a passkey ends here (ASVS 6.4.3). Locks the account first: who turns the second step on meanwhile is waited for.
pub(in crate::accounts) async fn after_first(
    tx: &DatabaseTransaction,
    core: &Core,
    member: &member::Model,
    record: &MemberRecord,
    how: How<'_>,
) -> Result<SignedIn> {
    db::lock_account(tx, AccountId(member.account_id)).await?;
    if code::row_in_use(tx, member).await?.is_none() {
        let scope = scope_of(member);
        let entry = Entry::new("member.signed_in", Subject::one("member", member.id));
        let detail = if how == How::Password { String::new() } else { format!("by={}", how.as_str()) };
        audit::record(tx, core, &scope, entry.with(detail)).await?;
        return Ok(SignedIn::Whole(scope));
    }
    let note = HalfWayRecord {
        member: UserId(member.id),
        by: how.as_str().to_owned(),
        mark: mark(record),
        expires_at: core.now_ms() + HALF_WAY_S * 1_000,
    };
    Ok(SignedIn::Half(HalfWay { cookie: seal_cookie(core, &note).await?, seconds: HALF_WAY_S }))
}

/// Whether the second step can be taken with this cookie.
pub async fn is_half_way(core: &Core, cookie: &str) -> bool {
    note(core, cookie).await.is_some()
}

/// Takes the second step with the code that was typed. [`Error::Unauthenticated`]: the first has to be taken again.
pub async fn finish_sign_in(core: &Core, cookie: &str, typed: &str, ip: &str) -> Result<Scope> {
    let note = note(core, cookie).await.ok_or(Error::Unauthenticated)?;
    let member = member_by_id(core.db.read(), note.member).await?.ok_or(Error::Unauthenticated)?;
    let scope = scope_of(&member);
    code::count(core, &member, typed, ip).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let member = member_by_id(&tx, note.member).await?.ok_or(Error::Unauthenticated)?;
    let record = open_member(core, &tx, &member).await?;
    let is_same = bool::from(mark(&record).as_bytes().ct_eq(note.mark.as_bytes()));
    if !is_same || code::row_in_use(&tx, &member).await?.is_none() {
        return Err(Error::Unauthenticated);
    }
    let taken = code::take(&tx, core, &scope, &member, typed).await?;
    let second = match taken {
        Taken::App => "app",
        Taken::Recovery => "recovery",
    };
    let entry = Entry::new("member.signed_in", Subject::one("member", member.id));
    audit::record(&tx, core, &scope, entry.with(format!("by={} second={second}", note.by))).await?;
    tx.commit().await?;
    code::forgive(core, &member, taken, ip).await?;
    Ok(scope)
}

async fn note(core: &Core, cookie: &str) -> Option<HalfWayRecord> {
    let note: HalfWayRecord = open_cookie(core, cookie).await?;
    (core.now_ms() < note.expires_at).then_some(note)
}
