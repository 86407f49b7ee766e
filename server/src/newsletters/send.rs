//! Sending an approved newsletter: a job that makes one mail per lead, a batch at a time.
//!
//! Everything of a batch is stored in one transaction, and a lead with a rendition is left out, so a job that was cut
//! off goes on where it stopped and nobody gets a second mail.

use super::{
    Newsletter, RenditionRecord,
    audience::{self, Member},
    openings::{self, openings},
    press::Press,
    preview::skip_reason,
    render::{self, Letter, Links},
    repository::{self, NewRendition, in_state},
    service::{entry, get, refusal},
};
use crate::{
    Core, Error, Result, Scope, audit, consent, db,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    leads::{self, Lead},
    links::{self, NewLink, Purpose},
    live::Event,
    outbound::{self, AccountFacts, Draft},
    scope::Actor,
};
use realtoros_domain::{
    Channel,
    consent::{self as gate, Automation, Reason},
    ids::{JobId, LeadId, NewsletterId},
    newsletter::{State, check},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use std::collections::HashMap;

/// How many leads one transaction covers when nothing is asked of the assistant.
const BATCH: usize = 200;

/// Starts the job that sends an approved newsletter.
pub async fn send(core: &Core, scope: &Scope, id: NewsletterId) -> Result<JobId> {
    let tx = core.db.begin().await?;
    let new = NewJob::now(core, scope.account, JobKind::NewsletterSend, &id)?;
    let job =
        jobs::enqueue(&tx, core, new).await?.ok_or_else(|| Error::Internal("no job was made".to_owned()))?;
    let mut columns = in_state(State::Sending);
    columns.job_id = Set(Some(job.0));
    if !repository::change(&tx, core, scope.account, id, &[State::Approved], columns).await? {
        tx.rollback().await?;
        return Err(refusal(core, scope, id, "Only an approved newsletter can be sent, and only once.").await);
    }
    audit::record(&tx, core, scope, entry("newsletter.sending", id)).await?;
    tx.commit().await?;
    core.wake.notify_one();
    core.live.send(scope.account, Event::Jobs);
    Ok(job)
}

/// Stops a newsletter. Mails that have not left stay here; how many that were.
pub async fn cancel(core: &Core, scope: &Scope, id: NewsletterId) -> Result<u64> {
    let newsletter = get(core, scope, id).await?;
    let tx = core.db.begin().await?;
    let from = [State::Approved, State::Sending, State::Sent];
    if !repository::change(&tx, core, scope.account, id, &from, in_state(State::Canceled)).await? {
        tx.rollback().await?;
        return Err(refusal(core, scope, id, "There is nothing to stop.").await);
    }
    let stopped = repository::cancel_waiting(&tx, scope.account, id).await?;
    audit::record(&tx, core, scope, entry("newsletter.canceled", id).with(format!("stopped={stopped}")))
        .await?;
    tx.commit().await?;
    if let Some(job) = newsletter.job {
        jobs::cancel(core, scope, job).await?;
    }
    core.live.send(scope.account, Event::Jobs);
    Ok(stopped)
}

/// Does the job.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let id: NewsletterId = job.subject()?;
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let newsletter = get(core, &scope, id).await?;
    if newsletter.state != State::Sending {
        return Ok(Outcome::Canceled);
    }
    let press = Press::load(core, &scope, newsletter.content.clone()).await?;
    if press.is_closing() {
        return deny(core, &scope, id, Reason::TenantClosing).await;
    }
    if !check(&newsletter.content, press.postal_address()).is_empty() {
        return deny(core, &scope, id, Reason::ContentFinding).await;
    }
    let members = audience::members(core, &scope, &newsletter.content.audience).await?;
    let total = i64::try_from(members.len()).unwrap_or(i64::MAX);
    let mut done = 0;
    tell(core, job, done, total).await?;
    let size = if newsletter.content.intro { openings::AT_ONCE } else { BATCH };
    for members in members.chunks(size) {
        if !batch(core, &scope, &newsletter, &press, members).await? {
            return Ok(Outcome::Canceled);
        }
        done += i64::try_from(members.len()).unwrap_or_default();
        if !tell(core, job, done, total).await? {
            return Ok(Outcome::Canceled);
        }
    }
    let tx = core.db.begin().await?;
    if repository::change(&tx, core, scope.account, id, &[State::Sending], in_state(State::Sent)).await? {
        audit::record(&tx, core, &scope, entry("newsletter.sent", id).with(format!("leads={total}"))).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Notes how far the job has come, and tells who is looking. `false` when a person has stopped it.
async fn tell(core: &Core, job: &Claimed, done: i64, total: i64) -> Result<bool> {
    let goes_on = jobs::progress(core, job.id, done, total).await?;
    core.live.send(job.account, Event::Jobs);
    Ok(goes_on)
}

/// Nothing leaves; the newsletter waits, approved, until what stands against it is mended.
async fn deny(core: &Core, scope: &Scope, id: NewsletterId, reason: Reason) -> Result<Outcome> {
    let tx = core.db.begin().await?;
    repository::change(&tx, core, scope.account, id, &[State::Sending], in_state(State::Approved)).await?;
    let detail = format!("reason={}", reason.as_str());
    audit::record(&tx, core, scope, entry("newsletter.denied", id).with(detail)).await?;
    tx.commit().await?;
    Ok(Outcome::Denied(reason.as_str().to_owned()))
}

/// The mail to a lead, without its words: all that the gate looks at.
pub(super) fn empty_draft(id: NewsletterId, lead: LeadId) -> Draft {
    Draft {
        purpose: gate::Purpose::Newsletter,
        automation: Automation::Approved,
        newsletter: Some(id),
        ..Draft::typed(lead, Channel::Email, String::new(), format!("newsletter/{id}/{lead}"))
    }
}

/// Makes the mails of some leads. `false` when the newsletter has been stopped.
async fn batch(
    core: &Core,
    scope: &Scope,
    newsletter: &Newsletter,
    press: &Press,
    members: &[Member],
) -> Result<bool> {
    let account = AccountFacts::load(core, scope.account).await?;
    let ids: Vec<LeadId> = members.iter().map(|member| member.id).collect();
    let had = repository::rendered(core.db.read(), scope.account, newsletter.id, &ids).await?;
    let drafts: Vec<Draft> =
        ids.iter().filter(|id| !had.contains(id)).map(|lead| empty_draft(newsletter.id, *lead)).collect();
    let previews = outbound::preview_all(core, scope, &drafts).await?;
    let passed = drafts.iter().zip(&previews).filter(|(_, it)| skip_reason(it.verdict.decision).is_none());
    let passed: Vec<LeadId> = passed.map(|(draft, _)| draft.lead).collect();
    let openings = openings(core, scope, press, &passed).await?;

    let tx = core.db.begin().await?;
    // Whoever is erased from here on is erased after this batch; whoever was erased before is left out.
    db::lock_account(&tx, scope.account).await?;
    let sending = repository::load(&tx, core, scope.account, newsletter.id).await?.state == State::Sending;
    if !sending {
        tx.rollback().await?;
        return Ok(false);
    }
    let wanted: Vec<LeadId> = drafts.iter().map(|draft| draft.lead).collect();
    let found = leads::load_many(&tx, core, scope.account, &wanted).await?;
    let (mut renditions, mut chosen) = (Vec::new(), Vec::new());
    for (mut draft, preview) in drafts.into_iter().zip(previews) {
        let Some(lead) = found.iter().find(|lead| lead.id == draft.lead) else { continue };
        match (skip_reason(preview.verdict.decision), preview.to) {
            (None, Some(to)) => {
                draft.to = Some(to);
                chosen.push((draft, lead));
            }
            (reason, _) => renditions.push(NewRendition {
                id: core.new_id(),
                lead: lead.id,
                reason: reason.unwrap_or(Reason::NoRecipient).as_str().to_owned(),
                record: RenditionRecord::default(),
            }),
        }
    }
    let (made, drafts) = mails(&tx, core, scope, press, &openings, chosen).await?;
    renditions.extend(made);
    repository::insert_renditions(&tx, core, scope.account, newsletter.id, &renditions).await?;
    if !drafts.is_empty() {
        outbound::submit_in(&tx, core, scope, account, drafts).await?;
    }
    tx.commit().await?;
    core.wake.notify_waiters();
    Ok(true)
}

/// Pages and mails, with the links that only they hold.
async fn mails(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    press: &Press,
    openings: &HashMap<LeadId, String>,
    chosen: Vec<(Draft, &Lead)>,
) -> Result<(Vec<NewRendition>, Vec<Draft>)> {
    const PURPOSES: [Purpose; 3] = [Purpose::Newsletter, Purpose::Unsubscribe, Purpose::Preferences];
    let index = consent::address_index(tx, core, scope.account).await?;
    let mut new_links = Vec::with_capacity(3 * chosen.len());
    let mut ids = Vec::with_capacity(chosen.len());
    for (draft, lead) in &chosen {
        let rendition = core.new_id();
        ids.push(rendition);
        let address_index = index.hash(draft.to.as_deref().unwrap_or_default());
        new_links.extend(PURPOSES.map(|purpose| NewLink {
            account: scope.account,
            lead: lead.id,
            purpose,
            target: (purpose == Purpose::Newsletter).then_some(rendition),
            address_index: address_index.clone(),
        }));
    }
    let tokens = links::issue_many(tx, core, new_links).await?;
    let (mut renditions, mut drafts) = (Vec::with_capacity(chosen.len()), Vec::with_capacity(chosen.len()));
    for (((draft, lead), tokens), id) in chosen.into_iter().zip(tokens.chunks_exact(3)).zip(ids) {
        let links = Links::new(press.site(), &tokens[0], &tokens[1], &tokens[2]);
        let letter = press.letter(Some(lead), openings.get(&lead.id).map(String::as_str), links);
        let record = RenditionRecord { subject: letter.subject.clone(), html: render::page(&letter) };
        renditions.push(NewRendition { id, lead: lead.id, reason: String::new(), record });
        drafts.push(Draft {
            subject: Some(letter.subject.clone()),
            text: render::text(&letter),
            html: Some(render::mail(&letter)?),
            headers: headers(&letter),
            ..draft
        });
    }
    Ok((renditions, drafts))
}

/// The way out for mailboxes (RFC 8058), and that an assistant had a hand in it.
fn headers(letter: &Letter) -> Vec<(String, String)> {
    let mut headers = links::way_out(&letter.links.absolute(&letter.links.unsubscribe));
    if letter.intro.is_some() {
        headers.push(("X-RealtorOS-AI".to_owned(), "drafted".to_owned()));
    }
    headers
}
