//! Server functions of the list, the board and the duplicates.

use super::{
    group_view::{BoardView, DuplicatesView},
    query::ListQuery,
    view::{ChoicesView, ListView},
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

/// The board.
#[server(prefix = "/rpc", endpoint = "leads/board")]
pub async fn board() -> Result<BoardView, AppError> {
    crate::wire::answer(|core, scope| async move { super::group_views::board(&core, &scope).await }).await
}

/// Leads that are one person.
#[server(prefix = "/rpc", endpoint = "leads/duplicates")]
pub async fn duplicates() -> Result<DuplicatesView, AppError> {
    crate::wire::answer(|core, scope| async move { super::group_views::duplicates(&core, &scope).await })
        .await
}

/// Makes `other` part of `keep`; returns the merge, to undo it.
#[server(prefix = "/rpc", endpoint = "leads/merge")]
pub async fn merge_leads(keep: LeadId, other: LeadId) -> Result<Uuid, AppError> {
    use realtoros_server::leads;
    crate::wire::answer(|core, scope| async move { leads::merge(&core, &scope, keep, other).await }).await
}

/// Takes a merge back; says which lead is there again.
#[server(prefix = "/rpc", endpoint = "leads/unmerge")]
pub async fn undo_merge(id: Uuid) -> Result<LeadId, AppError> {
    use realtoros_server::leads;
    crate::wire::answer(|core, scope| async move { leads::undo_merge(&core, &scope, id).await }).await
}
