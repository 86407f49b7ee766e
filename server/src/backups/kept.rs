//! What a restore never takes back: opt-outs, erasures, closings and versions of the master key that the database in
//! place knows (P-56, P-58, P-62, T4).

use super::insert::is_proof;
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    privacy::data_map::Table,
};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ConnectionTrait, Statement,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

/// A table of accounts in which the database in place may know more than the backup: its rows stay, and of two rows
/// about the same the one that changed last holds.
struct Kept {
    table: &'static str,
    /// What two rows about the same agree in.
    key: &'static [&'static str],
    /// When a row changed last: the first of these that is there.
    changed: [&'static str; 2],
}

static KEPT: [Kept; 7] = [
    Kept {
        table: "suppression",
        key: &["account_id", "channel", "address_index"],
        changed: ["lifted_at", "recorded_at"],
    },
    Kept {
        table: "erased_address",
        key: &["account_id", "kind", "address_index"],
        changed: ["lifted_at", "erased_at"],
    },
    Kept { table: "erasure", key: &["id"], changed: ["confirmed_at", "erased_at"] },
    // What the provider still has of people who were erased since the backup: only these rows know its numbers.
    Kept { table: "provider_copy", key: &["id"], changed: ["created_at", "created_at"] },
    Kept { table: "account_closing", key: &["account_id"], changed: ["begun_at", "asked_at"] },
    Kept { table: "legal_hold", key: &["id"], changed: ["released_at", "placed_at"] },
    Kept { table: "aggregate_opt_out", key: &["account_id"], changed: ["since", "since"] },
];

/// What waits for a link in a mail, and last letters to people who were erased: no backup has any, so what waits goes on.
pub(super) const LETTERS: &str = "pending_sign_up";

fn kept(table: &Table) -> Option<&'static Kept> {
    KEPT.iter().find(|kept| kept.table == table.name)
}

/// Whether rows that the database has of this table stay when a backup is restored.
pub(super) fn stays(table: &Table) -> bool {
    is_proof(table) || kept(table).is_some() || table.name == LETTERS
}

/// What happens when the backup has a row that is there already; none where no row is there.
pub(super) fn on_conflict(table: &Table, columns: impl Iterator<Item = &'static str>) -> Option<OnConflict> {
    if is_proof(table) {
        return Some(OnConflict::new().do_nothing().to_owned());
    }
    let kept = kept(table)?;
    let others = columns.filter(|name| *name != "id" && !kept.key.contains(name));
    let changed = |row: &str| kept.changed.map(|column| format!("{row}.{column}")).join(", ");
    let newer = format!("COALESCE({}) > COALESCE({})", changed("excluded"), changed(kept.table));
    let mut update = OnConflict::columns(kept.key.iter().copied());
    update.update_columns(others).action_and_where(Expr::cust(newer));
    Some(update)
}

/// When each account was last kept after all, as the histories of the database in place say.
pub(super) async fn reopened(tx: &impl ConnectionTrait) -> Result<Vec<(Uuid, i64)>> {
    let sql = "SELECT account_id, max(\"at\") AS newest FROM audit_entry WHERE action = 'account.reopened' \
               GROUP BY account_id";
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "account_id")?, row.try_get("", "newest")?))).collect()
}

/// After the rows of the backup are in: what is about accounts that did not come back goes, an account that was kept
/// after all since the backup is not closing, and one that was closed since is not active.
pub(super) async fn settle(tx: &impl ConnectionTrait, core: &Core, reopened: &[(Uuid, i64)]) -> Result<()> {
    for Kept { table, .. } in &KEPT {
        let orphans = format!("DELETE FROM \"{table}\" WHERE account_id NOT IN (SELECT id FROM account)");
        tx.execute_unprepared(&orphans).await?;
    }
    let backend = tx.get_database_backend();
    for (account, at) in reopened {
        let forget = "DELETE FROM account_closing WHERE account_id = $1 AND asked_at <= $2 AND account_id IN \
                      (SELECT id FROM account WHERE status IN ('closing', 'held'))";
        let forget = Statement::from_sql_and_values(backend, forget, [(*account).into(), (*at).into()]);
        if tx.execute_raw(forget).await?.rows_affected() > 0 {
            let reopen = "UPDATE account SET status = 'active' WHERE id = $1";
            tx.execute_raw(Statement::from_sql_and_values(backend, reopen, [(*account).into()])).await?;
            // The history that said so is gone; the next restore must find it too.
            let scope = Scope { account: AccountId(*account), actor: Actor::System };
            let entry = Entry::new("account.reopened", Subject::one("account", *account));
            audit::record(tx, core, &scope, entry).await?;
        }
    }
    let close = "UPDATE account SET status = 'closing' WHERE status = 'active' \
                 AND id IN (SELECT account_id FROM account_closing)";
    tx.execute_unprepared(close).await?;
    Ok(())
}
