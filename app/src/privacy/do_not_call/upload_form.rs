//! The form for the next file.

use leptos::prelude::*;

/// A plain form: it works before any script does.
#[component]
pub fn UploadForm(today: String, oldest: String, lists: Vec<(String, String)>) -> impl IntoView {
    let sending = RwSignal::new(false);
    let words = move || if sending.get() { "Reading the file…" } else { "Compare numbers" };
    let options =
        lists.into_iter().map(|(key, name)| view! { <option value=key>{name}</option> }).collect_view();
    view! {
        <section class="card stack" aria-labelledby="upload">
            <h2 id="upload">"Upload a list"</h2>
            <form
                class="stack"
                method="post"
                action="/app/privacy/do-not-call/upload"
                enctype="multipart/form-data"
                on:submit=move |_| sending.set(true)
            >
                <div class="field">
                    <label for="list">"Which list"</label>
                    <select id="list" name="list">{options}</select>
                </div>
                <div class="field">
                    <label for="downloaded">"Downloaded on"</label>
                    <input
                        id="downloaded"
                        name="downloaded"
                        type="date"
                        required
                        value=today.clone()
                        min=oldest
                        max=today
                        aria-describedby="downloaded-hint"
                    />
                    <p class="hint" id="downloaded-hint">"The day on which you got the file from the registry. A copy counts for 31 days from then."</p>
                </div>
                <div class="field">
                    <label for="file">"The full list for your area codes"</label>
                    <input
                        id="file"
                        name="file"
                        type="file"
                        required
                        accept=".txt,.csv,.zip,text/plain,text/csv,application/zip"
                        aria-describedby="file-hint"
                        on:change=move |_| sending.set(false)
                    />
                    <p class="hint" id="file-hint">
                        "The text file or ZIP as it comes from the registry, not a list of changes. You see first what it says about your leads."
                    </p>
                </div>
                <div class="form-actions">
                    <button class="button primary" disabled=sending aria-live="polite">{words}</button>
                </div>
            </form>
        </section>
    }
}
