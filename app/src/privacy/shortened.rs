//! Long tables of privacy.

use leptos::prelude::*;

/// How many lines stand open.
const OPEN: usize = 10;

/// A table of the first lines, and one of the others that opens on demand.
pub fn shortened<T>(mut lines: Vec<T>, table: impl Fn(Vec<T>) -> AnyView) -> AnyView {
    let others = lines.split_off(lines.len().min(OPEN));
    let others = (!others.is_empty()).then(|| {
        view! { <details class="disclosure"><summary>"Show all"</summary><div>{table(others)}</div></details> }
    });
    view! { {table(lines)} {others} }.into_any()
}
