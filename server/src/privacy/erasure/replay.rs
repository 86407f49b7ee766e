//! After a restore: what the ledger says was erased is erased again, before anybody is served (P-58).

use super::{
    erase, ledger,
    repository::{self, Deletion},
    wipe::wipe,
};
use crate::{Actor, Core, Result, Scope, db, leads};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};

/// Erases again everything that the ledger, table or file, says was erased but which is there. Returns how many leads and
/// accounts that were. Doing it twice changes nothing.
pub async fn replay(core: &Core) -> Result<u64> {
    ledger::mirror(core).await?;
    let all = db::across(repository::ledger(core.db.read())).await?;
    let (leads, accounts): (Vec<_>, Vec<_>) = all.into_iter().partition(|entry| entry.lead.is_some());
    let mut replayed = 0;
    for entry in accounts {
        replayed += u64::from(db::within(entry.account, shred(core, entry.account)).await?);
    }
    let ids: Vec<LeadId> = leads.iter().filter_map(|entry| entry.lead).collect();
    let back = db::across(repository::back_again(core.db.read(), &ids)).await?;
    for entry in leads {
        if let Some(lead) = entry.lead.filter(|lead| back.contains(lead)) {
            db::within(entry.account, again(core, &entry, lead)).await?;
            replayed += 1;
        }
    }
    if replayed > 0 {
        tracing::warn!(replayed, "erased again what a restored backup had brought back");
    }
    Ok(replayed)
}

/// Erases a lead that is back, under its old number in the ledger.
async fn again(core: &Core, entry: &Deletion, lead: LeadId) -> Result<()> {
    let scope = Scope { account: entry.account, actor: Actor::System };
    let tx = core.db.begin().await?;
    leads::lock(&tx, entry.account).await?;
    let mut ids = vec![lead];
    ids.extend(leads::merged_into(&tx, entry.account, lead).await?);
    wipe(&tx, core, &scope, &ids, entry).await?;
    tx.commit().await?;
    erase::settle(core, &scope, &ids).await
}

/// Makes an account that is back unreadable: its keys go and it is closed. Whether there was anything to do. Its rows
/// are the purge's (P-57).
async fn shred(core: &Core, account: AccountId) -> Result<bool> {
    let tx = core.db.begin().await?;
    let keys =
        Query::delete().from_table("data_key").and_where(Expr::col("account_id").eq(account.0)).to_owned();
    let gone = tx.execute(&keys).await?.rows_affected();
    let close = Query::update()
        .table("account")
        .value("status", "closing")
        .and_where(Expr::col("id").eq(account.0))
        .to_owned();
    tx.execute(&close).await?;
    tx.commit().await?;
    Ok(gone > 0)
}
