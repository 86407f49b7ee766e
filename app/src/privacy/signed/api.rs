//! Server functions of the signed history.

use super::view::SignedView;
use crate::AppError;
use leptos::prelude::*;

/// Everything on the page.
#[server(prefix = "/rpc", endpoint = "privacy/signed")]
pub async fn signed() -> Result<SignedView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::signed(&core, &scope).await }).await
}
