//! One line about what has just happened.

use crate::AppError;
use leptos::prelude::*;

/// A line that screen readers announce.
#[component]
pub fn Flash(#[prop(into)] text: Signal<Option<String>>, #[prop(optional)] error: bool) -> impl IntoView {
    let class = if error { "flash error" } else { "flash ok" };
    view! {
        <div aria-live="polite">
            {move || text.get().map(|text| view! { <p class=class role="status">{text}</p> })}
        </div>
    }
}

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
