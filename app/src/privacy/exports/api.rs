//! Server functions of exports.

use super::view::ExportView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::{ExportId, LeadId};

/// The newest exports.
#[server(prefix = "/rpc", endpoint = "privacy/exports")]
pub async fn exports() -> Result<Vec<ExportView>, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::list(&core, &scope).await }).await
}

/// Asks for an export of the whole account.
#[server(prefix = "/rpc", endpoint = "privacy/export-all")]
pub async fn export_all() -> Result<ExportId, AppError> {
    use realtoros_server::exports;
    crate::wire::answer(|core, scope| async move { exports::request(&core, &scope).await }).await
}

/// Asks for an export of one lead.
#[server(prefix = "/rpc", endpoint = "privacy/export-lead")]
pub async fn export_lead(lead: LeadId) -> Result<ExportId, AppError> {
    use realtoros_server::exports;
    crate::wire::answer(|core, scope| async move { exports::request_for_lead(&core, &scope, lead).await })
        .await
}

/// Stops an export, or throws it away.
#[server(prefix = "/rpc", endpoint = "privacy/export-cancel")]
pub async fn cancel_export(id: ExportId) -> Result<(), AppError> {
    use realtoros_server::exports;
    crate::wire::answer(|core, scope| async move { exports::cancel(&core, &scope, id).await }).await
}
