//! Server functions of the page.

use super::view::ErasureView;
use crate::AppError;
use leptos::prelude::*;

/// Every certificate of the account, newest first.
#[server(prefix = "/rpc", endpoint = "privacy/erasures")]
pub async fn erasures() -> Result<Vec<ErasureView>, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::erasures(&core, &scope).await }).await
}
