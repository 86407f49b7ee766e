//! Server functions of a lead's page.

use super::{
    forms::{ContactInput, MoreInput, PreferencesInput},
    lead_view::{LeadView, ReceiptView},
};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;
use uuid::Uuid;

/// A lead, opened.
#[server(prefix = "/rpc", endpoint = "leads/open")]
pub async fn open_lead(id: LeadId) -> Result<LeadView, AppError> {
    crate::wire::answer(|core, scope| async move { super::lead_views::lead(&core, &scope, id).await }).await
}

/// Changes the contact details: what is not what the form was opened with (`was`, as JSON), so that what another window
/// saved stays.
#[server(prefix = "/rpc", endpoint = "leads/contact")]
pub async fn save_contact(
    id: LeadId,
    input: ContactInput,
    #[server(default)] was: String,
) -> Result<(), AppError> {
    use super::form_values::merge;
    use realtoros_server::{Error, leads};
    crate::wire::answer(|core, scope| async move {
        leads::update_record(&core, &scope, id, |record| {
            let now = ContactInput::stored(record);
            let merged = merge(&input, &was, &now, &ContactInput::LISTS).map_err(Error::Invalid)?;
            merged.patch(&now).apply(record)
        })
        .await
    })
    .await
}

/// Changes what the lead wants, in the same way.
#[server(prefix = "/rpc", endpoint = "leads/preferences")]
pub async fn save_preferences(
    id: LeadId,
    input: PreferencesInput,
    #[server(default)] more: MoreInput,
    #[server(default)] was: String,
    #[server(default)] more_was: String,
) -> Result<(), AppError> {
    use super::form_values::merge;
    use realtoros_server::{Error, leads};
    crate::wire::answer(|core, scope| async move {
        leads::update_record(&core, &scope, id, |record| {
            let before = &record.preferences;
            let (shown, more_shown) = (PreferencesInput::of(before), MoreInput::of(before));
            let preferences = merge(&input, &was, &shown, &PreferencesInput::LISTS)
                .and_then(|input| input.apply(before))
                .and_then(|facts| merge(&more, &more_was, &more_shown, &MoreInput::LISTS)?.apply(&facts))
                .map_err(Error::Invalid)?;
            let changed = preferences != record.preferences;
            record.preferences = preferences;
            Ok(if changed { vec!["preferences"] } else { Vec::new() })
        })
        .await
    })
    .await
}

/// Lets the assistant work for a lead, or not (P-25).
#[server(prefix = "/rpc", endpoint = "leads/ai")]
pub async fn pause_ai(id: LeadId, paused: bool) -> Result<(), AppError> {
    use realtoros_server::leads::{self, Switch};
    crate::wire::answer(|core, scope| async move {
        leads::set_switch(&core, &scope, id, Switch::AiPaused, paused).await
    })
    .await
}

/// Only stores what is known of a lead, or uses it again (GDPR art. 18).
#[server(prefix = "/rpc", endpoint = "leads/restrict")]
pub async fn restrict(id: LeadId, on: bool) -> Result<(), AppError> {
    use realtoros_server::leads::{self, Switch};
    crate::wire::answer(|core, scope| async move {
        leads::set_switch(&core, &scope, id, Switch::Restricted, on).await
    })
    .await
}

/// A lead objects to marketing: contact ends on every channel (GDPR art. 21).
#[server(prefix = "/rpc", endpoint = "leads/object")]
pub async fn object(id: LeadId) -> Result<(), AppError> {
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move { conversations::object(&core, &scope, id).await }).await
}

/// The realtor has looked: the lead is no minor (P-68).
#[server(prefix = "/rpc", endpoint = "leads/not-a-minor")]
pub async fn not_a_minor(id: LeadId) -> Result<(), AppError> {
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move { conversations::not_a_minor(&core, &scope, id).await })
        .await
}

/// Erases a lead after the password was asked for again; the number of the certificate (P-62).
#[server(prefix = "/rpc", endpoint = "leads/erase")]
pub async fn erase_lead(id: LeadId, minor: bool, password: String) -> Result<Uuid, AppError> {
    use realtoros_server::{
        accounts,
        privacy::erasure::{self, Reason},
    };
    let ip = crate::wire::caller().map(|caller| caller.ip).unwrap_or_default();
    crate::wire::answer(|core, scope| async move {
        accounts::confirm(&core, &scope, &password, &ip).await?;
        let reason = if minor { Reason::Minor } else { Reason::Request };
        Ok(erasure::erase_lead(&core, &scope, id, reason).await?.id)
    })
    .await
}

/// Adds a note; says what it does to contact, if it does anything (P-47).
#[server(prefix = "/rpc", endpoint = "leads/note")]
pub async fn add_note(id: LeadId, text: String) -> Result<String, AppError> {
    use realtoros_domain::reply::Class;
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move {
        let (_, reading) = conversations::add_note(&core, &scope, id, &text).await?;
        let said = match reading.class {
            Class::OptOut => "Noted, and contact has ended: the note tells of an opt-out.",
            Class::Hold => "Noted. It may tell of an opt-out: nothing automatic goes out until you decide.",
            Class::None => "Noted.",
        };
        Ok(said.to_owned())
    })
    .await
}

/// Sends the lead a new link to their own page; older ones end.
#[server(prefix = "/rpc", endpoint = "leads/send-link")]
pub async fn send_link(id: LeadId) -> Result<(), AppError> {
    use realtoros_server::links;
    crate::wire::answer(|core, scope| async move { links::renew(&core, &scope, id).await }).await
}

/// Ends the lead's links.
#[server(prefix = "/rpc", endpoint = "leads/end-links")]
pub async fn end_links(id: LeadId) -> Result<(), AppError> {
    use realtoros_server::links;
    crate::wire::answer(|core, scope| async move { links::end(&core, &scope, id).await }).await
}

/// The receipts of what the lead agreed to and ended.
#[server(prefix = "/rpc", endpoint = "leads/receipts")]
pub async fn receipts(id: LeadId) -> Result<Vec<ReceiptView>, AppError> {
    crate::wire::answer(|core, scope| async move { super::lead_views::receipts(&core, &scope, id).await })
        .await
}
