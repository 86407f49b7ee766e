//! The page where an import begins.

use super::{
    api::list_imports,
    view::{ImportLine, State},
};
use crate::{
    format,
    live::Live,
    ui::{PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::components::A;

/// `/app/import`: a file to choose, and the imports so far.
#[component]
pub fn ImportPage() -> impl IntoView {
    let live = Live::get();
    let imports = Resource::new(move || live.jobs.get(), |_| list_imports());
    let list = move || imports.get().map(|outcome| loaded(outcome, |lines| view! { <Imports lines /> }));
    view! {
        <PageHead title="Import".to_owned() lede="Bring your people from a spreadsheet, your phone or another CRM." />
        <UploadForm />
        <Transition fallback=|| view! { <Waiting what="Loading your imports" /> }>{list}</Transition>
    }
}

/// A plain form: it works before any script does. With one it shows that a large file is on its way.
#[component]
fn UploadForm() -> impl IntoView {
    let (over, sending) = (RwSignal::new(false), RwSignal::new(false));
    let words = move || if sending.get() { "Reading the file…" } else { "Look at the file" };
    view! {
        <form
            class="card stack"
            method="post"
            action="/app/import/upload"
            enctype="multipart/form-data"
            on:submit=move |_| sending.set(true)
        >
            <label class="dropzone" class:drop-over=over>
                <strong>"Choose a file, or drop it here"</strong>
                <span class="hint">
                    "CSV, Excel (.xlsx), vCard or an export of RealtorOS (.zip), up to 200 MB: from Follow Up Boss, kvCORE, Lofty, Zillow, Google, Outlook, or your own."
                </span>
                // It covers the zone, so that a file may be dropped anywhere on it. Another file means that the last one
                // is no longer on its way.
                <input
                    type="file"
                    name="file"
                    required
                    accept=".csv,.tsv,.txt,.xlsx,.vcf,.zip,text/csv,text/vcard"
                    on:dragenter=move |_| over.set(true)
                    on:dragleave=move |_| over.set(false)
                    on:drop=move |_| over.set(false)
                    on:change=move |_| sending.set(false)
                />
            </label>
            <p class="muted small">
                "You see first what would happen; nothing is written until you say so. Nobody is opted in by an import, and nothing is sent. Sensitive columns, such as social security numbers or race, are refused and never stored."
            </p>
            <div class="form-actions">
                <button class="button primary" disabled=sending aria-live="polite">{words}</button>
            </div>
        </form>
    }
}

#[component]
fn Imports(lines: Vec<ImportLine>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(|line| view! { <Line line /> }).collect_view();
        view! {
            <section class="stack">
                <h2>"Imports so far"</h2>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"File"</th>
                            <th scope="col">"State"</th>
                            <th scope="col" class="num">"New"</th>
                            <th scope="col" class="num">"Joined"</th>
                            <th scope="col" class="num">"Rejected"</th>
                            <th scope="col"><span class="visually-hidden">"Undo"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn Line(line: ImportLine) -> impl IntoView {
    let (word, class) = line.state.word();
    let started = line.state != State::Preview;
    let [new, joined, rejected] = line.written.map(|n| if started { n.to_string() } else { "–".to_owned() });
    let page = format!("/app/import/{}", line.id);
    let undo = page.clone();
    let label = format!("Undo the import of {}", line.file_name);
    view! {
        <tr>
            <td data-label="File">
                <A href=page>{line.file_name}</A>
                <p class="muted small">
                    <time datetime=format::machine(line.created_at)>{format::day(line.created_at)}</time>
                    " · "
                    {format::count(line.rows, "row")}
                </p>
            </td>
            <td data-label="State"><span class=class>{word}</span></td>
            <td data-label="New" class="num">{new}</td>
            <td data-label="Joined" class="num">{joined}</td>
            <td data-label="Rejected" class="num">{rejected}</td>
            <td>
                {line.state.can_undo().then(|| view! {
                    <A href=undo attr:class="button small quiet" attr:aria-label=label>"Undo…"</A>
                })}
            </td>
        </tr>
    }
}
