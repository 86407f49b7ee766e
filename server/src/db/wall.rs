//! Whose rows a piece of work may touch, as the database itself checks it (P-35).
//!
//! PostgreSQL shows a connection the rows of one account only. Which account is said once, here, around the work: for a
//! request by the layer that finds out who calls, for a job by the worker. The pool passes it on with every connection
//! that it hands out (see `connect.rs`). Where nothing is said, every query of an account's table is an error.
//! SQLite has no such wall; there the filters of the repositories stand alone.

use realtoros_domain::ids::AccountId;
use std::{cell::Cell, future::Future};

/// Whose rows may be touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wall {
    /// Not known yet.
    Unknown,
    /// One account's.
    Account(AccountId),
    /// Everybody's: work that finds out whose turn it is, and the operator's.
    Everyone,
}

tokio::task_local! {
    static WALL: Cell<Wall>;
}

/// Does `work` on the rows of `account` only.
pub fn within<F: Future>(account: AccountId, work: F) -> impl Future<Output = F::Output> {
    WALL.scope(Cell::new(Wall::Account(account)), work)
}

/// Does `work` that does not know its account yet; it says so with [`enter`] once it does.
pub fn unknown<F: Future>(work: F) -> impl Future<Output = F::Output> {
    WALL.scope(Cell::new(Wall::Unknown), work)
}

/// Does `work` across all accounts: look-ups by secret that tell whose turn it is, and what the operator asks for.
pub fn across<F: Future>(work: F) -> impl Future<Output = F::Output> {
    WALL.scope(Cell::new(Wall::Everyone), work)
}

/// From here on, this piece of work is about `account`: its secret has been looked up. Work across accounts stays so.
pub fn enter(account: AccountId) {
    let _ = WALL.try_with(|wall| {
        if wall.get() != Wall::Everyone {
            wall.set(Wall::Account(account));
        }
    });
}

/// What the database is told: an account's id, `*`, or nothing.
pub(super) fn setting() -> String {
    match WALL.try_with(Cell::get) {
        Ok(Wall::Account(account)) => account.to_string(),
        Ok(Wall::Everyone) => "*".to_owned(),
        Ok(Wall::Unknown) | Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const MINE: AccountId = AccountId(Uuid::from_u128(1));
    const THEIRS: AccountId = AccountId(Uuid::from_u128(2));

    #[tokio::test]
    async fn p35_whose_rows_is_said_around_the_work_and_ends_with_it() {
        assert_eq!(setting(), "");
        within(MINE, async {
            assert_eq!(setting(), MINE.to_string());
            across(async { assert_eq!(setting(), "*") }).await;
            within(THEIRS, async { assert_eq!(setting(), THEIRS.to_string()) }).await;
            assert_eq!(setting(), MINE.to_string());
        })
        .await;
        assert_eq!(setting(), "");
    }

    #[tokio::test]
    async fn p35_a_task_of_its_own_touches_nobodys_rows() {
        within(MINE, async {
            assert_eq!(tokio::spawn(async { setting() }).await.unwrap(), "");
        })
        .await;
    }

    #[tokio::test]
    async fn p35_work_that_has_found_its_account_stays_there() {
        unknown(async {
            assert_eq!(setting(), "");
            enter(MINE);
            assert_eq!(setting(), MINE.to_string());
        })
        .await;
        across(async {
            enter(MINE);
            assert_eq!(setting(), "*");
        })
        .await;
    }
}
