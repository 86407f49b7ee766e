//! Waiting for the server, and what to show when it did not work.

use crate::AppError;
use leptos::prelude::*;

/// Says what is being waited for.
#[component]
pub fn Waiting(
    /// Such as "Loading your leads".
    what: &'static str,
) -> impl IntoView {
    view! { <p class="progress-line muted" role="status">{format!("{what}…")}</p> }
}

/// What was loaded, or the sentence that says why not.
pub fn loaded<T, V: IntoView + 'static>(outcome: Result<T, AppError>, show: impl FnOnce(T) -> V) -> AnyView {
    match outcome {
        Ok(value) => show(value).into_any(),
        Err(error) => view! { <p class="flash error" role="alert">{error.to_string()}</p> }.into_any(),
    }
}
