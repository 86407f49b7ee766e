//! After a restore: what the ledger says was erased is erased again, before anybody is served (P-58).

use super::{
    erase, ledger,
    repository::{self, Deletion},
    resume::resume,
    wipe::wipe,
};
use crate::{Actor, Core, Result, Scope, db, leads, privacy::closing};
use realtoros_domain::ids::LeadId;

/// Erases again everything that the ledger, table or file, says was erased but which is there, and plans again what erased
/// people are still owed. Returns how many leads and accounts were erased again. Doing it twice changes nothing.
pub async fn replay(core: &Core) -> Result<u64> {
    ledger::mirror(core).await?;
    let all = db::across(repository::ledger(core.db.read())).await?;
    let (leads, accounts): (Vec<_>, Vec<_>) = all.into_iter().partition(|entry| entry.lead.is_some());
    let mut replayed = 0;
    for entry in accounts {
        let again = closing::purge_again(core, entry.account, entry.erased_at);
        replayed += u64::from(db::within(entry.account, again).await?);
    }
    let ids: Vec<LeadId> = leads.iter().filter_map(|entry| entry.lead).collect();
    let back = db::across(repository::back_again(core.db.read(), &ids)).await?;
    for entry in leads {
        if let Some(lead) = entry.lead.filter(|lead| back.contains(lead)) {
            db::within(entry.account, again(core, &entry, lead)).await?;
            replayed += 1;
        }
    }
    resume(core).await?;
    if replayed > 0 {
        tracing::warn!(replayed, "erased again what a restored backup had brought back");
    }
    Ok(replayed)
}

/// Erases a lead that is back, under its old number in the ledger.
async fn again(core: &Core, entry: &Deletion, lead: LeadId) -> Result<()> {
    let scope = Scope { account: entry.account, actor: Actor::System };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, entry.account).await?;
    let mut ids = vec![lead];
    ids.extend(leads::merged_into(&tx, entry.account, lead).await?);
    wipe(&tx, core, &scope, &ids, entry).await?;
    tx.commit().await?;
    erase::settle(core, &scope, &ids).await
}
