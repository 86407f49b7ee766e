//! From what is going on to what is shown.

use super::view::{CountView, ItemView, StepView, TodayView};
use crate::format;
use chrono::{DateTime, TimeZone};
use realtoros_domain::{newsletter::State, rights::Urgency};
use realtoros_server::{
    Core, Result, Scope,
    jobs::{JobKind, JobState},
    outbound::AccountFacts,
    privacy::{
        notices::{OpenNotice, open_notices},
        requests::Pressing,
    },
    today::{self, Running, Today},
};
use std::fmt::Display;

/// Everything that the page shows.
pub async fn today(core: &Core, scope: &Scope) -> Result<TodayView> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = today::today(core, scope).await?;
    let mut all: Vec<ItemView> = open_notices(core, scope).await?.into_iter().map(notice).collect();
    all.extend(items(&today, zone));
    Ok(TodayView { counts: counts(&today), items: all, steps: steps(&today) })
}

/// What the account must be told before it happens (P-38, P-67).
fn notice(notice: OpenNotice) -> ItemView {
    ItemView {
        kind: "Notice".to_owned(),
        tone: "warn".to_owned(),
        title: notice.title,
        text: notice.text,
        href: notice.href.to_owned(),
        at: notice.told_at,
        when: format::day(notice.told_at),
    }
}

fn counts(today: &Today) -> Vec<CountView> {
    let counts = [
        ("New leads", today.new_leads, "/app/leads?stage=new"),
        ("Unread messages", today.unread, "/app/inbox"),
        ("Drafts to approve", today.drafts, "/app/inbox"),
        ("Suggestions", today.suggestions, "/app/leads"),
    ];
    counts
        .map(|(name, count, href)| CountView { name: name.to_owned(), count, href: href.to_owned() })
        .to_vec()
}

fn items(today: &Today, zone: impl TimeZone<Offset: Display> + Copy) -> Vec<ItemView> {
    let item = |kind: &str, tone: &str, title: String, text: String, href: String, at: i64| ItemView {
        kind: kind.to_owned(),
        tone: tone.to_owned(),
        title,
        text,
        href,
        at,
        when: DateTime::from_timestamp_millis(at)
            .filter(|_| at > 0)
            .map(|at| at.with_timezone(&zone).format("%b %-d, %-I:%M %p").to_string())
            .unwrap_or_default(),
    };
    let mut items: Vec<_> = today.requests.iter().map(request).collect();
    let minor = "They may be under 18. Nothing automatic happens until you have looked.";
    items.extend(today.minors.iter().map(|(lead, name)| {
        item("May be a minor", "stop", name.clone(), minor.to_owned(), format!("/app/leads/{lead}"), 0)
    }));
    items.extend(today.expiring.first().map(|first| {
        let title = format!("{} will be erased", format::count(today.expiring.len() as u64, "lead"));
        let text =
            format!("The first on {}, by your retention rules. Keep whom you need.", format::day(first.at));
        item("Retention", "warn", title, text, "/app/privacy/retention".to_owned(), 0)
    }));
    let stop = "Something they said may mean stop. Automation waits for you.";
    items.extend(today.held.iter().map(|(lead, name)| {
        item("Needs your look", "warn", name.clone(), stop.to_owned(), format!("/app/leads/{lead}"), 0)
    }));
    let more = today.holds.saturating_sub(today.held.len() as u64);
    items.extend((more > 0).then(|| {
        let title = format!("{} more", format::count(more, "lead"));
        item(
            "Needs your look",
            "warn",
            title,
            stop.to_owned(),
            "/app/leads?consent=Needs%20a%20look".to_owned(),
            0,
        )
    }));
    items.extend(today.threads.iter().map(|thread| {
        let href = format!("/app/inbox/{}", thread.lead);
        item("Unread", "info", thread.name.clone(), thread.excerpt.clone(), href, thread.at)
    }));
    items.extend(today.waiting.iter().map(|draft| {
        let text = "A draft waits for you to approve, change or reject it.".to_owned();
        item("Draft", "info", draft.name.clone(), text, format!("/app/inbox/{}", draft.lead), draft.at)
    }));
    items.extend(today.running.iter().map(|running| {
        let (title, href) = match running.kind {
            JobKind::ImportCommit => ("Importing leads", "/app/import"),
            JobKind::ImportUndo => ("Taking an import back", "/app/import"),
            _ => ("Sending a newsletter", "/app/newsletters"),
        };
        item("Going on", "", title.to_owned(), progress(running), href.to_owned(), 0)
    }));
    items.extend(today.newsletters.iter().map(|newsletter| {
        let subject = newsletter.content.subject.trim();
        let title = if subject.is_empty() { "A newsletter without a subject" } else { subject };
        let text =
            if newsletter.state == State::Draft { "Being written." } else { "Approved and not sent yet." };
        let href = format!("/app/newsletters/{}", newsletter.id);
        item("Newsletter", "", title.to_owned(), text.to_owned(), href, newsletter.updated_at)
    }));
    items
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
    let who = if request.name.is_empty() { "Somebody" } else { &request.name };
    ItemView {
        kind: if *urgency == Urgency::Overdue { "Overdue" } else { "Request" }.to_owned(),
        tone: tone.to_owned(),
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
            "/app/import",
            today.leads > 0,
        ),
        (
            "Send a text",
            "Open a lead and write. You see beforehand whether it may go out, and why.",
            "/app/leads",
            today.has_written,
        ),
        (
            "Write a newsletter",
            "Everybody gets their own page, with what fits them.",
            "/app/newsletters",
            today.has_newsletter,
        ),
    ];
    if steps.iter().all(|(.., done)| *done) {
        return Vec::new();
    }
    let privacy = (
        "See your privacy at work",
        "What is kept, who saw it, and every promise with its proof.",
        "/app/privacy",
        false,
    );
    let step = |(title, text, href, done): (&str, &str, &str, bool)| StepView {
        title: title.to_owned(),
        text: text.to_owned(),
        href: href.to_owned(),
        done,
    };
    steps.into_iter().chain([privacy]).map(step).collect()
}
