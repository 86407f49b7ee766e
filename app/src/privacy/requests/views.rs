//! From the register to what is shown.

use super::view::{CanView, DetailView, LineView, LogInput, RegisterView, RequestView};
use crate::format::{Zone, dated};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    ids::RequestId,
    rights::{Identity, Kind, Law, Queue, State, Urgency, Via},
};
use realtoros_server::{
    Core, Error, Result, Scope, leads,
    outbound::AccountFacts,
    privacy::requests::{self, Detail, Line, Logged, Request},
};

/// Both queues.
pub async fn register(core: &Core, scope: &Scope) -> Result<RegisterView> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = core.now().with_timezone(&zone).date_naive();
    let shown = |found: Vec<Request>| found.iter().map(|one| request(one, today)).collect();
    Ok(RegisterView {
        leads: shown(requests::list(core, scope, Queue::Lead).await?),
        ours: shown(requests::list(core, scope, Queue::User).await?),
        today: today.to_string(),
    })
}

/// One request.
pub async fn detail(core: &Core, scope: &Scope, id: RequestId) -> Result<DetailView> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = core.now().with_timezone(&zone).date_naive();
    let Detail { request: found, deadlines, can_extend, destinations, lines } =
        requests::get(core, scope, id).await?;
    let dates = [
        ("Confirm that it has come in", deadlines.confirm),
        ("Answer", Some(deadlines.answer)),
        ("Answer after an extension", deadlines.extended),
    ];
    let dates = dates.into_iter().filter_map(|(name, date)| Some((name.to_owned(), day(date?))));
    Ok(DetailView {
        can: can(&found, can_extend, !destinations.is_empty()),
        lead: found.lead.filter(|_| !found.name.is_empty()),
        dates: dates.collect(),
        law: found.law.words().to_owned(),
        destinations: destinations
            .iter()
            .map(|to| {
                let way =
                    if to.channel == realtoros_domain::Channel::Email { "E-mail to" } else { "Text to" };
                format!("{way} {}", to.hint)
            })
            .collect(),
        lines: lines.into_iter().map(|one| line(one, zone)).collect(),
        request: request(&found, today),
    })
}

/// What the form says came in. A person is on file when the address or number is.
pub async fn logged(core: &Core, scope: &Scope, input: LogInput) -> Result<Logged> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let kind = Kind::parse(&input.kind).ok_or_else(|| Error::invalid("Choose what is asked."))?;
    let via = Via::parse(&input.via).ok_or_else(|| Error::invalid("Choose how it came in."))?;
    let law = Law::parse(&input.law).unwrap_or(Law::Strictest);
    let received: NaiveDate =
        input.received.trim().parse().map_err(|_| Error::invalid("Say on which day it came in."))?;
    // The start of the day: the strict reading, and never in the future on the day itself.
    let at = zone.from_local_datetime(&received.and_time(NaiveTime::MIN)).earliest();
    let received_at = at.map_or_else(|| core.now_ms(), |at| at.timestamp_millis());
    let lead =
        match (input.contact.trim().parse::<EmailAddress>(), input.contact.trim().parse::<PhoneNumber>()) {
            (Ok(email), _) => {
                leads::find_by_email(core.db.read(), core, scope.account, email.as_str()).await?
            }
            (_, Ok(phone)) => leads::find_by_phone(core.db.read(), core, scope.account, phone.e164()).await?,
            _ => Vec::new(),
        };
    let lead = lead.into_iter().next();
    Ok(Logged { kind, lead, via, law, received_at, contact: input.contact, text: input.text })
}

fn request(found: &Request, today: NaiveDate) -> RequestView {
    let open = found.state.is_open();
    let tone = match found.state {
        State::Open => "info",
        State::Extended => "warn",
        State::Done => "ok",
        State::Refused => "muted",
    };
    RequestView {
        id: found.id,
        kind: match found.queue {
            Queue::Lead => found.kind.words(),
            Queue::User => found.kind.own_words(),
        }
        .to_owned(),
        who: who(found),
        via: found.via.words().to_owned(),
        state: found.state.words().to_owned(),
        tone: tone.to_owned(),
        open,
        identity: found.identity.words().to_owned(),
        received: day(found.received_on),
        due: if open {
            format!("{}, {}", day(found.due_on), away(found.due_on, today))
        } else {
            "–".to_owned()
        },
        due_tone: if open { urgency(found.urgency) } else { "" }.to_owned(),
        confirm: found.confirm_by.map(|(date, _)| format!("{}, {}", day(date), away(date, today))),
    }
}

fn who(found: &Request) -> String {
    match (found.queue, found.lead) {
        (Queue::User, _) => "You".to_owned(),
        _ if !found.name.is_empty() => found.name.clone(),
        (_, Some(_)) => "Somebody whose data is erased".to_owned(),
        (_, None) => "Somebody who is not on file".to_owned(),
    }
}

fn can(found: &Request, can_extend: bool, reachable: bool) -> CanView {
    if !found.state.is_open() || found.queue == Queue::User {
        return CanView::default();
    }
    let known = matches!(found.identity, Identity::Proven | Identity::NotNeeded);
    let erases = found.kind == Kind::Erasure && found.lead.is_some();
    CanView {
        confirm: found.confirmed_at.is_none() && reachable,
        identify: !known && reachable,
        extend: can_extend,
        complete: !erases && (known || !found.kind.needs_identity()),
        copy: found.kind.is_copy() && found.lead.is_some() && known,
        erase: erases && known,
        refuse: true,
    }
}

fn line(line: Line, zone: impl Zone) -> LineView {
    let what = line.act.map_or("Something else", requests::Act::words);
    let due = line.due_on.map(|date| format!(" ({})", day(date))).unwrap_or_default();
    let words = line.words.unwrap_or_default();
    LineView {
        what: format!("{what}{due}"),
        who: match line.actor_kind.as_str() {
            "member" => "You or a colleague",
            "lead" => "The person",
            "token" => "A program of yours",
            "operator" => "RealtorOS",
            _ => "The software",
        }
        .to_owned(),
        at: line.at,
        when: dated(line.at, zone),
        words: words.text,
        contact: words.contact,
    }
}

const fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Calm => "",
        Urgency::Soon | Urgency::Now => "warn",
        Urgency::Overdue => "stop",
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}

/// How far away a date is, in words.
pub fn away(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "overdue since yesterday".to_owned(),
        days @ 2.. => format!("in {days} days"),
        days => format!("overdue for {} days", -days),
    }
}

#[cfg(test)]
mod tests {
    use super::away;

    #[test]
    fn dates_are_told_by_how_far_away_they_are() {
        let on = |text: &str| text.parse().unwrap();
        let today = on("2026-11-24");
        for (date, words) in [
            ("2026-11-24", "today"),
            ("2026-11-25", "tomorrow"),
            ("2026-12-09", "in 15 days"),
            ("2026-11-23", "overdue since yesterday"),
            ("2026-11-20", "overdue for 4 days"),
        ] {
            assert_eq!(away(on(date), today), words);
        }
    }
}
