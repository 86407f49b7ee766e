//! Server functions of the assistant's panel.

use super::view::PanelView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::{LeadId, SuggestionId};

/// Everything in the panel.
#[server(prefix = "/rpc", endpoint = "assistant/panel")]
pub async fn panel(lead: LeadId) -> Result<PanelView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::panel(&core, &scope, lead).await }).await
}

/// Makes a suggested fact a preference of the lead.
#[server(prefix = "/rpc", endpoint = "assistant/accept")]
pub async fn accept(id: SuggestionId) -> Result<(), AppError> {
    use realtoros_server::assistant;
    crate::wire::answer(|core, scope| async move { assistant::accept(&core, &scope, id).await }).await
}

/// Turns a suggested fact down.
#[server(prefix = "/rpc", endpoint = "assistant/reject")]
pub async fn reject(id: SuggestionId) -> Result<(), AppError> {
    use realtoros_server::assistant;
    crate::wire::answer(|core, scope| async move { assistant::reject(&core, &scope, id).await }).await
}
