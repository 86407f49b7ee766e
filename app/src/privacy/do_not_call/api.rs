//! Server functions of the page.

use super::view::ListsView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::ScrubId;
use std::collections::BTreeMap;

/// Everything on the page.
#[server(prefix = "/rpc", endpoint = "privacy/do-not-call")]
pub async fn lists() -> Result<ListsView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::lists(&core, &scope).await }).await
}

/// Lets what was found count. `areas` has a key for each chosen area code, such as `a512`; after a stop it is not needed.
#[server(prefix = "/rpc", endpoint = "privacy/do-not-call-start")]
pub async fn start_scrub(
    id: ScrubId,
    #[server(default)] areas: BTreeMap<String, String>,
    #[server(default)] full: bool,
) -> Result<(), AppError> {
    use realtoros_server::do_not_call;
    crate::wire::answer(|core, scope| async move {
        let areas = super::views::chosen(&areas)?;
        do_not_call::start(&core, &scope, id, &areas, full).await.map(drop)
    })
    .await
}

/// Forgets what was found in a file that does not count yet, or ends a comparison that has stopped.
#[server(prefix = "/rpc", endpoint = "privacy/do-not-call-discard")]
pub async fn discard_scrub(id: ScrubId) -> Result<(), AppError> {
    use realtoros_server::do_not_call;
    crate::wire::answer(|core, scope| async move { do_not_call::discard(&core, &scope, id).await }).await
}
