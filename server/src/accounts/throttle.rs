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
}

impl Counted<'_> {
    const fn limit(self) -> i32 {
        match self {
            Self::Code(_) => 5,
            Self::Account(_) => 10,
            Self::Guess(_) | Self::CodeAddress(_) => 20,
            Self::Address(_) | Self::GuessAddress(_) => 50,
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
        };
        Ok(core.vault.platform_index(conn, usage).await?.hash(value))
    }
}

/// Counts one attempt; refuses it when there were too many.
pub async fn count(core: &Core, counted: &[Counted<'_>]) -> Result<()> {
    let now = core.now_ms();
    let tx = core.db.begin().await?;
    let mut wait_ms: i64 = 0;
    for what in counted {
        let row = increment(core, &tx, *what, now).await?;
        if row.failures > what.limit() {
            wait_ms = Ord::max(wait_ms, row.window_ends_at - now);
        }
    }
    tx.commit().await?;
    if wait_ms > 0 { Err(Error::Throttled(wait_ms.div_euclid(1_000) + 1)) } else { Ok(()) }
}

/// Takes back the count of an attempt that succeeded. The account starts afresh; its address does not, because
/// somebody who guesses may well own one account. Where nothing is left to count, nothing is kept (P-15).
pub async fn forgive(core: &Core, email: &str, ip: &str) -> Result<()> {
    let conn = core.db.write();
    let account = Counted::Account(email).index(core, conn).await?;
    attempt::Entity::delete_by_id(account).exec(conn).await?;
    let address = Counted::Address(ip).index(core, conn).await?;
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
