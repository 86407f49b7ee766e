//! Server functions of leads.

use super::{
    forms::{ContactInput, PreferencesInput},
    query::ListQuery,
    view::{ChoicesView, EntryView, LeadView, ListView},
};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{Stage, ids::LeadId};
use uuid::Uuid;

/// A page of the list.
#[server(prefix = "/rpc", endpoint = "leads/list")]
pub async fn list_leads(query: ListQuery) -> Result<ListView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::list(&core, &scope, &query).await }).await
}

/// What the filters offer.
#[server(prefix = "/rpc", endpoint = "leads/choices")]
pub async fn lead_choices() -> Result<ChoicesView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::choices(&core, &scope).await }).await
}

/// Moves leads to a stage.
#[server(prefix = "/rpc", endpoint = "leads/stage")]
pub async fn set_stage(ids: Vec<LeadId>, stage: Stage) -> Result<(), AppError> {
    use realtoros_server::leads;
    crate::wire::answer(|core, scope| async move { leads::set_stage(&core, &scope, &ids, stage).await }).await
}

/// Adds a tag to leads.
#[server(prefix = "/rpc", endpoint = "leads/tag")]
pub async fn add_tag(ids: Vec<LeadId>, tag: String) -> Result<(), AppError> {
    use realtoros_server::{Error, leads};
    crate::wire::answer(|core, scope| async move {
        if tag.trim().is_empty() {
            return Err(Error::invalid("Write the tag first."));
        }
        leads::add_tags(&core, &scope, &ids, vec![tag]).await
    })
    .await
}

/// Adds a lead.
#[server(prefix = "/rpc", endpoint = "leads/add")]
pub async fn add_lead(
    name: String,
    email: String,
    phone: String,
    source: String,
    stage: Stage,
) -> Result<LeadId, AppError> {
    use realtoros_server::leads::{self, LeadRecord, NewLead};
    crate::wire::answer(|core, scope| async move {
        let record = LeadRecord {
            name: name.parse().unwrap_or_default(),
            emails: super::views::one(&email, "e-mail address")?,
            phones: super::views::one(&phone, "phone number")?,
            source: source.trim().to_owned(),
            ..LeadRecord::default()
        };
        leads::create(&core, &scope, NewLead { record, stage, import: None }).await
    })
    .await
}

/// A lead, opened.
#[server(prefix = "/rpc", endpoint = "leads/open")]
pub async fn open_lead(id: LeadId) -> Result<LeadView, AppError> {
    crate::wire::answer(|core, scope| async move { super::lead_views::lead(&core, &scope, id).await }).await
}

/// The timeline of a lead, newest first.
#[server(prefix = "/rpc", endpoint = "leads/timeline")]
pub async fn timeline(id: LeadId) -> Result<Vec<EntryView>, AppError> {
    crate::wire::answer(|core, scope| async move { super::lead_views::timeline(&core, &scope, id).await })
        .await
}

/// Changes the contact details.
#[server(prefix = "/rpc", endpoint = "leads/contact")]
pub async fn save_contact(id: LeadId, input: ContactInput) -> Result<(), AppError> {
    use super::forms::parts;
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

/// Takes a merge back; says which lead is there again.
#[server(prefix = "/rpc", endpoint = "leads/unmerge")]
pub async fn undo_merge(id: Uuid) -> Result<LeadId, AppError> {
    use realtoros_server::leads;
    crate::wire::answer(|core, scope| async move { leads::undo_merge(&core, &scope, id).await }).await
}
