//! How a connected mailbox stands, for its owner.

use super::repository;
use crate::{Core, Result, Scope};
use uuid::Uuid;

/// Why a mailbox was not read last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It asked us to wait.
    Busy,
    /// It did not let us in.
    Denied,
    /// It did not answer, or not in a way that can be read.
    Failed,
}

/// How a connected mailbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When it was last read, in milliseconds since 1970 UTC; `None` before the first time.
    pub read_at: Option<i64>,
    /// What stood against reading it since.
    pub trouble: Option<Trouble>,
    /// When a mail of a lead was last given up because it cannot be read, in milliseconds since 1970 UTC; `None` when that
    /// was more than a week ago.
    pub lost_at: Option<i64>,
}

/// How long a mail that was given up is told of, in milliseconds.
const TOLD_MS: i64 = 7 * 24 * 3_600_000;

/// How the mailbox of a connection of the account stands.
pub async fn standing(core: &Core, scope: &Scope, connection: Uuid) -> Result<Standing> {
    let Some(row) = repository::row(core.db.read(), scope.account, connection).await? else {
        return Ok(Standing::default());
    };
    let place = repository::place(core.db.read(), core, &row).await?;
    Ok(Standing {
        read_at: row.read_at,
        trouble: match row.trouble.as_str() {
            "" => None,
            "busy" => Some(Trouble::Busy),
            "denied" => Some(Trouble::Denied),
            _ => Some(Trouble::Failed),
        },
        lost_at: place.lost_at.filter(|at| core.now_ms() - at < TOLD_MS),
    })
}
