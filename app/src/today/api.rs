//! Server functions of the page.

use super::view::TodayView;
use crate::AppError;
use leptos::prelude::*;

/// What needs the realtor now.
#[server(prefix = "/rpc", endpoint = "today")]
pub async fn today() -> Result<TodayView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::today(&core, &scope).await }).await
}
