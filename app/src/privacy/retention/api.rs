//! Server functions of the page.

use super::view::{Choices, RetentionView};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;

/// What the rules do, as they are or as they would be with these choices. Changes nothing.
#[server(prefix = "/rpc", endpoint = "privacy/retention")]
pub async fn retention(#[server(default)] choices: Choices) -> Result<RetentionView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::retention(&core, &scope, choices).await })
        .await
}

/// Sets the rules.
#[server(prefix = "/rpc", endpoint = "privacy/retention-set")]
pub async fn set_retention(#[server(default)] choices: Choices) -> Result<(), AppError> {
    use realtoros_server::privacy::retention;
    crate::wire::answer(|core, scope| async move {
        retention::set_rules(&core, &scope, &super::views::chosen(choices)?).await
    })
    .await
}

/// Keeps a lead whom a rule takes soon.
#[server(prefix = "/rpc", endpoint = "privacy/retention-keep")]
pub async fn keep_lead(lead: LeadId) -> Result<(), AppError> {
    use realtoros_server::privacy::retention;
    crate::wire::answer(|core, scope| async move { retention::keep(&core, &scope, lead).await }).await
}
