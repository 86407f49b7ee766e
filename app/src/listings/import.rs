//! Listings out of a file.

use super::api::{Imported, import_listings};
use crate::{format::count, ui::Outcome};
use leptos::{ev::SubmitEvent, prelude::*};

/// A place to paste the content of a file into. `added` runs when listings came in, `done` when the form is closed.
#[component]
pub fn ImportForm(added: Callback<()>, done: Callback<()>) -> impl IntoView {
    let file = RwSignal::new(String::new());
    let import = Action::new(|file: &String| import_listings(file.clone()));
    Effect::new(move |_| {
        if matches!(import.value().get(), Some(Ok(_))) {
            added.run(());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        import.dispatch(file.get_untracked());
    };
    let report = move || {
        import.value().get().and_then(Result::ok).map(|Imported { added, updated, unchanged, left_out }| {
            let known = (updated + unchanged > 0)
                .then(|| format!(" {updated} changed, {unchanged} were here already and say the same."));
            let rows = left_out.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <div role="status"><p>{count(added, "listing")}" added."{known}</p><ul>{rows}</ul></div> }
        })
    };
    view! {
        <form class="card stack" on:submit=submit>
            <h2>"Import listings"</h2>
            <label class="field">
                "Content of a CSV or JSON file with the names of the RESO Data Dictionary (ListPrice, UnparsedAddress, City, …)"
                <textarea rows="6" on:input:target=move |event| file.set(event.target().value())></textarea>
            </label>
            <Outcome value=import.value() />
            {report}
            <div class="form-actions">
                <button class="button primary" disabled=move || import.pending().get()>"Import"</button>
                <button class="button quiet" type="button" on:click=move |_| done.run(())>"Close"</button>
            </div>
        </form>
    }
}
