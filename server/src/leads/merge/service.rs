//! Joining two leads, and taking them apart.

use super::{
    consent,
    gained::{MergeRecord, told_otherwise},
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    conversations,
    leads::{Lead, repository as leads, service::Switch, turn_switch},
    live::Event,
    outbound,
};
use realtoros_domain::ids::LeadId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// A merge that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Which.
    pub id: Uuid,
    /// The lead that went.
    pub merged: LeadId,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// Makes `other` part of `keep`: values of both are kept, and what only one of them can be stays as a note; the strictest
/// consent wins. Returns the merge, to undo it.
pub async fn merge(core: &Core, scope: &Scope, keep: LeadId, other: LeadId) -> Result<Uuid> {
    if keep == other {
        return Err(Error::invalid("Choose two different leads."));
    }
    let account = scope.account;
    let tx = core.db.begin().await?;
    // The account's row stays locked, so that two merges of the same leads follow one another.
    leads::next_revision(&tx, account).await?;
    let kept = leads::load(&tx, core, account, keep).await?;
    let gone = leads::load(&tx, core, account, other).await?;
    let mut joined = kept.clone();
    joined.record.absorb(gone.record.clone());
    leads::save_record(&tx, core, account, keep, &joined.record).await?;
    consent::join(&tx, core, scope, &kept, &gone, &joined).await?;
    carry_switches(&tx, core, scope, &kept, &gone).await?;
    let carried = leads::merged_into(&tx, account, other).await?;
    repository::point(&tx, account, &carried, Some(other), Some(keep)).await?;
    repository::point(&tx, account, &[other], None, Some(keep)).await?;
    // Nobody can open the inbox of a lead that is gone; its messages stand on the timeline of the one that stays.
    outbound::repository::mark_read(&tx, account, other, core.now_ms()).await?;
    let note = match told_otherwise(&kept, &gone, &joined.record) {
        Some(text) => Some(conversations::keep_note(&tx, core, scope, keep, &text).await?),
        None => None,
    };
    let record = MergeRecord { gained: joined.record.beyond(&kept.record), carried, note };
    let id = repository::insert(&tx, core, account, keep, other, &record).await?;
    leads::touch(&tx, core, account, &[keep]).await?;
    let entry = Entry::new("lead.merged", Subject::one("lead", keep)).with(format!("merged={other}"));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    core.live.send(account, Event::Leads);
    core.live.send(account, Event::Messages);
    Ok(id)
}

/// What was switched off for one of the two is off for the one that stays.
async fn carry_switches(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    kept: &Lead,
    gone: &Lead,
) -> Result<()> {
    let switches = [
        (Switch::MaybeMinor, kept.maybe_minor, gone.maybe_minor),
        (Switch::AiPaused, kept.ai_paused, gone.ai_paused),
        (Switch::Restricted, kept.restricted, gone.restricted),
        (Switch::OnHold, kept.on_hold, gone.on_hold),
    ];
    for (switch, before, theirs) in switches {
        if theirs && !before {
            turn_switch(tx, core, scope, kept.id, switch, true).await?;
        }
    }
    Ok(())
}

/// Takes a merge back: the other lead is there again and what it brought is taken out. Opt-outs and switches that were
/// carried over stay, because an opt-out that came meanwhile cannot be told from them. Returns the lead that is back.
pub async fn undo_merge(core: &Core, scope: &Scope, id: Uuid) -> Result<LeadId> {
    let account = scope.account;
    let tx = core.db.begin().await?;
    leads::next_revision(&tx, account).await?;
    let (row, record) = repository::load(&tx, core, account, id).await?;
    let (keep, other) = (LeadId(row.kept_id), LeadId(row.merged_id));
    let mut kept = leads::load(&tx, core, account, keep).await?;
    kept.record.give_back(&record.gained);
    if kept.record.emails.is_empty() && kept.record.phones.is_empty() {
        return Err(Error::Conflict(
            "The lead that stays would have no e-mail address and no phone number. Add one first.".to_owned(),
        ));
    }
    if repository::point(&tx, account, &[other], Some(keep), None).await? != 1 {
        return Err(Error::Conflict("Take back the later merge of this lead first.".to_owned()));
    }
    repository::point(&tx, account, &record.carried, Some(keep), Some(other)).await?;
    leads::save_record(&tx, core, account, keep, &kept.record).await?;
    if let Some(note) = record.note {
        conversations::forget_note(&tx, scope, note).await?;
    }
    repository::close(&tx, account, id, core.now_ms()).await?;
    leads::touch(&tx, core, account, &[keep, other]).await?;
    let entry = Entry::new("lead.unmerged", Subject::one("lead", keep)).with(format!("restored={other}"));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    core.live.send(account, Event::Leads);
    core.live.send(account, Event::Messages);
    Ok(other)
}

/// The merges into a lead that hold, newest first.
pub async fn merges(core: &Core, scope: &Scope, keep: LeadId) -> Result<Vec<Merge>> {
    let rows = repository::of_lead(core.db.read(), scope.account, keep).await?;
    Ok(rows
        .into_iter()
        .map(|row| Merge { id: row.id, merged: LeadId(row.merged_id), at: row.merged_at })
        .collect())
}
