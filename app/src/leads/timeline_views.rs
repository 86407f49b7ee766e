//! A lead's timeline as the page shows it.

use super::{
    lead_view::EntryView,
    views::{Zone, when, zone},
};
use realtoros_domain::ids::LeadId;
use realtoros_server::{
    Core, Result, Scope,
    conversations::{self, TimelineItem},
    outbound::MessageState,
};

/// The timeline of a lead and of those that became part of it, newest first.
pub async fn timeline(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<EntryView>> {
    let zone = zone(core, scope).await?;
    let items = conversations::timeline(core, scope, lead).await?;
    Ok(items.into_iter().rev().map(|item| entry(item, zone)).collect())
}

fn entry(item: TimelineItem, zone: impl Zone) -> EntryView {
    let later = item.send_after.map(|at| format!("Goes out {}", when(at, zone, "%b %-d, %-I:%M %p")));
    let (word, tone) = match item.state {
        MessageState::Draft => ("Draft", "info"),
        MessageState::Queued | MessageState::Sending | MessageState::HandingOver => ("Sending", "info"),
        MessageState::Deferred => ("Waits", "warn"),
        MessageState::Held => ("Waits for you", "warn"),
        MessageState::Unconfirmed => ("Not sure whether it left", "warn"),
        MessageState::Sent => ("Sent", "ok"),
        MessageState::Delivered => ("Delivered", "ok"),
        MessageState::Failed => ("Failed", "stop"),
        MessageState::Denied => ("Not sent", "stop"),
        MessageState::Canceled => ("Taken back", ""),
        MessageState::Received | MessageState::Noted => ("", ""),
    };
    let word = later.filter(|_| item.state == MessageState::Deferred).unwrap_or_else(|| word.to_owned());
    EntryView {
        id: item.id,
        side: if item.direction == "internal" { "note".to_owned() } else { item.direction },
        kind: match item.channel.as_str() {
            "sms" => "Text",
            "email" => "Mail",
            "note" => "Note, only you see this",
            _ => "Call",
        }
        .to_owned(),
        state: (word, tone.to_owned()),
        automatic: item.automatic,
        at: item.at,
        day: when(item.at, zone, "%A, %B %-d, %Y"),
        time: when(item.at, zone, "%-I:%M %p"),
        subject: item.subject.unwrap_or_default(),
        text: item.text,
        remark: item.error.map(|error| format!("Not delivered: {error}.")).unwrap_or_default(),
    }
}
