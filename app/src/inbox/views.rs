//! From conversations to what is shown.

use super::{
    steps,
    view::{ConversationView, DecisionView, DraftView, EntryView, InboxView, ThreadView},
};
use crate::format::{self, Zone};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use realtoros_domain::{
    consent::{Decision, Reason, StepName, Verdict},
    ids::{LeadId, MessageId},
    reply::{Class, Intent, Reading},
};
use realtoros_server::{
    Core, Result, Scope, consent,
    conversations::{self, ThreadSummary, TimelineItem},
    leads,
    outbound::{self, AUTOMATIC_REPLY, AccountFacts, HISTORY, MessageState, UNVERIFIED},
};

/// The zone in which the realtor works.
async fn zone(core: &Core, scope: &Scope) -> Result<impl Zone + use<>> {
    Ok(AccountFacts::load(core, scope.account).await?.zone)
}

/// `12:46 PM` of today, `Nov 27` of this year, `Nov 27, 2025` of another.
fn short(at: DateTime<Utc>, now: DateTime<Utc>, zone: impl Zone) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let pattern = match () {
        () if at.date_naive() == now.date_naive() => "%-I:%M %p",
        () if at.year() == now.year() => "%b %-d",
        () => "%b %-d, %Y",
    };
    at.format(pattern).to_string()
}

fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// A page of the inbox. A place that is none is the first page.
pub async fn threads(core: &Core, scope: &Scope, after: &str) -> Result<InboxView> {
    let (zone, now) = (zone(core, scope).await?, core.now());
    let found = conversations::threads(core, scope, after.parse().ok()).await?;
    let threads = found.threads.into_iter().map(|thread| ThreadView {
        excerpt: excerpt(&thread),
        lead: thread.lead,
        name: thread.name,
        at: thread.at,
        when: short(instant(thread.at), now, zone),
        unread: thread.unread,
        on_hold: thread.on_hold,
        has_draft: thread.has_draft && thread.inbound,
    });
    Ok(InboxView { threads: threads.collect(), older: found.older.map(|place| place.to_string()) })
}

/// Who said it, and what.
fn excerpt(thread: &ThreadSummary) -> String {
    let who = match (thread.inbound, thread.state) {
        (true, _) => return thread.excerpt.clone(),
        (_, MessageState::Draft) => "Draft",
        _ if thread.purpose == PRIVACY => "RealtorOS",
        _ => "You",
    };
    format!("{who}: {}", thread.excerpt)
}

/// What a message is for that answers a person who asked about their own data.
const PRIVACY: &str = "privacy_request";
/// The channel of mail.
const EMAIL: &str = "email";
/// What a message of a lead is for that shows that they wrote.
const CONVERSATION: &str = "conversation";
/// What the messages of a newsletter are for.
const NEWSLETTER: &str = "newsletter";

pub async fn conversation(core: &Core, scope: &Scope, lead: LeadId) -> Result<ConversationView> {
    let zone = zone(core, scope).await?;
    let found = leads::get(core, scope, lead).await?;
    let review = consent::state(core.db.read(), core, scope.account, &found).await?.review;
    let mut items = conversations::timeline(core, scope, lead).await?;
    // What waits to be decided about stands beside the composer.
    items.sort_by_key(|item| item.state == MessageState::Draft);
    let doubt = items
        .iter()
        .rev()
        .find(|item| item.reading.as_ref().is_some_and(|reading| reading.class == Class::Hold));
    // An import can put consent in doubt too; then no words of theirs did.
    let doubt = doubt.filter(|_| found.on_hold);
    let doubt_by_mail = doubt.is_some_and(|item| item.channel == EMAIL);
    let doubt = doubt.map(|item| item.text.clone());
    let mut theirs = items.iter().rev().filter(|item| item.direction == "in");
    let writes_mail = theirs.clone().next().is_some_and(|item| item.channel == EMAIL);
    let newest_mail = theirs.find(|item| item.channel == EMAIL && item.purpose == CONVERSATION);
    let answer_subject =
        newest_mail.map(|item| outbound::answer_subject(item.subject.as_deref().unwrap_or_default()));
    let mut entries = Vec::with_capacity(items.len());
    for item in items {
        let draft = match item.state {
            MessageState::Draft => Some(draft(core, scope, item.id).await?),
            _ => None,
        };
        entries.push(EntryView { draft, ..entry(item, zone) });
    }
    let name = found.record.display_name();
    Ok(ConversationView {
        lead,
        name: if name.is_empty() { "Without a name".to_owned() } else { name },
        phone: found.record.phones.first().map(|phone| phone.e164().to_owned()),
        email: found.record.emails.first().map(|email| email.as_str().to_owned()),
        on_hold: review,
        doubt,
        doubt_by_mail,
        writes_mail,
        answer_subject: answer_subject.unwrap_or_default(),
        send_key: core.new_id().to_string(),
        entries,
    })
}

async fn draft(core: &Core, scope: &Scope, id: MessageId) -> Result<DraftView> {
    let outbound::DraftPreview { disclosure, preview } = outbound::preview_draft(core, scope, id).await?;
    Ok(DraftView { disclosure, decision: foreseen(core, scope, preview).await? })
}

fn entry(item: TimelineItem, zone: impl Zone) -> EntryView {
    let (state, tone) = state(&item, zone);
    let spoken = is_spoken(&item);
    let mut remarks: Vec<String> =
        item.error.iter().map(|error| format!("Not delivered: {error}.")).collect();
    if item.state == MessageState::Unconfirmed {
        remarks.push(
            if spoken {
                "The connection broke off while the call was placed. Look at your calls at Twilio before you try again."
            } else {
                "The connection broke off while this was sent. Check your sent mail before you send it again."
            }
            .to_owned(),
        );
    }
    remarks.extend(stopped(&item));
    if item.media > 0 {
        remarks.push(format!("Came with {} picture(s), which are not kept.", item.media));
    }
    if item.outdated {
        remarks.push(
            "Made before a correction of this person's details: check it before you send it.".to_owned(),
        );
    }
    remarks.extend(item.reading.as_ref().and_then(read_as));
    if item.purpose == UNVERIFIED {
        remarks.push(
            "Your mail service could not confirm who wrote this. A request to stop in it counts; nothing else does."
                .to_owned(),
        );
    }
    if let Some(call) = item.call.as_ref().filter(|call| spoken && call.seconds.is_some()) {
        remarks.push(format!("{}.", call.words()));
    }
    let label = match item.purpose.as_str() {
        NEWSLETTER => "Newsletter",
        _ if spoken => "Artificial voice",
        AUTOMATIC_REPLY => "Automatic reply",
        UNVERIFIED => "Sender not confirmed",
        _ if item.direction == "out" && item.automatic && !item.approved => "Automatic",
        _ => "",
    };
    EntryView {
        why: why(&item),
        is_stopped: item.state == MessageState::Denied,
        label: label.to_owned(),
        is_newsletter: item.purpose == NEWSLETTER,
        id: item.id,
        side: if item.direction == "internal" { "note".to_owned() } else { item.direction },
        channel: match item.channel.as_str() {
            "sms" => "Text",
            "email" => "Mail",
            "voice" if spoken => "Spoken message",
            "voice" => "Call",
            _ => "Note",
        }
        .to_owned(),
        state,
        tone: tone.to_owned(),
        at: item.at,
        when: format::moment(item.at, zone),
        subject: item.subject,
        text: item.text,
        remarks,
        cites: item.cites,
        draft: None,
        // A call that the carrier placed has rung: it is not placed again (P-44).
        can_resend: item.purpose != HISTORY
            && match item.state {
                MessageState::Unconfirmed => true,
                MessageState::Failed => !(spoken && item.call.is_some()),
                _ => false,
            },
        can_cancel: matches!(
            item.state,
            MessageState::Queued | MessageState::Deferred | MessageState::Held | MessageState::Unconfirmed
        ),
    }
}

/// What stands against a message that did not leave, or not yet.
fn stopped(item: &TimelineItem) -> Option<String> {
    let head = match item.state {
        MessageState::Denied => "Not sent",
        MessageState::Deferred | MessageState::Held => "Waits",
        _ => return None,
    };
    steps::reason(&item.reason).map(|reason| format!("{head}: {}", steps::against(reason, &item.channel)))
}

/// Who or what caused a message that left, whether AI helped, and which consent the gate found; of one that was
/// stopped what was looked at.
fn why(item: &TimelineItem) -> String {
    if item.state == MessageState::Denied {
        let reason = steps::reason(&item.reason);
        return reason.map(|reason| steps::looked_at(&item.steps, reason)).unwrap_or_default();
    }
    let left = matches!(item.state, MessageState::Sent | MessageState::Delivered);
    if !left || item.direction != "out" {
        return String::new();
    }
    let cause = match (item.purpose.as_str(), item.automatic, item.cites.is_empty()) {
        (HISTORY, ..) => "It came with an import; it was not sent from here.",
        (NEWSLETTER, ..) => "A newsletter that you approved.",
        (PRIVACY, ..) => "The person asked about their own data.",
        ("opt_out_confirmation" | "help", ..) => "It answers what the person asked by text.",
        (_, true, _) if is_spoken(item) => "You wrote it, and an artificial voice read it out.",
        (_, false, _) => "You wrote it; no AI was used.",
        (_, true, false) => "AI drafted it and you approved it.",
        (_, true, true) => "It went out by itself, by a rule that you switched on.",
    };
    let consent = item.steps.iter().find(|step| step.name == StepName::ConsentLevel);
    match consent.filter(|step| !step.detail.is_empty()) {
        Some(step) => format!("{cause} {}.", steps::step(step, "deny").1),
        None => cause.to_owned(),
    }
}

/// Whether an artificial voice read it out, or would have (P-49).
fn is_spoken(item: &TimelineItem) -> bool {
    item.channel == "voice" && item.direction == "out" && item.automatic
}

fn state(item: &TimelineItem, zone: impl Zone) -> (String, &'static str) {
    let later = item.send_after.map(|at| format::moment(at, zone)).unwrap_or_default();
    let (word, tone) = match item.state {
        MessageState::Draft => ("Draft", "info"),
        MessageState::Queued | MessageState::Sending | MessageState::HandingOver => ("Sending", "info"),
        MessageState::Deferred => return (format!("Goes out {later}"), "warn"),
        MessageState::Held => ("Waits for you", "warn"),
        MessageState::Unconfirmed => ("Not sure whether it left", "warn"),
        MessageState::Sent if is_spoken(item) => ("Call placed", "ok"),
        MessageState::Delivered if is_spoken(item) => ("Answered", "ok"),
        MessageState::Sent => ("Sent", "ok"),
        MessageState::Failed => ("Failed", "stop"),
        MessageState::Delivered => ("Delivered", "ok"),
        MessageState::Denied => ("Not sent", "stop"),
        MessageState::Canceled => ("Taken back", "muted"),
        MessageState::Received | MessageState::Noted => ("", "muted"),
    };
    (word.to_owned(), tone)
}

/// What a lead's message or a note was read as, where that has consequences.
pub fn read_as(reading: &Reading) -> Option<String> {
    let words = match reading.class {
        Class::OptOut => "Read as a request to end contact. It is honored already.",
        Class::Hold => "May be a request to end contact. Automation waits for you.",
        Class::None if reading.intents.contains(&Intent::Underage) => {
            "The writer may be under 18. Automation has stopped."
        }
        Class::None => return None,
    };
    Some(words.to_owned())
}

/// What would happen, in words.
pub async fn foreseen(core: &Core, scope: &Scope, preview: outbound::Preview) -> Result<DecisionView> {
    let decision = decision(core, scope, &preview.verdict, preview.can_override).await?;
    let sells_by_mail = preview.sells_by_mail;
    Ok(DecisionView { introduces: preview.introduces, sells_by_mail, ..decision })
}

/// Where the realtor can do something about what stands against a message.
fn remedy(reason: Reason) -> Option<(String, String)> {
    let (address, words) = match reason {
        Reason::DncUnchecked | Reason::DncStale => ("/app/privacy/do-not-call", "Check numbers"),
        _ => return None,
    };
    Some((address.to_owned(), words.to_owned()))
}

/// The decision of the gate in words.
pub async fn decision(
    core: &Core,
    scope: &Scope,
    verdict: &Verdict,
    can_override: bool,
) -> Result<DecisionView> {
    let zone = zone(core, scope).await?;
    let (tone, headline) = match verdict.decision {
        Decision::Allow if steps::ignores_quiet_hours(&verdict.steps) => {
            ("hold", "Goes out now, outside quiet hours".to_owned())
        }
        Decision::Allow => ("allow", "Can be sent now".to_owned()),
        Decision::Defer { until, .. } => {
            ("defer", format!("Goes out {}", format::moment(until.timestamp_millis(), zone)))
        }
        Decision::Deny(_) => ("deny", "Cannot be sent".to_owned()),
        Decision::Hold(Reason::NotRegistered) => ("hold", "Cannot be sent yet".to_owned()),
        Decision::Hold(_) => ("hold", "Needs your look".to_owned()),
    };
    let send = match verdict.decision {
        Decision::Defer { until, .. } if until - core.now() < TimeDelta::days(1) => {
            format!("Send at {}", until.with_timezone(&zone).format("%-I:%M %p"))
        }
        Decision::Defer { until, .. } => {
            format!("Send on {}", until.with_timezone(&zone).format("%b %-d"))
        }
        _ => "Send".to_owned(),
    };
    Ok(DecisionView {
        tone: tone.to_owned(),
        headline,
        reason: verdict
            .decision
            .reason()
            .map(|reason| steps::why(&verdict.steps, reason))
            .unwrap_or_default(),
        steps: verdict.steps.iter().map(|step| steps::step(step, tone)).collect(),
        remedy: verdict.decision.reason().and_then(remedy),
        send,
        can_send: matches!(verdict.decision, Decision::Allow | Decision::Defer { .. }),
        can_override,
        introduces: None,
        sells_by_mail: false,
    })
}
