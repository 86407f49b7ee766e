//! From what is going on to what is shown.

use super::view::{CountView, ItemView, StepView, TodayView};
use crate::format::{self, Zone};
use realtoros_domain::{ids::LeadId, newsletter::State, rights::Urgency};
use realtoros_server::{
    Core, Result, Scope,
    connections::Part,
    jobs::{JobKind, JobState},
    outbound::AccountFacts,
    privacy::{
        notices::{OpenNotice, open_notices},
        requests::Pressing,
    },
    today::{self, Interrupted, Interruption, Running, Today},
};
use std::cmp::Reverse;

/// Everything that the page shows.
pub async fn today(core: &Core, scope: &Scope) -> Result<TodayView> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = today::today(core, scope).await?;
    let mut all: Vec<ItemView> = open_notices(core, scope).await?.into_iter().map(notice).collect();
    all.extend(items(&today, zone));
    let has_people = !people(&today).is_empty();
    Ok(TodayView { counts: counts(&today), items: all, has_people, steps: steps(&today) })
}

/// What the account must be told before it happens (P-38, P-67).
fn notice(notice: OpenNotice) -> ItemView {
    ItemView {
        kinds: vec![("Notice".to_owned(), "warn".to_owned())],
        title: notice.title,
        text: notice.text,
        href: notice.href.to_owned(),
        at: notice.told_at,
        when: format::day(notice.told_at),
    }
}

fn counts(today: &Today) -> Vec<CountView> {
    let counts = [
        ("New leads", today.new_leads, Some("/app/leads?stage=new")),
        ("Unread messages", today.unread, Some("/app/inbox")),
        ("Drafts to approve", today.drafts, Some("/app/inbox")),
        ("Suggestions", today.suggestions, None),
    ];
    counts
        .map(|(name, count, href)| CountView { name: name.to_owned(), count, href: href.map(str::to_owned) })
        .to_vec()
}

/// A lead for whom something waits.
struct Person {
    lead: LeadId,
    name: String,
    kinds: Vec<(&'static str, &'static str)>,
    text: String,
    /// When they wrote, or since when a draft waits; 0 for always.
    at: i64,
}

/// How many leads are listed.
const MOST: usize = 10;
/// The kind of a lead who may have asked to stop.
const HELD: (&str, &str) = ("Needs your look", "warn");
/// The kind of a lead who may be under 18.
const MINOR: (&str, &str) = ("May be a minor", "stop");
/// What is said of the former.
const STOP: &str = "Something they said may mean stop. Automation waits for you.";

/// Everybody for whom something waits, each once: who has to be looked at, then the newest.
fn people(today: &Today) -> Vec<Person> {
    let minor = "They may be under 18. Nothing automatic happens until you have looked.";
    let draft = "A draft waits for you to approve, change or reject it.";
    let minors = today.minors.iter().map(|(lead, name)| (*lead, name, MINOR, minor, 0));
    let held = today.held.iter().map(|(lead, name)| (*lead, name, HELD, STOP, 0));
    let unread = today.threads.iter();
    let unread = unread.map(|one| (one.lead, &one.name, ("Unread", "info"), one.excerpt.as_str(), one.at));
    let drafts = today.waiting.iter().map(|one| (one.lead, &one.name, ("Draft", "info"), draft, one.at));
    let mut people: Vec<Person> = Vec::new();
    for (lead, name, kind, text, at) in minors.chain(held).chain(unread).chain(drafts) {
        match people.iter_mut().find(|person| person.lead == lead) {
            Some(person) if person.kinds.contains(&kind) => {}
            Some(person) => {
                person.kinds.push(kind);
                person.at = person.at.max(at);
            }
            None => {
                people.push(Person {
                    lead,
                    name: name.clone(),
                    kinds: vec![kind],
                    text: text.to_owned(),
                    at,
                });
            }
        }
    }
    let rank = |person: &Person| match () {
        () if person.kinds.contains(&MINOR) => 0,
        () if person.kinds.contains(&HELD) => 1,
        () => 2,
    };
    people.sort_by_key(|person| (rank(person), Reverse(person.at)));
    people.truncate(MOST.max(today.minors.len() + today.held.len()));
    people
}

fn items(today: &Today, zone: impl Zone) -> Vec<ItemView> {
    let item = |kinds: &[(&str, &str)], title: String, text: String, href: String, at: i64| ItemView {
        kinds: kinds.iter().map(|(kind, tone)| ((*kind).to_owned(), (*tone).to_owned())).collect(),
        title,
        text,
        href,
        at,
        when: if at > 0 { format::moment(at, zone) } else { String::new() },
    };
    let mut items: Vec<_> = today.interruptions.iter().map(|it| interruption(it, zone)).collect();
    items.extend(today.requests.iter().map(request));
    items.extend(today.expiring.first().map(|first| {
        let title = format!("{} will be erased", format::count(today.expiring.len() as u64, "lead"));
        let text =
            format!("The first on {}, by your retention rules. Keep whom you need.", format::day(first.at));
        item(&[("Retention", "warn")], title, text, "/app/privacy/retention".to_owned(), 0)
    }));
    items.extend(today.do_not_call.map(|last| {
        let text =
            format!("The last good day of the federal list that you used is {}.", last.format("%B %-d, %Y"));
        let href = "/app/privacy/do-not-call".to_owned();
        item(&[("Do not call", "warn")], "Download the do-not-call list again".to_owned(), text, href, 0)
    }));
    let people = people(today);
    let held = people.iter().filter(|person| person.kinds.contains(&HELD)).count();
    items.extend(people.into_iter().map(|person| {
        let to_look_at = person.kinds.contains(&HELD) || person.kinds.contains(&MINOR);
        let page = if to_look_at { "leads" } else { "inbox" };
        let href = format!("/app/{page}/{}", person.lead);
        item(&person.kinds, person.name, person.text, href, person.at)
    }));
    let more = today.holds.saturating_sub(held as u64);
    items.extend((more > 0).then(|| {
        let title = format!("{} more", format::count(more, "lead"));
        item(&[HELD], title, STOP.to_owned(), "/app/leads?consent=Needs%20a%20look".to_owned(), 0)
    }));
    items.extend(today.running.iter().map(|running| {
        let (title, href) = match running.kind {
            JobKind::ImportCommit => ("Importing leads", "/app/import"),
            JobKind::ImportUndo => ("Taking an import back", "/app/import"),
            _ => ("Sending a newsletter", "/app/newsletters"),
        };
        item(&[("Going on", "")], title.to_owned(), progress(running), href.to_owned(), 0)
    }));
    items.extend(today.newsletters.iter().map(|newsletter| {
        let subject = newsletter.content.subject.trim();
        let title = if subject.is_empty() { "A newsletter without a subject" } else { subject };
        let text =
            if newsletter.state == State::Draft { "Being written." } else { "Approved and not sent yet." };
        let href = format!("/app/newsletters/{}", newsletter.id);
        item(&[("Newsletter", "")], title.to_owned(), text.to_owned(), href, newsletter.updated_at)
    }));
    items
}

/// A connection that needs its owner.
fn interruption(it: &Interruption, zone: impl Zone) -> ItemView {
    let provider = it.provider.label();
    let (title, text, href) = match it.what {
        Interrupted::Ended(Part::Mail) => (
            "Your mailbox is not read any more: connect it again",
            format!(
                "{provider} ended the connection. Until it is connected again, “stop” by mail does not reach us."
            ),
            "/app/settings",
        ),
        Interrupted::Ended(Part::Calendar) => (
            "Your calendar is not read any more: connect it again",
            format!("{provider} ended the connection, so no times are offered."),
            "/app/calendar",
        ),
        Interrupted::Unread => (
            "Your mailbox has not been read for over an hour",
            format!("{provider} does not let us read it. We keep trying; if it stays so, connect it again."),
            "/app/settings",
        ),
        Interrupted::Lost => (
            "One mail of a lead could not be read",
            "Look at it in your mailbox.".to_owned(),
            "/app/settings",
        ),
    };
    ItemView {
        kinds: vec![("Connection".to_owned(), "warn".to_owned())],
        title: title.to_owned(),
        text,
        href: href.to_owned(),
        at: it.since,
        when: format::moment(it.since, zone),
    }
}

/// A request that is due soon; overdue ones are red.
fn request(pressing: &Pressing) -> ItemView {
    let Pressing { request, date, urgency, confirm } = pressing;
    let day = date.format("%B %-d, %Y");
    let (tone, text) = match (urgency, confirm) {
        (Urgency::Overdue, false) => ("stop", format!("The answer was due on {day}.")),
        (Urgency::Overdue, true) => ("stop", format!("It should have been confirmed by {day}.")),
        (_, false) => ("warn", format!("The law wants an answer by {day}.")),
        (_, true) => ("warn", format!("The law wants it confirmed by {day}.")),
    };
    let kind = if *urgency == Urgency::Overdue { "Overdue" } else { "Request" };
    let who = if request.name.is_empty() { "Somebody" } else { &request.name };
    ItemView {
        kinds: vec![(kind.to_owned(), tone.to_owned())],
        title: format!("{who}: {}", request.kind.words()),
        text,
        href: format!("/app/privacy/requests/{}", request.id),
        at: 0,
        when: date.format("%b %-d").to_string(),
    }
}

fn progress(running: &Running) -> String {
    match running.status.state {
        JobState::Queued => "Begins in a moment.".to_owned(),
        _ if running.status.total > 0 => format!("{} of {}", running.status.progress, running.status.total),
        _ => "Has begun.".to_owned(),
    }
}

/// The first steps; none when all are done.
fn steps(today: &Today) -> Vec<StepView> {
    let steps = [
        (
            "Import your leads",
            "From a spreadsheet or another CRM. Nothing is sent to anybody.",
            ("Import leads", "/app/import"),
            today.leads > 0,
        ),
        (
            "Send a text",
            "Open a lead and write. You see beforehand whether it may go out, and why.",
            ("Choose a lead", "/app/leads"),
            today.has_written,
        ),
        (
            "Write a newsletter",
            "Everybody gets their own page, with what fits them.",
            ("Write a newsletter", "/app/newsletters"),
            today.has_newsletter,
        ),
    ];
    if steps.iter().all(|(.., done)| *done) {
        return Vec::new();
    }
    let step = |title: &str, text: &str, (verb, href): (&str, &str), done| StepView {
        title: title.to_owned(),
        text: text.to_owned(),
        verb: verb.to_owned(),
        href: href.to_owned(),
        done,
    };
    let privacy = step(
        "See your privacy at work",
        "What is kept, who saw it, and every promise with its proof.",
        ("See what is kept", "/app/privacy"),
        None,
    );
    let steps = steps.map(|(title, text, link, done)| step(title, text, link, Some(done)));
    steps.into_iter().chain([privacy]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_server::{accounts::ProviderName, today::WaitingDraft};

    #[test]
    fn p47_a_connection_that_has_ended_stands_first_and_leads_to_where_it_is_made_anew() {
        let it = |what| Interruption { provider: ProviderName::Google, what, since: 1_795_539_600_000 };
        let interruptions =
            [Interrupted::Ended(Part::Mail), Interrupted::Ended(Part::Calendar), Interrupted::Lost];
        let held =
            vec![("018f0000-0000-7000-8000-000000000001".parse::<LeadId>().unwrap(), "Lead 1".to_owned())];
        let today = Today { interruptions: interruptions.map(it).to_vec(), held, ..Today::default() };
        let items = items(&today, chrono::Utc);
        assert_eq!(items[0].title, "Your mailbox is not read any more: connect it again");
        let hrefs: Vec<_> = items.iter().take(3).map(|item| item.href.as_str()).collect();
        assert_eq!(hrefs, ["/app/settings", "/app/calendar", "/app/settings"]);
    }

    #[test]
    fn everybody_has_one_line_and_who_has_to_be_looked_at_comes_first() {
        let id = |n: u8| format!("018f0000-0000-7000-8000-00000000000{n}").parse::<LeadId>().unwrap();
        let draft = |n, at| WaitingDraft { lead: id(n), name: format!("Lead {n}"), at };
        let today = Today {
            held: vec![(id(1), "Lead 1".to_owned()), (id(2), "Lead 2".to_owned())],
            minors: vec![(id(3), "Lead 3".to_owned())],
            waiting: vec![draft(4, 4), draft(1, 7), draft(5, 9), draft(5, 8)],
            ..Today::default()
        };
        let people: Vec<_> = people(&today).into_iter().map(|one| (one.lead, one.kinds)).collect();
        let wait = ("Draft", "info");
        let expected = [
            (id(3), vec![MINOR]),
            (id(1), vec![HELD, wait]),
            (id(2), vec![HELD]),
            (id(5), vec![wait]),
            (id(4), vec![wait]),
        ];
        assert_eq!(people, expected);
    }
}
