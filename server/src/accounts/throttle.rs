//! Slowing down whoever guesses passwords or codes: so many attempts per account and per address in a quarter of an hour.
//!
//! An attempt is counted before the password is looked at, so that a hundred at once do not slip through, and
//! forgiven when it succeeds. Addresses that have no account are counted alike.

use super::entity::attempt;
use crate::{Core, Error, Result};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// How long attempts are counted, in milliseconds.
const WINDOW_MS: i64 = 15 * 60 * 1_000;

/// What is counted, and up to how many.
#[derive(Clone, Copy, Debug)]
pub enum Counted<'a> {
    /// The account: its e-mail address in normal form.
    Account(&'a str),
    /// The network address that the request came from.
    Address(&'a str),
    /// Codes that are sent to a lead to show who they are (P-64).
    Code(&'a str),
    /// Codes that a network address asks for, for whomever.
    CodeAddress(&'a str),
    /// Codes that are tried for a lead.
    Guess(&'a str),
    /// Codes that a network address tries, for whomever.
    GuessAddress(&'a str),
    /// Codes that are tried for the second step of a member: their number (P-09).
    Step(&'a str),
    /// Passkeys that a network address asks for. Anybody may ask, so this is not counted with the passwords: it would lock
    /// out everybody behind the address.
    Ceremony(&'a str),
}

impl Counted<'_> {
    const fn limit(self) -> i32 {
        match self {
            Self::Code(_) | Self::Step(_) => 5,
            Self::Account(_) => 10,
            Self::Guess(_) | Self::CodeAddress(_) => 20,
            Self::Address(_) | Self::GuessAddress(_) | Self::Ceremony(_) => 50,
        }
    }

    async fn index(self, core: &Core, conn: &impl ConnectionTrait) -> Result<Vec<u8>> {
        let (usage, value) = match self {
            Self::Account(email) => ("attempt/account", email),
            Self::Address(ip) => ("attempt/address", ip),
            Self::Code(lead) => ("attempt/code", lead),
            Self::CodeAddress(ip) => ("attempt/code-address", ip),
            Self::Guess(lead) => ("attempt/guess", lead),
            Self::GuessAddress(ip) => ("attempt/guess-address", ip),
            Self::Step(member) => ("attempt/step", member),
            Self::Ceremony(ip) => ("attempt/ceremony", ip),
        };
        Ok(core.vault.platform_index(conn, usage).await?.hash(value))
    }
}

/// What came of counting an attempt.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// How long to wait, in milliseconds; zero when the attempt may go on.
    wait_ms: i64,
    /// Whether this attempt, and none before it, was too much for what was counted first.
    pub went_over: bool,
}

impl Tally {
    /// [`Error::Throttled`] when there were too many.
    pub fn outcome(self) -> Result<()> {
        match self.wait_ms {
            ..=0 => Ok(()),
            wait => Err(Error::Throttled(wait.div_euclid(1_000) + 1)),
        }
    }
}

/// Counts one attempt; refuses it when there were too many.
pub async fn count(core: &Core, counted: &[Counted<'_>]) -> Result<()> {
    tally(core, counted).await?.outcome()
}

/// Counts one attempt, for whoever wants to know more than whether it is refused.
pub async fn tally(core: &Core, counted: &[Counted<'_>]) -> Result<Tally> {
    let now = core.now_ms();
    let tx = core.db.begin().await?;
    let mut tally = Tally { wait_ms: 0, went_over: false };
    for (place, what) in counted.iter().enumerate() {
        let row = increment(core, &tx, *what, now).await?;
        if row.failures > what.limit() {
            tally.wait_ms = Ord::max(tally.wait_ms, row.window_ends_at - now);
        }
        tally.went_over |= place == 0 && row.failures == what.limit() + 1;
    }
    tx.commit().await?;
    Ok(tally)
}

/// Takes back the count of an attempt that succeeded. The account starts afresh; its address does not, because
/// somebody who guesses may well own one account. Where nothing is left to count, nothing is kept (P-15).
pub async fn forgive(core: &Core, email: &str, ip: &str) -> Result<()> {
    forgive_all(core, Counted::Account(email), ip).await
}

/// The same for whatever else was counted beside the address.
pub async fn forgive_all(core: &Core, what: Counted<'_>, ip: &str) -> Result<()> {
    let conn = core.db.write();
    let index = what.index(core, conn).await?;
    attempt::Entity::delete_by_id(index).exec(conn).await?;
    take_back(core, Counted::Address(ip)).await
}

/// Takes back one attempt and no more, as for an address.
pub async fn take_back(core: &Core, what: Counted<'_>) -> Result<()> {
    let conn = core.db.write();
    let address = what.index(core, conn).await?;
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Failures, Expr::col(attempt::Column::Failures).sub(1))
        .filter(attempt::Column::SubjectIndex.eq(address.clone()))
        .exec(conn)
        .await?;
    attempt::Entity::delete_many()
        .filter(attempt::Column::SubjectIndex.eq(address))
        .filter(attempt::Column::Failures.lte(0))
        .exec(conn)
        .await?;
    Ok(())
}

async fn increment(
    core: &Core,
    tx: &impl ConnectionTrait,
    what: Counted<'_>,
    now: i64,
) -> Result<attempt::Model> {
    let index = what.index(core, tx).await?;
    attempt::Entity::delete_many()
        .filter(attempt::Column::SubjectIndex.eq(index.clone()))
        .filter(attempt::Column::WindowEndsAt.lte(now))
        .exec(tx)
        .await?;
    let fresh = attempt::ActiveModel {
        subject_index: Set(index.clone()),
        failures: Set(1),
        window_ends_at: Set(now + WINDOW_MS),
    };
    let failures = Expr::col((attempt::Entity, attempt::Column::Failures));
    attempt::Entity::insert(fresh)
        .on_conflict(
            OnConflict::column(attempt::Column::SubjectIndex)
                .value(attempt::Column::Failures, failures.add(1))
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    attempt::Entity::find_by_id(index)
        .one(tx)
        .await?
        .ok_or_else(|| Error::Internal("a counted attempt is not there".to_owned()))
}
