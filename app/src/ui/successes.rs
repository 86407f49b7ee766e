//! How often something has been saved.

use leptos::{prelude::*, server_fn::ServerFn};

/// How often an action has succeeded. A page that asks again when this changes keeps what was typed after a refusal.
pub fn successes<S>(action: ServerAction<S>) -> Memo<usize>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
{
    Memo::new(move |before: Option<&usize>| {
        let version = action.version().get();
        let refused = action.value().with(|outcome| matches!(outcome, Some(Err(_))));
        before.copied().filter(|_| refused).unwrap_or(version)
    })
}
