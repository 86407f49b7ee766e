//! Server functions of leads.

use super::{
    query::ListQuery,
    view::{ChoicesView, ListView},
};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{Stage, ids::LeadId};

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
