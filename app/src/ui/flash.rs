//! One line about what has just happened, which screen readers announce.

use crate::AppError;
use leptos::prelude::*;

/// The outcome of an action: nothing yet, `done`, or what went wrong.
#[component]
pub fn Outcome<T: Clone + Send + Sync + 'static>(
    #[prop(into)] value: Signal<Option<Result<T, AppError>>>,
    /// What is said when it worked.
    #[prop(optional, into)]
    done: Option<String>,
) -> impl IntoView {
    let line = move || {
        value.get().and_then(|outcome| match outcome {
            Ok(_) => {
                done.clone().map(|text| view! { <p class="flash ok" role="status">{text}</p> }.into_any())
            }
            Err(error) => {
                Some(view! { <p class="flash error" role="alert">{error.to_string()}</p> }.into_any())
            }
        })
    };
    view! { <div aria-live="polite">{line}</div> }
}
