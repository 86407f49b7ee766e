//! Signing in with a password, and who a session or an operator speaks for.

use super::{
    confirm::confirm,
    ending::end_sessions,
    entity::member,
    forgotten::mark,
    news::{self, News},
    password,
    record::MemberRecord,
    repository::{acting_member, member_by_email, member_by_id, open_member, seal_member},
    second_factor::{How, SignedIn, after_first},
    throttle::{self, Counted},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::{
    contact::EmailAddress,
    ids::{AccountId, UserId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use tower_sessions::session::Id;

/// Signs a member in, or halfway in where a second step follows. Every reason to refuse is [`Error::Unauthenticated`] after the same work, or
/// [`Error::Throttled`] whether or not the account exists.
pub async fn sign_in(core: &Core, email: &str, password: &str, ip: &str) -> Result<SignedIn> {
    let address = email.parse::<EmailAddress>().ok();
    let normal = address.as_ref().map_or_else(|| email.trim().to_lowercase(), |a| a.as_str().to_owned());
    throttle::count(core, &[Counted::Account(&normal), Counted::Address(ip)]).await?;

    let found = match &address {
        Some(address) => member_by_email(core, address).await?,
        None => None,
    };
    let known = match found {
        Some(row) => {
            let record = open_member(core, core.db.read(), &row).await?;
            Some((row, record))
        }
        None => None,
    };
    let phc = known.as_ref().and_then(|(_, record)| record.password.clone());
    let is_right = password::verify_apart(password, phc).await?;
    let Some((row, record)) = known.filter(|_| is_right) else { return Err(Error::Unauthenticated) };

    throttle::forgive(core, &normal, ip).await?;
    let is_weak = record.password.as_deref().is_some_and(password::is_weak);
    let stronger = if is_weak { Some(password::hash_apart(password).await?) } else { None };
    let tx = core.db.begin().await?;
    let (row, record) = locked(&tx, core, &row, &record).await?.ok_or(Error::Unauthenticated)?;
    let record = match stronger {
        Some(hashed) => store_password(&tx, core, &row, record, hashed).await?,
        None => record,
    };
    let signed_in = after_first(&tx, core, &row, &record, How::Password).await?;
    tx.commit().await?;
    Ok(signed_in)
}

/// Notes that a member signs out; the session itself is the web layer's.
pub async fn sign_out(core: &Core, scope: &Scope) -> Result<()> {
    let tx = core.db.begin().await?;
    let subject = scope.actor.member().map_or(Subject::many("member"), |id| Subject::one("member", id));
    audit::record(&tx, core, scope, Entry::new("member.signed_out", subject)).await?;
    Ok(tx.commit().await?)
}

/// Sets a new password, after the present one where there is one, and signs every other browser out (ASVS 7.4.3).
pub async fn change_password(
    core: &Core,
    scope: &Scope,
    current: &str,
    new: &str,
    ip: &str,
    keep: Option<&Id>,
) -> Result<()> {
    let row = acting_member(core.db.read(), scope).await?;
    let record = open_member(core, core.db.read(), &row).await?;
    if record.password.is_some() {
        confirm(core, scope, current, ip).await?;
    }
    if let Some(why) = password::problem(new, &[&record.name, record.email.as_str()]) {
        return Err(Error::invalid(why));
    }
    let hashed = password::hash_apart(new).await?;
    let tx = core.db.begin().await?;
    let (row, record) = locked(&tx, core, &row, &record).await?.ok_or_else(|| {
        Error::Conflict("Your password was changed meanwhile. Please reload this page.".to_owned())
    })?;
    store_password(&tx, core, &row, record, hashed).await?;
    news::tell(&tx, core, &row, News::Password).await?;
    let ended = end_sessions(&tx, core, scope.account, keep).await?;
    let entry = Entry::new("member.password_changed", Subject::one("member", row.id));
    audit::record(&tx, core, scope, entry.with(format!("sessions={ended}"))).await?;
    Ok(tx.commit().await?)
}

/// The account of the member with that address: for the operator on the command line.
pub async fn scope_of_email(core: &Core, email: &str) -> Result<Option<Scope>> {
    let Ok(email) = email.parse::<EmailAddress>() else { return Ok(None) };
    let row = member_by_email(core, &email).await?;
    Ok(row.map(|row| Scope { account: AccountId(row.account_id), actor: Actor::Operator }))
}

/// Whom a session speaks for; nobody once the member is gone.
pub async fn scope_of_member(core: &Core, member: UserId) -> Result<Option<Scope>> {
    Ok(member_by_id(core.db.read(), member).await?.map(|row| scope_of(&row)))
}

/// Locks the account and reads the member again; none when they are gone, or when the password is no longer the one that was
/// looked at before. What is stored afterwards undoes nothing that others stored meanwhile.
pub(super) async fn locked(
    tx: &impl ConnectionTrait,
    core: &Core,
    row: &member::Model,
    looked_at: &MemberRecord,
) -> Result<Option<(member::Model, MemberRecord)>> {
    db::lock_account(tx, AccountId(row.account_id)).await?;
    let Some(row) = member_by_id(tx, UserId(row.id)).await? else { return Ok(None) };
    let record = open_member(core, tx, &row).await?;
    Ok((mark(&record) == mark(looked_at)).then_some((row, record)))
}

pub(super) fn scope_of(row: &member::Model) -> Scope {
    Scope { account: AccountId(row.account_id), actor: Actor::Member(UserId(row.id)) }
}

pub(super) async fn store_password(
    tx: &impl ConnectionTrait,
    core: &Core,
    row: &member::Model,
    mut record: MemberRecord,
    hashed: String,
) -> Result<MemberRecord> {
    record.password = Some(hashed);
    let sealed = seal_member(core, tx, row, &record).await?;
    member::ActiveModel { id: Set(row.id), sealed: Set(sealed), ..Default::default() }.update(tx).await?;
    Ok(record)
}
