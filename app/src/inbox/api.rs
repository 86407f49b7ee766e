//! Server functions of the inbox.

use super::view::{ConversationView, DecisionView, InboxView};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{
    Channel,
    ids::{LeadId, MessageId},
};

/// The threads below the place `after`, or from the first: what waits, then the newest.
#[server(prefix = "/rpc", endpoint = "inbox/threads")]
pub async fn list_threads(after: String) -> Result<InboxView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::threads(&core, &scope, &after).await }).await
}

/// One conversation.
#[server(prefix = "/rpc", endpoint = "inbox/conversation")]
pub async fn conversation(lead: LeadId) -> Result<ConversationView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::conversation(&core, &scope, lead).await })
        .await
}

/// The messages of a lead have been read.
#[server(prefix = "/rpc", endpoint = "inbox/read")]
pub async fn mark_read(lead: LeadId) -> Result<(), AppError> {
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move { conversations::mark_read(&core, &scope, lead).await })
        .await
}

/// What would happen to a message.
#[server(prefix = "/rpc", endpoint = "inbox/preview")]
pub async fn preview(
    lead: LeadId,
    channel: Channel,
    text: String,
    now: bool,
) -> Result<DecisionView, AppError> {
    use realtoros_server::outbound::{self, Draft};
    crate::wire::answer(|core, scope| async move {
        let draft = Draft { override_quiet_hours: now, ..Draft::typed(lead, channel, text, "") };
        let preview = outbound::preview(&core, &scope, &draft).await?;
        super::views::foreseen(&core, &scope, preview).await
    })
    .await
}

/// Sends a message that a person typed. `now` overrides quiet hours where a person may.
#[server(prefix = "/rpc", endpoint = "inbox/send")]
pub async fn send_message(
    lead: LeadId,
    channel: Channel,
    subject: String,
    text: String,
    now: bool,
    key: String,
) -> Result<DecisionView, AppError> {
    use realtoros_server::outbound::{self, Draft};
    crate::wire::answer(|core, scope| async move {
        let draft = Draft {
            subject: (channel == Channel::Email).then_some(subject),
            override_quiet_hours: now,
            ..Draft::typed(lead, channel, text, format!("typed:{key}"))
        };
        let submitted = outbound::submit(&core, &scope, draft).await?;
        super::views::decision(&core, &scope, &submitted.verdict, false).await
    })
    .await
}

/// Adds a note; says what it was read as, if it ends contact.
#[server(prefix = "/rpc", endpoint = "inbox/note")]
pub async fn add_note(lead: LeadId, text: String) -> Result<String, AppError> {
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move {
        let (_, reading) = conversations::add_note(&core, &scope, lead, &text).await?;
        Ok(super::views::read_as(&reading).unwrap_or_else(|| "Noted.".to_owned()))
    })
    .await
}

/// Approves a draft of the assistant, with changes.
#[server(prefix = "/rpc", endpoint = "inbox/approve")]
pub async fn approve(id: MessageId, text: String) -> Result<DecisionView, AppError> {
    use realtoros_server::outbound;
    crate::wire::answer(|core, scope| async move {
        let submitted = outbound::approve(&core, &scope, id, &text).await?;
        super::views::decision(&core, &scope, &submitted.verdict, false).await
    })
    .await
}

/// Rejects a draft, or takes back what has not left.
#[server(prefix = "/rpc", endpoint = "inbox/discard")]
pub async fn discard(id: MessageId) -> Result<(), AppError> {
    use realtoros_server::outbound;
    crate::wire::answer(|core, scope| async move { outbound::discard(&core, &scope, id).await }).await
}

/// Sends an unconfirmed or failed message again.
#[server(prefix = "/rpc", endpoint = "inbox/resend")]
pub async fn resend(id: MessageId) -> Result<(), AppError> {
    use realtoros_server::outbound;
    crate::wire::answer(|core, scope| async move { outbound::resend(&core, &scope, id).await }).await
}

/// Says whether they asked for an end of texts and calls, and of mail; neither, when they asked for none.
#[server(prefix = "/rpc", endpoint = "inbox/resolve")]
pub async fn resolve_hold(lead: LeadId, phone: bool, mail: bool) -> Result<(), AppError> {
    use realtoros_domain::ChannelSet;
    use realtoros_server::conversations;
    let ends = ChannelSet { sms: phone, voice: phone, email: mail };
    crate::wire::answer(
        |core, scope| async move { conversations::resolve_hold(&core, &scope, lead, ends).await },
    )
    .await
}
