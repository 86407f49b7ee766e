//! Erasing a lead, as a use case.

use super::{
    Certificate, Reason, certificate, ledger, letter,
    repository::{self, Deletion},
    scrub::scrub,
    wipe::wipe,
};
use crate::{
    Core, Error, Result, Scope, accounts, db,
    leads::{self, Lead},
    live::Event,
    privacy::closing,
    vault::KeyOwner,
};
use realtoros_domain::ids::LeadId;

/// How many lost races with other writers are tried again.
const MOST_RACES: u32 = 5;

/// Erases a lead and everybody merged into it (P-62). It has happened when this returns, and cannot be undone. Erasing
/// somebody again changes nothing and gives the same certificate.
pub async fn erase_lead(core: &Core, scope: &Scope, lead: LeadId, reason: Reason) -> Result<Certificate> {
    erase(core, scope, lead, reason, &Terms::default(), &|_| true).await?;
    certified(core, scope, lead).await
}

/// The same for a lead who asked for it: the last letter to them is stored in the transaction that erases.
pub async fn erase_who_asked(core: &Core, scope: &Scope, lead: LeadId) -> Result<Certificate> {
    erase_asked(core, scope, lead, false).await
}

/// The same where nobody has decided, because the account is closing: refused when it works again by then.
pub async fn erase_who_asked_while_closing(core: &Core, scope: &Scope, lead: LeadId) -> Result<Certificate> {
    erase_asked(core, scope, lead, true).await
}

async fn erase_asked(core: &Core, scope: &Scope, lead: LeadId, while_closing: bool) -> Result<Certificate> {
    let brokerage = accounts::profile(core, scope).await?.brokerage;
    let terms = Terms { told_by: Some(&brokerage), while_closing };
    erase(core, scope, lead, Reason::Request, &terms, &|_| true).await?;
    certified(core, scope, lead).await
}

/// What belongs to an erasure beside its reason.
#[derive(Default)]
struct Terms<'a> {
    /// The name of the brokerage that tells the person by a last letter.
    told_by: Option<&'a str>,
    /// Only while the account is closing, asked under its lock: a realtor who keeps the account decides again.
    while_closing: bool,
}

async fn certified(core: &Core, scope: &Scope, lead: LeadId) -> Result<Certificate> {
    let deletion = repository::deletion_of(core.db.read(), scope.account, lead).await?;
    certificate(core, scope, deletion.ok_or(Error::NotFound)?.id).await
}

/// The same for a lead of whom `still` holds in the transaction that erases; whether it did.
pub async fn erase_lead_if(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    reason: Reason,
    still: impl Fn(&Lead) -> bool + Send + Sync,
) -> Result<bool> {
    erase(core, scope, lead, reason, &Terms::default(), &still).await
}

/// Erases, and tries again when another writer was faster.
async fn erase(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    reason: Reason,
    terms: &Terms<'_>,
    still: &(impl Fn(&Lead) -> bool + Sync),
) -> Result<bool> {
    let mut races = 0;
    let ids = loop {
        match attempt(core, scope, lead, reason, terms, still).await {
            Err(Error::Database(error)) if db::is_lost_race(&error) && races < MOST_RACES => races += 1,
            outcome => break outcome?,
        }
    };
    settle(core, scope, &ids).await?;
    Ok(!ids.is_empty())
}

/// The transaction. Returns the leads that were erased: none when it had happened before, or must not.
async fn attempt(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    reason: Reason,
    terms: &Terms<'_>,
    still: &(impl Fn(&Lead) -> bool + Sync),
) -> Result<Vec<LeadId>> {
    let account = scope.account;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    if terms.while_closing && accounts::is_active(&tx, account).await? {
        return Err(Error::Refused("The account is not closing any more: its realtor decides.".to_owned()));
    }
    let mut ids = vec![lead];
    ids.extend(leads::merged_into(&tx, account, lead).await?);
    // A hold that was placed on somebody before a merge holds for the one who stays, too.
    if closing::is_any_on_hold(&tx, account, &ids).await? {
        let why =
            "A legal hold keeps the data of this person; it cannot be erased until the hold is released.";
        return Err(Error::Refused(why.to_owned()));
    }
    let address = match leads::load(&tx, core, account, lead).await {
        Ok(found) if !still(&found) => return Ok(Vec::new()),
        Ok(found) => found.record.emails.into_iter().next(),
        // A record that does not open, or whose key is gone, is erased all the same.
        Err(Error::Vault(_)) => None,
        Err(Error::NotFound) if repository::is_erased(&tx, account, lead).await? => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    // A damaged key of the account is no reason to lose its leads: that is mended by a restore.
    core.vault.key(&tx, KeyOwner::Account(account)).await?;
    for id in &ids {
        // What a damaged key has sealed is lost already; it must not keep the rest.
        let owner = KeyOwner::Lead(account, *id);
        if let Err(Error::Vault(_)) = core.vault.key(&tx, owner).await {
            core.vault.destroy(&tx, owner).await?;
        }
    }
    let deletion = Deletion::now(core, account, Some(lead), reason);
    wipe(&tx, core, scope, &ids, &deletion).await?;
    if let (Some(brokerage), Some(address)) = (terms.told_by, address) {
        let words = letter::words(brokerage, &deletion);
        accounts::tell_erased(&tx, core, scope, deletion.id, address, words).await?;
    }
    tx.commit().await?;
    Ok(ids)
}

/// What follows the commit. After a crash in between, the job of the deletion and the next start do it.
pub(super) async fn settle(core: &Core, scope: &Scope, ids: &[LeadId]) -> Result<()> {
    for id in ids {
        // Another task may have put the key back into memory before the commit.
        core.vault.destroy(core.db.write(), KeyOwner::Lead(scope.account, *id)).await?;
    }
    ledger::mirror(core).await?;
    scrub(core).await;
    core.wake.notify_one();
    for event in [Event::Leads, Event::Messages, Event::Jobs] {
        core.live.send(scope.account, event);
    }
    Ok(())
}
