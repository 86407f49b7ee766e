//! Use cases of leads.

use super::{
    Lead, LeadPatch, LeadRecord, NewLead, change::tidy_tags, correction::Correction, entity::lead, repository,
};
use crate::{
    Actor, Core, Error, Result, Scope, assistant,
    audit::{self, Entry, Subject},
    db,
    live::Event,
    outbound::repository as messages,
};
use realtoros_domain::{Stage, ids::LeadId};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

/// Opens a lead for somebody who looks at it.
pub async fn get(core: &Core, scope: &Scope, id: LeadId) -> Result<Lead> {
    let lead = repository::load(core.db.read(), core, scope.account, id).await?;
    core.reads.note(scope, Entry::new("lead.read", Subject::one("lead", id)));
    Ok(lead)
}

/// Adds a lead.
pub async fn create(core: &Core, scope: &Scope, new: NewLead) -> Result<LeadId> {
    if new.record.emails.is_empty() && new.record.phones.is_empty() {
        return Err(Error::invalid("A lead needs an e-mail address or a phone number."));
    }
    let tx = core.db.begin().await?;
    let ids = create_batch(&tx, core, scope, vec![new]).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    ids.into_iter().next().ok_or_else(|| Error::Internal("no lead was made".to_owned()))
}

/// Adds leads in the caller's transaction; returns their ids in the same order.
pub async fn create_batch(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    leads: Vec<NewLead>,
) -> Result<Vec<LeadId>> {
    let revision = repository::next_revision(tx, scope.account).await?;
    let leads: Vec<_> = leads.into_iter().map(|new| (LeadId(core.new_id()), new)).collect();
    let ids: Vec<LeadId> = leads.iter().map(|(id, _)| *id).collect();
    repository::insert(tx, core, scope.account, revision, leads).await?;
    let entries: Vec<_> =
        ids.iter().map(|id| (*scope, Entry::new("lead.created", Subject::one("lead", *id)))).collect();
    audit::record_all(tx, core, &entries).await?;
    Ok(ids)
}

/// Changes fields of a lead. Saying what is already so changes nothing.
pub async fn patch(core: &Core, scope: &Scope, id: LeadId, patch: LeadPatch) -> Result<()> {
    update_record(core, scope, id, |record| patch.apply(record)).await
}

/// Changes a lead's record with `change`, which names the fields that it changed.
pub async fn update_record(
    core: &Core,
    scope: &Scope,
    id: LeadId,
    change: impl FnOnce(&mut LeadRecord) -> Result<Vec<&'static str>> + Send,
) -> Result<()> {
    let tx = core.db.begin().await?;
    update_record_in(&tx, core, scope, id, change).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// The same in the caller's transaction; returns the revision of the change, if there was one. What replaces a value that
/// was there is a correction: it reaches what was derived from the old value (P-61).
pub async fn update_record_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    id: LeadId,
    change: impl FnOnce(&mut LeadRecord) -> Result<Vec<&'static str>> + Send,
) -> Result<Option<i64>> {
    db::lock_account(tx, scope.account).await?;
    let before = repository::load(tx, core, scope.account, id).await?.record;
    let mut after = before.clone();
    let changed = learn_in(tx, core, scope, id, |record| {
        let fields = change(record)?;
        after.clone_from(record);
        Ok(fields)
    });
    let changed = changed.await?;
    if changed.is_some() {
        // What waited for a time zone or an address is decided again.
        messages::release_held(tx, scope.account, id, core.now_ms()).await?;
    }
    if changed.is_some()
        && let Some(correction) = Correction::between(&before, &after)?
    {
        let columns = lead::ActiveModel { corrected_at: Set(Some(core.now_ms())), ..Default::default() };
        repository::set(tx, scope.account, &[id], columns).await?;
        assistant::drop_outdated(tx, core, scope, id, &correction.preferences).await?;
    }
    Ok(changed)
}

/// The same for something that was learnt: it corrects nothing.
pub async fn learn_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    id: LeadId,
    change: impl FnOnce(&mut LeadRecord) -> Result<Vec<&'static str>> + Send,
) -> Result<Option<i64>> {
    db::lock_account(tx, scope.account).await?;
    let mut lead = repository::load(tx, core, scope.account, id).await?;
    let fields = change(&mut lead.record)?;
    if fields.is_empty() {
        return Ok(None);
    }
    repository::save_record(tx, core, scope.account, id, &lead.record).await?;
    let revision = repository::touch(tx, core, scope.account, &[id]).await?;
    let detail = format!("fields={}", fields.join(","));
    audit::record(tx, core, scope, Entry::new("lead.updated", Subject::one("lead", id)).with(detail)).await?;
    Ok(Some(revision))
}

/// Moves leads to a stage. Fails, and moves none, when one of them is not there.
pub async fn set_stage(core: &Core, scope: &Scope, ids: &[LeadId], stage: Stage) -> Result<()> {
    let columns = lead::ActiveModel { stage: Set(stage.as_str().to_owned()), ..Default::default() };
    let tx = core.db.begin().await?;
    set_columns(&tx, core, scope, ids, columns, &format!("stage={stage}")).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// A switch of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// No AI for this person.
    AiPaused,
    /// Only storage.
    Restricted,
    /// Automation waits for the realtor.
    OnHold,
    /// They may be under 18: nothing automatic happens (P-68).
    MaybeMinor,
}

/// Turns a switch of a lead.
pub async fn set_switch(core: &Core, scope: &Scope, id: LeadId, switch: Switch, on: bool) -> Result<()> {
    let tx = core.db.begin().await?;
    turn_switch(&tx, core, scope, id, switch, on).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// Turns a switch of a lead in the caller's transaction.
pub async fn turn_switch(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    id: LeadId,
    switch: Switch,
    on: bool,
) -> Result<()> {
    if !note_wish(tx, core, scope, id, switch, on).await? {
        return Ok(());
    }
    let columns = lead::ActiveModel::default();
    let (columns, name) = match switch {
        Switch::AiPaused => (lead::ActiveModel { ai_paused: Set(on), ..columns }, "ai_paused"),
        Switch::Restricted => (lead::ActiveModel { restricted: Set(on), ..columns }, "restricted"),
        Switch::OnHold => (lead::ActiveModel { on_hold: Set(on), ..columns }, "on_hold"),
        Switch::MaybeMinor => (lead::ActiveModel { maybe_minor: Set(on), ..columns }, "maybe_minor"),
    };
    set_columns(tx, core, scope, &[id], columns, &format!("{name}={on}")).await
}

/// Keeps whose wish it is: what a person switched off by themselves, only they switch on again (P-25, P-47). Says whether
/// the switch is to be turned.
async fn note_wish(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    id: LeadId,
    switch: Switch,
    on: bool,
) -> Result<bool> {
    if !matches!(switch, Switch::AiPaused | Switch::Restricted) {
        return Ok(true);
    }
    db::lock_account(tx, scope.account).await?;
    let mut record = repository::load(tx, core, scope.account, id).await?.record;
    let wish = match switch {
        Switch::AiPaused => &mut record.own_wishes.no_ai,
        _ => &mut record.own_wishes.only_stored,
    };
    if !matches!(scope.actor, Actor::Lead(_)) {
        if *wish && !on {
            let why =
                "They switched this off themselves, so only they can switch it on again, on their own page.";
            return Err(Error::Refused(why.to_owned()));
        }
        return Ok(true);
    }
    if *wish == on {
        // Nor do they lift what the realtor has set.
        return Ok(on);
    }
    *wish = on;
    repository::save_record(tx, core, scope.account, id, &record).await?;
    Ok(true)
}

async fn set_columns(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    ids: &[LeadId],
    columns: lead::ActiveModel,
    detail: &str,
) -> Result<()> {
    db::lock_account(tx, scope.account).await?;
    let changed = repository::set(tx, scope.account, ids, columns).await?;
    if usize::try_from(changed).ok() != Some(ids.len()) {
        return Err(Error::NotFound);
    }
    repository::touch(tx, core, scope.account, ids).await?;
    note_updates(tx, core, scope, ids, detail).await
}

/// Adds tags to leads; those that a lead has already are not doubled.
pub async fn add_tags(core: &Core, scope: &Scope, ids: &[LeadId], tags: Vec<String>) -> Result<()> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let leads = repository::load_many(&tx, core, scope.account, ids).await?;
    if leads.len() != ids.len() {
        return Err(Error::NotFound);
    }
    for mut lead in leads {
        lead.record.tags.extend(tags.clone());
        lead.record.tags = tidy_tags(&lead.record.tags);
        repository::save_record(&tx, core, scope.account, lead.id, &lead.record).await?;
    }
    repository::touch(&tx, core, scope.account, ids).await?;
    note_updates(&tx, core, scope, ids, "fields=tags").await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

async fn note_updates(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    ids: &[LeadId],
    detail: &str,
) -> Result<()> {
    let entry = |id| Entry::new("lead.updated", Subject::one("lead", id)).with(detail);
    let entries: Vec<_> = ids.iter().map(|id| (*scope, entry(*id))).collect();
    audit::record_all(tx, core, &entries).await
}
