//! What is done about a request. Each step is appended; the state says where it stands now.

use super::{
    Act, Note,
    entity::request,
    letters,
    open::{subject, tell},
    reminders, repository,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry},
    clock::from_millis,
    live::Event,
    outbound::{self, AccountFacts, Draft},
};
use realtoros_domain::{
    ids::RequestId,
    rights::{Identity, Kind, Law, Queue, State, can_extend, deadlines},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction};

/// Tells the lead that the request has come in (11 CCR 7021(a)).
pub async fn confirm(core: &Core, scope: &Scope, id: RequestId) -> Result<()> {
    let (tx, facts, row) = begin(core, scope, id).await?;
    if row.confirmed_at.is_some() {
        return Err(Error::Conflict("This has been confirmed already.".to_owned()));
    }
    if !tell(&tx, core, scope, facts, &row).await? {
        let why =
            "No message can reach this person from here. Confirm it the way it came in, and add a note.";
        return Err(Error::Refused(why.to_owned()));
    }
    end(core, scope, tx).await
}

/// Takes longer, with a reason, told to the person within the first term. Once only.
pub async fn extend(core: &Core, scope: &Scope, id: RequestId, reason: &str) -> Result<()> {
    let words =
        Note::of(reason).ok_or_else(|| Error::invalid("Say why it takes longer. The person reads it."))?;
    let (tx, facts, row) = begin(core, scope, id).await?;
    if row.state != State::Open.as_str() {
        return Err(Error::Conflict(
            "This has been extended already. It cannot be put off again.".to_owned(),
        ));
    }
    let (kind, law) = (kind(&row), law(&row));
    let dates = deadlines(kind, law, from_millis(row.received_at), facts.zone);
    let today = core.now().with_timezone(&facts.zone).date_naive();
    let Some(due) = dates.extended.filter(|_| can_extend(&dates, today)) else {
        let why = "This can no longer be extended: the person has to hear of it within the first term.";
        return Err(Error::Refused(why.to_owned()));
    };
    let letter = letters::extended(&tx, core, &facts, &row, due, &words.text).await?;
    let columns = request::ActiveModel {
        state: Set(State::Extended.as_str().to_owned()),
        due_on: Set(due.to_string()),
        ..Default::default()
    };
    repository::update(&tx, id, columns).await?;
    repository::append(&tx, core, scope, &row, Act::Extended, Some(due), Some(&words)).await?;
    reminders::plan(&tx, core, facts.zone, &row, due).await?;
    audit::record(&tx, core, scope, Entry::new("request.extended", subject(&row)).with(format!("due={due}")))
        .await?;
    send(&tx, core, scope, facts, letter).await?;
    end(core, scope, tx).await
}

/// Writes something down.
pub async fn note(core: &Core, scope: &Scope, id: RequestId, text: &str) -> Result<()> {
    let words = Note::of(text).ok_or_else(|| Error::invalid("Write something first."))?;
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    repository::append(&tx, core, scope, &row, Act::Noted, None, Some(&words)).await?;
    end(core, scope, tx).await
}

/// A person has done what was asked. What shows, changes or loses data needs proof of who asks; an erasure is done by
/// erasing.
pub async fn complete(core: &Core, scope: &Scope, id: RequestId, words: &str) -> Result<()> {
    let (tx, facts, row) = begin(core, scope, id).await?;
    if kind(&row) == Kind::Erasure && row.lead_id.is_some() {
        return Err(Error::Refused("Approve the erasure instead: it is done by erasing.".to_owned()));
    }
    proven(&row)?;
    let letter = letters::done(&tx, core, &facts, &row).await?;
    close(&tx, core, scope, &row, State::Done, Note::of(words).as_ref()).await?;
    send(&tx, core, scope, facts, letter).await?;
    end(core, scope, tx).await
}

/// Says no, with a reason that the person reads (GDPR art. 12(4)).
pub async fn refuse(core: &Core, scope: &Scope, id: RequestId, reason: &str) -> Result<()> {
    let words = Note::of(reason).ok_or_else(|| Error::invalid("Say why. The person reads it."))?;
    let (tx, facts, row) = begin(core, scope, id).await?;
    let letter = letters::refused(&tx, core, &facts, &row, &words.text).await?;
    close(&tx, core, scope, &row, State::Refused, Some(&words)).await?;
    send(&tx, core, scope, facts, letter).await?;
    end(core, scope, tx).await
}

/// Opens the transaction in which a request that waits is decided.
pub(super) async fn begin(
    core: &Core,
    scope: &Scope,
    id: RequestId,
) -> Result<(DatabaseTransaction, AccountFacts, request::Model)> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    is_open(&row)?;
    if row.queue == Queue::User.as_str() && scope.actor.member().is_some() {
        return Err(Error::Refused("RealtorOS answers this one, not you.".to_owned()));
    }
    Ok((tx, facts, row))
}

pub(super) async fn end(core: &Core, scope: &Scope, tx: DatabaseTransaction) -> Result<()> {
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// Ends a request.
pub(super) async fn close(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    row: &request::Model,
    state: State,
    words: Option<&Note>,
) -> Result<()> {
    let columns = request::ActiveModel {
        state: Set(state.as_str().to_owned()),
        closed_at: Set(Some(core.now_ms())),
        ..Default::default()
    };
    repository::update(tx, RequestId(row.id), columns).await?;
    let (act, action) = match state {
        State::Refused => (Act::Refused, "request.refused"),
        _ => (Act::Done, "request.done"),
    };
    repository::append(tx, core, scope, row, act, None, words).await?;
    audit::record(tx, core, scope, Entry::new(action, subject(row)).with(format!("kind={}", row.kind))).await
}

pub(super) async fn send(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    facts: AccountFacts,
    letter: Option<Draft>,
) -> Result<()> {
    let Some(letter) = letter else { return Ok(()) };
    outbound::submit_in(tx, core, scope, facts, vec![letter]).await?;
    Ok(())
}

fn is_open(row: &request::Model) -> Result<()> {
    if State::parse(&row.state).is_some_and(State::is_open) {
        return Ok(());
    }
    Err(Error::Conflict("This request has been answered already.".to_owned()))
}

/// Passes when it is known who asks, as far as that matters for the kind.
pub(super) fn proven(row: &request::Model) -> Result<()> {
    let known = matches!(Identity::parse(&row.identity), Some(Identity::Proven | Identity::NotNeeded));
    if known || !kind(row).needs_identity() {
        return Ok(());
    }
    let why = "It is not known yet who asks. Send a code to the address on file, or refuse with the reason.";
    Err(Error::Refused(why.to_owned()))
}

pub(super) fn kind(row: &request::Model) -> Kind {
    Kind::parse(&row.kind).unwrap_or(Kind::Other)
}

pub(super) fn law(row: &request::Model) -> Law {
    Law::parse(&row.law).unwrap_or(Law::Strictest)
}
