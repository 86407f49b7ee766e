//! Messages that wait for a person: drafts of the assistant, and mails that nobody is sure about.

use super::{
    AccountFacts, Draft, HISTORY, MessageRecord, MessageState, Preview, Submitted,
    disclosure::{disclosed, disclosure},
    dispatch::{action, put_aside},
    entity::{ActiveModel, Model},
    facts::Facts,
    gate::{Ask, ask},
    imprint::completed,
    names, preview, repository, submit, thread,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db, leads,
    live::Event,
    vault::KeyOwner,
};
use realtoros_domain::{
    Channel,
    consent::{Automation, Purpose},
    ids::{LeadId, MessageId},
    writing::check_template,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

/// A draft of the assistant.
#[derive(Clone, Debug)]
pub struct NewDraft {
    /// To whom.
    pub lead: LeadId,
    /// Texts or mail.
    pub channel: Channel,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// The message that it answers: one draft for each.
    pub answers: MessageId,
    /// The messages that it rests on.
    pub cites: Vec<MessageId>,
}

/// Stores a draft in place of those before it on its channel. `None` when the message that it answers has one already, or
/// the lead has written again since: the answer to that answers both.
pub async fn save_draft(core: &Core, scope: &Scope, new: NewDraft) -> Result<Option<MessageId>> {
    if new.channel == Channel::Voice {
        return Err(Error::invalid("The assistant writes nothing that is spoken."));
    }
    let tx = core.db.begin().await?;
    leads::hold(&tx, scope.account, &[new.lead]).await?;
    let idempotency_key = format!("draft:{}", new.answers);
    if !repository::by_keys(&tx, scope.account, &[&idempotency_key]).await?.is_empty()
        || repository::is_outrun(&tx, scope.account, new.lead, new.channel, new.answers).await?
    {
        return Ok(None);
    }
    discard_drafts(&tx, core, scope, new.lead, Some(new.channel)).await?;
    let (id, now) = (core.new_id(), core.now_ms());
    let mut record =
        MessageRecord { subject: new.subject, text: new.text, cites: new.cites, ..MessageRecord::default() };
    if new.channel == Channel::Email {
        let (_, answered) = repository::load(&tx, core, scope.account, new.answers).await?;
        let subject = answered.subject.as_deref().unwrap_or_default();
        record.subject = record.subject.or_else(|| Some(thread::answer_subject(subject)));
        record.headers = thread::answering(&answered);
    }
    let key = core.vault.key(&tx, KeyOwner::Lead(scope.account, new.lead)).await?;
    let row = Model {
        id,
        account_id: scope.account.0,
        lead_id: new.lead.0,
        channel: new.channel.as_str().to_owned(),
        direction: "out".to_owned(),
        purpose: names::name(Purpose::Conversation)?,
        automation: names::name(Automation::Automatic)?,
        state: MessageState::Draft.as_str().to_owned(),
        reason: String::new(),
        idempotency_key,
        provider_index: None,
        newsletter_id: None,
        author_id: None,
        occurred_at: now,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: None,
        sealed: key.seal(scope.account, id, &record)?,
    };
    repository::insert(&tx, vec![row]).await?;
    audit::record(&tx, core, scope, Entry::new("draft.written", Subject::one("message", id))).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Assistant);
    Ok(Some(MessageId(id)))
}

/// What a person sees of a draft before they approve it.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftPreview {
    /// The sentence that is put in front of it (P-30).
    pub disclosure: Option<String>,
    /// What the gate says.
    pub preview: Preview,
}

/// What would happen to a draft if it were approved now. Changes nothing.
pub async fn preview_draft(core: &Core, scope: &Scope, id: MessageId) -> Result<DraftPreview> {
    let account = AccountFacts::load(core, scope.account).await?;
    let conn = core.db.read();
    let (row, record) = repository::load(conn, core, scope.account, id).await?;
    let (lead, channel) = (LeadId(row.lead_id), action(&row)?.channel);
    let approved = Draft { automation: Automation::Approved, ..Draft::typed(lead, channel, record.text, "") };
    Ok(DraftPreview {
        disclosure: disclosure(conn, core, &account, lead, channel).await?,
        preview: preview(core, scope, &approved).await?,
    })
}

/// A person approves a draft, with their changes; the sentence that says who writes is not theirs to change (P-30). The
/// gate decides about it as about any other message. Of two who approve at the same time only the first sends.
pub async fn approve(core: &Core, scope: &Scope, id: MessageId, text: &str) -> Result<Submitted> {
    if text.trim().is_empty() {
        return Err(Error::invalid("Write something first."));
    }
    let mut account = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    account.read_number(&tx, core).await?;
    let (mut row, mut record) = repository::load(&tx, core, scope.account, id).await?;
    let claim = ActiveModel {
        automation: Set(names::name(Automation::Approved)?),
        author_id: Set(scope.actor.member().map(|member| member.0)),
        state: Set(MessageState::Held.as_str().to_owned()),
        ..Default::default()
    };
    if !repository::move_from(&tx, row.id, claim, &[MessageState::Draft.as_str()]).await? {
        return Err(Error::Conflict("Somebody has already decided about this draft.".to_owned()));
    }
    row.automation = names::name(Automation::Approved)?;
    let action = action(&row)?;
    let sentence = disclosure(&tx, core, &account, LeadId(row.lead_id), action.channel).await?;
    record.text = disclosed(sentence.as_deref(), text);
    submit::check(action.channel, record.subject.as_deref(), &record.text)?;
    // Told while the draft is still there: a refusal by the gate would use it up.
    if action.channel == Channel::Sms && !check_template(&record.text).is_empty() {
        return Err(Error::invalid(
            "This text asks for a word that ends all texts, such as CANCEL, for something else. Use another word.",
        ));
    }
    let facts = Facts::load(&tx, core, account, &[LeadId(row.lead_id)], action.channel.into()).await?;
    let mut question = Ask::of_record(LeadId(row.lead_id), action, &record);
    question.to = None;
    let preview = ask(core, &facts, &question);
    record.to = preview.to.clone().unwrap_or_default();
    if preview.verdict.decision.goes_on() {
        let what = (LeadId(row.lead_id), action, preview.to.as_deref());
        let words = (record.text.as_str(), &mut record.headers);
        record.text = completed(&tx, core, &facts.account, what, &preview, words).await?;
        submit::check(action.channel, record.subject.as_deref(), &record.text)?;
    }
    put_aside(&tx, core, &row, record, &preview).await?;
    if preview.verdict.decision.goes_on() {
        discard_drafts(&tx, core, scope, LeadId(row.lead_id), Some(action.channel)).await?;
    }
    audit::record(&tx, core, scope, submit::entry("draft.approved", id, &preview.verdict)).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Messages);
    let state = submit::placed(&preview.verdict).0;
    Ok(Submitted { id, state, verdict: preview.verdict })
}

/// A person rejects a draft, or takes back what has not left.
pub async fn discard(core: &Core, scope: &Scope, id: MessageId) -> Result<()> {
    let from = [
        MessageState::Draft,
        MessageState::Queued,
        MessageState::Deferred,
        MessageState::Held,
        MessageState::Unconfirmed,
    ];
    by_hand(core, scope, id, &from, MessageState::Canceled, "message.canceled").await
}

/// Throws away what the assistant has drafted for a lead, on one channel or on all: it was written from what is no longer
/// right (P-61), or something else was said meanwhile.
pub async fn discard_drafts(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Option<Channel>,
) -> Result<()> {
    for id in repository::drafts_of(tx, scope.account, lead, channel).await? {
        let columns =
            ActiveModel { state: Set(MessageState::Canceled.as_str().to_owned()), ..Default::default() };
        if repository::move_from(tx, id, columns, &[MessageState::Draft.as_str()]).await? {
            let entry = Entry::new("draft.outdated", Subject::one("message", id));
            audit::record(tx, core, scope, entry).await?;
        }
    }
    Ok(())
}

/// A person says that an unconfirmed or failed message did not arrive: it goes through the gate and out again. A call that
/// the carrier placed has rung, so it is not placed again: it counts among the contacts of the day (P-44, P-49).
pub async fn resend(core: &Core, scope: &Scope, id: MessageId) -> Result<()> {
    let from = [MessageState::Unconfirmed, MessageState::Failed];
    by_hand(core, scope, id, &from, MessageState::Queued, "message.resent").await
}

async fn by_hand(
    core: &Core,
    scope: &Scope,
    id: MessageId,
    from: &[MessageState],
    to: MessageState,
    action: &'static str,
) -> Result<()> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let (row, _) = repository::load(&tx, core, scope.account, id).await?;
    let has_rung = row.channel == Channel::Voice.as_str()
        && row.state == MessageState::Failed.as_str()
        && row.provider_index.is_some();
    if has_rung && to == MessageState::Queued {
        return Err(Error::Conflict("Their phone has rung. Write a new message to try again.".to_owned()));
    }
    if row.purpose == HISTORY {
        return Err(Error::Conflict(
            "This was said before the lead came here. Write a new message.".to_owned(),
        ));
    }
    let columns = ActiveModel {
        state: Set(to.as_str().to_owned()),
        reason: Set(String::new()),
        send_after: Set(Some(core.now_ms())),
        provider_index: Set(None),
        ..Default::default()
    };
    let from: Vec<_> = from.iter().map(|state| state.as_str()).collect();
    if !repository::move_from(&tx, row.id, columns, &from).await? {
        return Err(Error::Conflict("This message is not waiting any more.".to_owned()));
    }
    audit::record(&tx, core, scope, Entry::new(action, Subject::one("message", id))).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Messages);
    Ok(())
}
