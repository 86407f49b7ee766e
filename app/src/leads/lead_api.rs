//! Server functions of a lead's page.

use super::{
    forms::{ContactInput, PreferencesInput},
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

/// Changes the contact details.
#[server(prefix = "/rpc", endpoint = "leads/contact")]
pub async fn save_contact(id: LeadId, input: ContactInput) -> Result<(), AppError> {
    use super::form_values::parts;
    use realtoros_domain::contact::{Address, PersonName};
    use realtoros_server::leads::{self, LeadPatch};
    crate::wire::answer(|core, scope| async move {
        let change = LeadPatch {
            name: Some(PersonName::new(&input.first, &input.last)),
            emails: Some(parts(&input.emails)),
            phones: Some(parts(&input.phones)),
            address: Some(Address {
                street: input.street.trim().to_owned(),
                city: input.city.trim().to_owned(),
                state: input.state.trim().to_owned(),
                zip: Address::zip_from_cell(&input.zip),
            }),
            source: Some(input.source),
            tags: Some(parts(&input.tags)),
            stated_zone: Some(input.zone),
            ..LeadPatch::default()
        };
        leads::patch(&core, &scope, id, change).await
    })
    .await
}

/// Changes what the lead wants.
#[server(prefix = "/rpc", endpoint = "leads/preferences")]
pub async fn save_preferences(id: LeadId, input: PreferencesInput) -> Result<(), AppError> {
    use realtoros_server::{Error, leads};
    crate::wire::answer(|core, scope| async move {
        leads::update_record(&core, &scope, id, |record| {
            let preferences = input.apply(&record.preferences).map_err(Error::Invalid)?;
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

/// Says that a reply was no opt-out, or ends contact on every channel.
#[server(prefix = "/rpc", endpoint = "leads/hold")]
pub async fn answer_hold(id: LeadId, stop: bool) -> Result<(), AppError> {
    use realtoros_domain::ChannelSet;
    use realtoros_server::conversations;
    crate::wire::answer(|core, scope| async move {
        if stop {
            conversations::stop_contact(&core, &scope, id, ChannelSet::ALL).await?;
        }
        conversations::resolve_hold(&core, &scope, id, stop).await
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
