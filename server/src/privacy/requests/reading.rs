//! The register as people read it.

use super::{Act, Note, change, entity::request, repository};
use crate::{
    Core, Result, Scope,
    audit::{Entry, Subject},
    clock::from_millis,
    leads,
    outbound::AccountFacts,
    privacy::identity::{Destination, destinations},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use realtoros_domain::{
    ids::{LeadId, RequestId},
    rights::{Deadlines, Identity, Kind, Law, Queue, State, Urgency, Via, deadlines},
};
use std::collections::HashMap;

/// How many requests that are over are shown.
const MOST: u64 = 200;

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which.
    pub id: RequestId,
    /// Who answers.
    pub queue: Queue,
    /// What is asked.
    pub kind: Kind,
    /// The lead who asks.
    pub lead: Option<LeadId>,
    /// Their name; empty for people who are not on file, or no longer.
    pub name: String,
    /// How it came in.
    pub via: Via,
    /// Which clock runs.
    pub law: Law,
    /// Where it stands.
    pub state: State,
    /// Whether it is known who asks.
    pub identity: Identity,
    /// The local day on which it came in.
    pub received_on: NaiveDate,
    /// Last day to confirm it, while that has not been done.
    pub confirm_by: Option<(NaiveDate, Urgency)>,
    /// When it was confirmed, in milliseconds since 1970 UTC.
    pub confirmed_at: Option<i64>,
    /// Last day to answer.
    pub due_on: NaiveDate,
    /// How close that is.
    pub urgency: Urgency,
    /// When it was answered, in milliseconds since 1970 UTC.
    pub closed_at: Option<i64>,
}

/// One line of a request's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was done.
    pub act: Option<Act>,
    /// The kind of the one who did it.
    pub actor_kind: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The date that it is about.
    pub due_on: Option<NaiveDate>,
    /// The words that belong to it.
    pub words: Option<Note>,
}

/// A request with everything about it.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The request.
    pub request: Request,
    /// Its dates.
    pub deadlines: Deadlines,
    /// Whether it can still be extended.
    pub can_extend: bool,
    /// Where a code can go.
    pub destinations: Vec<Destination>,
    /// What was done, oldest first.
    pub lines: Vec<Line>,
}

/// The requests of a queue: those that wait, the earliest date first, then those that are over, the newest first.
pub async fn list(core: &Core, scope: &Scope, queue: Queue) -> Result<Vec<Request>> {
    let conn = core.db.read();
    let mut rows = repository::of_queue(conn, scope.account, queue, true, u64::from(u16::MAX)).await?;
    rows.extend(repository::of_queue(conn, scope.account, queue, false, MOST).await?);
    let requests = read(core, scope, rows).await?;
    let detail = format!("count={}", requests.len());
    core.reads.note(scope, Entry::new("request.listed", Subject::many("privacy_request")).with(detail));
    Ok(requests)
}

/// The requests of a lead, newest first.
pub async fn of_lead(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<Request>> {
    let rows = repository::of_lead(core.db.read(), scope.account, lead).await?;
    read(core, scope, rows).await
}

/// A request with everything about it.
pub async fn get(core: &Core, scope: &Scope, id: RequestId) -> Result<Detail> {
    let conn = core.db.read();
    let row = repository::load(conn, scope.account, id).await?;
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let dates = deadlines(change::kind(&row), change::law(&row), from_millis(row.received_at), zone);
    let lead = match row.lead_id {
        Some(lead) => leads::load_many(conn, core, scope.account, &[LeadId(lead)]).await?.into_iter().next(),
        None => None,
    };
    let lines = repository::history(conn, core, &row).await?;
    let name = lead.as_ref().map(|lead| lead.record.display_name()).unwrap_or_default();
    let today = core.now().with_timezone(&zone).date_naive();
    let request = request(&row, name, zone, today);
    core.reads.note(scope, Entry::new("request.read", super::open::subject(&row)));
    Ok(Detail {
        can_extend: request.state == State::Open && realtoros_domain::rights::can_extend(&dates, today),
        request,
        deadlines: dates,
        destinations: lead.map(|lead| destinations(&lead.record)).unwrap_or_default(),
        lines: lines.into_iter().map(line).collect(),
    })
}

/// A request that needs somebody soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressing {
    /// The request.
    pub request: Request,
    /// The date that presses: to confirm it, or to answer it.
    pub date: NaiveDate,
    /// How close that date is.
    pub urgency: Urgency,
    /// Whether it is only to be confirmed.
    pub confirm: bool,
}

/// The requests of leads that are to be confirmed or answered within a week, the earliest first.
pub async fn pressing(core: &Core, scope: &Scope) -> Result<Vec<Pressing>> {
    let rows =
        repository::of_queue(core.db.read(), scope.account, Queue::Lead, true, u64::from(u16::MAX)).await?;
    let press = |request: Request| {
        let confirm = request.confirm_by.filter(|(date, _)| *date < request.due_on);
        let (date, urgency) = confirm.unwrap_or((request.due_on, request.urgency));
        Pressing { date, urgency, confirm: confirm.is_some(), request }
    };
    let mut pressing: Vec<_> = read(core, scope, rows).await?.into_iter().map(press).collect();
    pressing.retain(|one| one.urgency >= Urgency::Soon);
    pressing.sort_by_key(|one| one.date);
    Ok(pressing)
}

async fn read(core: &Core, scope: &Scope, rows: Vec<request::Model>) -> Result<Vec<Request>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = core.now().with_timezone(&zone).date_naive();
    let mut ids: Vec<_> = rows.iter().filter_map(|row| row.lead_id.map(LeadId)).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = leads::load_many(core.db.read(), core, scope.account, &ids).await?;
    let names: HashMap<_, _> = found.iter().map(|lead| (lead.id.0, lead.record.display_name())).collect();
    let name = |row: &request::Model| row.lead_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    Ok(rows.iter().map(|row| request(row, name(row), zone, today)).collect())
}

fn request(row: &request::Model, name: String, zone: Tz, today: NaiveDate) -> Request {
    // What cannot be read counts as due now, so that somebody looks.
    let due_on = row.due_on.parse().unwrap_or(today);
    let state = State::parse(&row.state).unwrap_or(State::Open);
    let confirm = row.confirm_on.as_deref().and_then(|day| day.parse::<NaiveDate>().ok());
    let confirm = confirm.filter(|_| row.confirmed_at.is_none() && state.is_open());
    Request {
        id: RequestId(row.id),
        queue: Queue::parse(&row.queue).unwrap_or(Queue::Lead),
        kind: change::kind(row),
        lead: row.lead_id.map(LeadId),
        name,
        via: Via::parse(&row.via).unwrap_or(Via::Email),
        law: change::law(row),
        state,
        identity: Identity::parse(&row.identity).unwrap_or(Identity::Unknown),
        received_on: from_millis(row.received_at).with_timezone(&zone).date_naive(),
        confirm_by: confirm.map(|day| (day, Urgency::of(day, today))),
        confirmed_at: row.confirmed_at,
        due_on,
        urgency: if state.is_open() { Urgency::of(due_on, today) } else { Urgency::Calm },
        closed_at: row.closed_at,
    }
}

fn line((event, words): (super::entity::event::Model, Option<Note>)) -> Line {
    Line {
        act: Act::parse(&event.act),
        actor_kind: event.actor_kind,
        at: event.at,
        due_on: event.due_on.and_then(|day| day.parse().ok()),
        words,
    }
}

/// `March 1, 2027`.
pub(in crate::privacy) fn plain_day(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}
