//! After a restore: what erased people are still owed is planned again. The jobs that would have done it went with the
//! database that was replaced, and the ledger, the certificates and the numbers of texts tell what they were.

use super::{
    copies,
    entity::erasure,
    notice,
    repository::{self, Deletion},
};
use crate::{
    Actor, Core, Result, Scope, accounts,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::ids::{AccountId, LeadId};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// Plans what certificates still wait for: the second notice, and asking the provider to redact. A deletion of which only
/// the ledger knows gets its certificate back first. A job that is there already stays; doing it twice changes nothing.
pub(super) async fn resume(core: &Core) -> Result<()> {
    let conn = core.db.read();
    let ledger = db::across(repository::ledger(conn)).await?;
    let certified = db::across(repository::all_certified(conn)).await?;
    let mut with_copies = db::across(repository::with_copies(conn)).await?;
    // Asking was given up, and the certificate says so: a restore is no reason to begin anew.
    for row in certified.iter().filter(|row| row.copies_given_up) {
        with_copies.remove(&row.id);
    }
    let known: HashSet<Uuid> = certified.iter().map(|row| row.id).collect();

    let mut open: BTreeMap<AccountId, (Vec<Deletion>, Vec<Deletion>)> = BTreeMap::new();
    for entry in firsts(ledger).into_iter().filter(|entry| !known.contains(&entry.id)) {
        open.entry(entry.account).or_default().0.push(entry);
    }
    for row in certified.into_iter().filter(|row| row.confirmed_at.is_none()) {
        let entry = Deletion::from(row);
        open.entry(entry.account).or_default().1.push(entry);
    }
    for (account, (lost, waiting)) in open {
        db::within(account, plan(core, account, lost, waiting, &with_copies)).await?;
    }
    Ok(())
}

async fn plan(
    core: &Core,
    account: AccountId,
    lost: Vec<Deletion>,
    waiting: Vec<Deletion>,
    with_copies: &HashSet<Uuid>,
) -> Result<()> {
    if !accounts::exists(core.db.read(), account).await? {
        return Ok(());
    }
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    for entry in &lost {
        repository::certify(&tx, from_ledger(entry)).await?;
        let scope = Scope { account, actor: Actor::System };
        audit::record(&tx, core, &scope, Entry::new("erasure.restored", Subject::one("erasure", entry.id)))
            .await?;
    }
    for entry in lost.iter().chain(&waiting) {
        notice::schedule(&tx, core, entry).await?;
        if with_copies.contains(&entry.id) {
            copies::schedule(&tx, core, account, entry.id, 0).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// The entries of the ledger that certificates are about. Leads who were one person went in one transaction, at one
/// instant; the entry that was made first has the number of the certificate.
fn firsts(ledger: Vec<Deletion>) -> Vec<Deletion> {
    let mut firsts: BTreeMap<(AccountId, i64), Deletion> = BTreeMap::new();
    for entry in ledger.into_iter().filter(|entry| entry.lead.is_some()) {
        let first = firsts.entry((entry.account, entry.erased_at)).or_insert_with(|| entry.clone());
        if entry.id < first.id {
            *first = entry;
        }
    }
    firsts.into_values().collect()
}

/// The certificate as far as the ledger tells it: who, when, why and until when. Which texts the provider has, nobody knows
/// any more, so asking counts as given up, and the certificate says what is to be done instead.
fn from_ledger(entry: &Deletion) -> erasure::Model {
    erasure::Model {
        id: entry.id,
        account_id: entry.account.0,
        lead_id: entry.lead.unwrap_or(LeadId(Uuid::nil())).0,
        reason: entry.reason.clone(),
        erased_at: entry.erased_at,
        backups_until: entry.backups_until,
        counts: "{}".to_owned(),
        copies_total: 0,
        copies_given_up: true,
        confirmed_at: None,
    }
}

/// How many erasures there are of which only the ledger knows: whether Twilio still has texts of these people has to be
/// looked up there.
pub async fn without_copies(core: &Core) -> Result<u64> {
    db::across(repository::without_copies(core.db.read())).await
}
