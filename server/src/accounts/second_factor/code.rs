//! Taking a code: one of the app or one for recovery, each once.

use super::{
    super::{
        entity::member,
        news::{self, News},
        throttle::{self, Counted},
    },
    entity::second_step,
    record::StepRecord,
    recovery, totp,
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    vault::KeyOwner,
};
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};

/// What was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A code of the app.
    App,
    /// One for recovery.
    Recovery,
}

impl Taken {
    /// What somebody means to type: six digits are of the app.
    fn meant(typed: &str) -> Self {
        let code = plain(typed);
        let is_of_app = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        if is_of_app { Self::App } else { Self::Recovery }
    }
}

/// Counts a try, before the code is looked at, so that a hundred at once do not slip through. A million codes of the app can
/// be guessed, so few tries are allowed; 120 bits cannot, so that codes for recovery are counted by address alone and whoever
/// guesses the others does not lock the member out of their own.
pub async fn count(core: &Core, member: &member::Model, typed: &str, ip: &str) -> Result<()> {
    let (id, address) = (member.id.to_string(), Counted::Address(ip));
    if Taken::meant(typed) == Taken::Recovery {
        return throttle::count(core, &[address]).await;
    }
    let tally = throttle::tally(core, &[Counted::Step(&id), address]).await?;
    if tally.went_over {
        tell(core, member).await?;
    }
    tally.outcome()
}

/// Takes the count back after a code that was right.
pub async fn forgive(core: &Core, member: &member::Model, taken: Taken, ip: &str) -> Result<()> {
    match taken {
        Taken::App => throttle::forgive_all(core, Counted::Step(&member.id.to_string()), ip).await,
        Taken::Recovery => throttle::take_back(core, Counted::Address(ip)).await,
    }
}

/// Tells the member, and their account's record, that somebody was stopped here: once in a quarter of an hour.
async fn tell(core: &Core, member: &member::Model) -> Result<()> {
    let scope = Scope { account: AccountId(member.account_id), actor: Actor::System };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    if row_in_use(&tx, member).await?.is_none() {
        return Ok(());
    }
    news::tell(&tx, core, member, News::Stopped).await?;
    let entry = Entry::new("second_step.stopped", Subject::one("member", member.id));
    audit::record(&tx, core, &scope, entry).await?;
    Ok(tx.commit().await?)
}

/// A code as it is meant, however it was spaced.
pub fn plain(typed: &str) -> String {
    typed.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The member's second step, also one that no code has confirmed yet.
pub async fn row(conn: &impl ConnectionTrait, member: &member::Model) -> Result<Option<second_step::Model>> {
    let query = second_step::Entity::find()
        .filter(second_step::Column::AccountId.eq(member.account_id))
        .filter(second_step::Column::MemberId.eq(member.id));
    Ok(query.one(conn).await?)
}

/// The member's second step, if it counts.
pub async fn row_in_use(
    conn: &impl ConnectionTrait,
    member: &member::Model,
) -> Result<Option<second_step::Model>> {
    Ok(row(conn, member).await?.filter(|row| row.since_at.is_some()))
}

/// Takes the code that the member has typed, in a transaction that has locked the account: of two who bring the same one
/// at once, the second finds it taken.
pub async fn take(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    member: &member::Model,
    typed: &str,
) -> Result<Taken> {
    let step = row_in_use(tx, member).await?.ok_or_else(wrong)?;
    let code = plain(typed);
    if Taken::meant(typed) == Taken::App {
        accept(tx, core, member, &step, &code).await?;
        return Ok(Taken::App);
    }
    if !recovery::take(tx, core, member, &code).await? {
        return Err(wrong());
    }
    let left = recovery::left(tx, AccountId(member.account_id), member.id).await?;
    let entry = Entry::new("second_step.used_recovery", Subject::one("member", member.id));
    audit::record(tx, core, scope, entry.with(format!("left={left}"))).await?;
    news::tell(tx, core, member, News::UsedCode).await?;
    Ok(Taken::Recovery)
}

/// Takes a code before something that needs one where the second step is on; nothing is asked for where it is off.
pub async fn pass(core: &Core, scope: &Scope, member: &member::Model, typed: &str, ip: &str) -> Result<()> {
    if row_in_use(core.db.read(), member).await?.is_none() {
        return Ok(());
    }
    count(core, member, typed, ip).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let taken = take(&tx, core, scope, member, typed).await?;
    tx.commit().await?;
    forgive(core, member, taken, ip).await
}

/// Accepts a code of the app, and with it every step up to its own.
pub async fn accept(
    tx: &DatabaseTransaction,
    core: &Core,
    member: &member::Model,
    step: &second_step::Model,
    code: &str,
) -> Result<()> {
    let secret = open(tx, core, member, step).await?;
    let accepted = totp::accepted_step(&secret.secret, code, totp::time(core), step.last_step)?;
    let accepted = accepted.ok_or_else(wrong)?;
    let is_later = Condition::any()
        .add(second_step::Column::LastStep.is_null())
        .add(second_step::Column::LastStep.lt(accepted));
    let changed = second_step::Entity::update_many()
        .col_expr(second_step::Column::LastStep, Expr::value(accepted))
        .filter(second_step::Column::Id.eq(step.id))
        .filter(is_later)
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(wrong()) }
}

/// Opens the secret of a second step.
pub async fn open(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    step: &second_step::Model,
) -> Result<StepRecord> {
    let account = AccountId(member.account_id);
    let key = core.vault.key(conn, KeyOwner::Member(account, UserId(member.id))).await?;
    Ok(key.open(account, step.id, &step.sealed)?)
}

fn wrong() -> Error {
    Error::invalid(
        "That code is wrong, or it was used already. Type the one that your app shows now; if it never fits, let your \
         phone set its clock by itself.",
    )
}
