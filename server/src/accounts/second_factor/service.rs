//! Turning the second step on and off.

use super::{
    super::{
        confirm::confirm,
        ending::end_sessions,
        entity::member,
        news::{self, News},
        repository::{acting_member, member_by_email, open_member},
    },
    code::{self, Taken},
    entity::second_step,
    misfit::Misfit,
    record::StepRecord,
    recovery,
    totp::{self, Enrolment},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    vault::KeyOwner,
};
use realtoros_domain::{
    contact::EmailAddress,
    ids::{AccountId, UserId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use tower_sessions::session::Id;

/// How long a secret that no code has confirmed can be, in milliseconds.
const ENROLMENT_MS: i64 = 10 * 60 * 1_000;

/// How a member's second step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SecondStep {
    /// Since when it is asked for, in milliseconds since 1970 UTC; none while it is off.
    pub since: Option<i64>,
    /// How many codes for recovery are left.
    pub recovery_codes: u64,
}

/// How the acting member's second step stands.
pub async fn second_step(core: &Core, scope: &Scope) -> Result<SecondStep> {
    let conn = core.db.read();
    let member = acting_member(conn, scope).await?;
    let since = code::row_in_use(conn, &member).await?.and_then(|row| row.since_at);
    Ok(SecondStep { since, recovery_codes: recovery::left(conn, scope.account, member.id).await? })
}

/// Begins to turn it on: makes a secret, in place of one that was not confirmed, and returns what the member copies into
/// their app. Nothing is asked for at sign-in yet.
pub async fn begin_second_step(core: &Core, scope: &Scope, password: &str, ip: &str) -> Result<Enrolment> {
    confirm(core, scope, password, ip).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let member = acting_member(&tx, scope).await?;
    if code::row_in_use(&tx, &member).await?.is_some() {
        return Err(already_on());
    }
    forget(&tx, &member).await?;
    let id = core.new_id();
    let secret = StepRecord { secret: totp::new_secret() };
    let enrolment = shown(&tx, core, &member, &secret).await?;
    let key = core.vault.key(&tx, KeyOwner::Member(scope.account, UserId(member.id))).await?;
    let row = second_step::ActiveModel {
        id: Set(id),
        account_id: Set(scope.account.0),
        member_id: Set(member.id),
        begun_at: Set(core.now_ms()),
        since_at: Set(None),
        last_step: Set(None),
        sealed: Set(key.seal(scope.account, id, &secret)?),
    };
    second_step::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(enrolment)
}

/// The same once more, after a code that did not fit; none once it is confirmed, and none after ten minutes. Show it in the
/// answer to that code only: whoever opens the page without the password sees no secret.
pub async fn enrolment(core: &Core, scope: &Scope) -> Result<Option<Enrolment>> {
    let conn = core.db.read();
    let member = acting_member(conn, scope).await?;
    let Some(row) = code::row(conn, &member).await?.filter(|row| is_under_way(core, row)) else {
        return Ok(None);
    };
    let secret = code::open(conn, core, &member, &row).await?;
    shown(conn, core, &member, &secret).await.map(Some)
}

async fn shown(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    secret: &StepRecord,
) -> Result<Enrolment> {
    let record = open_member(core, conn, member).await?;
    totp::enrolment(&secret.secret, record.email.as_str())
}

/// Turns it on with a code of the app, and signs every other browser out. Returns the codes for recovery, which are shown
/// this once.
pub async fn turn_on_second_step(
    core: &Core,
    scope: &Scope,
    typed: &str,
    ip: &str,
    keep: Option<&Id>,
) -> Result<Vec<String>> {
    let member = acting_member(core.db.read(), scope).await?;
    code::count(core, &member, typed, ip).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let row = code::row(&tx, &member).await?.filter(|row| row.since_at.is_some() || is_under_way(core, row));
    let row = row.ok_or_else(|| {
        Error::Conflict("This took longer than ten minutes. Please begin again.".to_owned())
    })?;
    if row.since_at.is_some() {
        return Err(already_on());
    }
    code::accept(&tx, core, &member, &row, &code::plain(typed)).await?;
    second_step::Entity::update_many()
        .col_expr(second_step::Column::SinceAt, Expr::value(core.now_ms()))
        .filter(second_step::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    let codes = recovery::renew(&tx, core, &member).await?;
    let ended = end_sessions(&tx, core, scope.account, keep).await?;
    let entry = Entry::new("second_step.on", Subject::one("member", member.id));
    audit::record(&tx, core, scope, entry.with(format!("sessions={ended}"))).await?;
    news::tell(&tx, core, &member, News::StepOn).await?;
    tx.commit().await?;
    code::forgive(core, &member, Taken::App, ip).await?;
    Ok(codes)
}

/// Turns it off after the password and a code, and signs every other browser out.
pub async fn turn_off_second_step(
    core: &Core,
    scope: &Scope,
    password: &str,
    typed: &str,
    ip: &str,
    keep: Option<&Id>,
) -> std::result::Result<(), Misfit> {
    let (tx, member, taken) = prove(core, scope, password, typed, ip).await?;
    end(&tx, core, scope, &member, keep).await?;
    news::tell(&tx, core, &member, News::StepOff).await?;
    tx.commit().await?;
    Ok(code::forgive(core, &member, taken, ip).await?)
}

/// Makes new codes for recovery, after the password and a code. Those that are left work no more.
pub async fn new_recovery_codes(
    core: &Core,
    scope: &Scope,
    password: &str,
    typed: &str,
    ip: &str,
) -> std::result::Result<Vec<String>, Misfit> {
    let (tx, member, taken) = prove(core, scope, password, typed, ip).await?;
    let codes = recovery::renew(&tx, core, &member).await?;
    let entry = Entry::new("second_step.new_codes", Subject::one("member", member.id));
    audit::record(&tx, core, scope, entry.with(format!("codes={}", codes.len()))).await?;
    news::tell(&tx, core, &member, News::NewCodes).await?;
    tx.commit().await?;
    code::forgive(core, &member, taken, ip).await?;
    Ok(codes)
}

/// Turns it off for a member who has lost everything, and signs every browser out: for the operator, who has made sure who
/// asks. Passkeys stay; the member removes those that are lost. Says whose account it was.
pub async fn turn_off_second_step_of(core: &Core, email: &str) -> Result<Scope> {
    let nobody = || Error::invalid("there is no account with this e-mail address");
    let email: EmailAddress = email.parse().map_err(|_| nobody())?;
    let member = member_by_email(core, &email).await?.ok_or_else(nobody)?;
    let scope = Scope { account: AccountId(member.account_id), actor: Actor::Operator };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    if code::row_in_use(&tx, &member).await?.is_none() {
        return Err(Error::invalid("this member has no second step"));
    }
    end(&tx, core, &scope, &member, None).await?;
    news::tell(&tx, core, &member, News::StepOffByOperator).await?;
    tx.commit().await?;
    Ok(scope)
}

/// Passes with the password and a code, which is taken in the transaction that is returned.
async fn prove(
    core: &Core,
    scope: &Scope,
    password: &str,
    typed: &str,
    ip: &str,
) -> std::result::Result<(DatabaseTransaction, member::Model, Taken), Misfit> {
    confirm(core, scope, password, ip).await.map_err(Misfit::of("password"))?;
    let member = acting_member(core.db.read(), scope).await?;
    code::count(core, &member, typed, ip).await.map_err(Misfit::of("code"))?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    if code::row_in_use(&tx, &member).await?.is_none() {
        return Err(Error::Conflict("Two-step sign-in is off.".to_owned()).into());
    }
    let taken = code::take(&tx, core, scope, &member, typed).await.map_err(Misfit::of("code"))?;
    Ok((tx, member, taken))
}

async fn end(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    member: &member::Model,
    keep: Option<&Id>,
) -> Result<()> {
    forget(tx, member).await?;
    recovery::forget(tx, member).await?;
    let ended = end_sessions(tx, core, scope.account, keep).await?;
    let entry = Entry::new("second_step.off", Subject::one("member", member.id));
    audit::record(tx, core, scope, entry.with(format!("sessions={ended}"))).await
}

async fn forget(tx: &DatabaseTransaction, member: &member::Model) -> Result<()> {
    second_step::Entity::delete_many()
        .filter(second_step::Column::AccountId.eq(member.account_id))
        .filter(second_step::Column::MemberId.eq(member.id))
        .exec(tx)
        .await?;
    Ok(())
}

fn is_under_way(core: &Core, row: &second_step::Model) -> bool {
    row.since_at.is_none() && core.now_ms() < row.begun_at + ENROLMENT_MS
}

fn already_on() -> Error {
    Error::Conflict("Two-step sign-in is on already.".to_owned())
}
