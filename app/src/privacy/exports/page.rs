//! `/app/privacy/exports`.

use super::{
    api::{CancelExport, ExportAll, exports},
    item::Item,
    view::ExportView,
};
use crate::{
    live::Live,
    privacy::tabs::Tabs,
    ui::{Empty, Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;

/// Asking for a copy of everything, and fetching it.
#[component]
pub fn ExportsPage() -> impl IntoView {
    let live = Live::get();
    let all = ServerAction::<ExportAll>::new();
    let cancel = ServerAction::<CancelExport>::new();
    let changes = move || (live.jobs.get(), all.version().get(), cancel.version().get());
    let found = Resource::new(changes, |_| exports());
    let list = move || found.get().map(|found| loaded(found, |exports| view! { <List exports cancel /> }));
    view! {
        <PageHead
            title="Exports".to_owned()
            lede="A copy of everything, in open formats, to keep or to take elsewhere. Your data is yours."
        >
            <ActionForm action=all>
                <button class="button primary" disabled=all.pending()>"Export everything"</button>
            </ActionForm>
        </PageHead>
        <Tabs />
        <Outcome value=all.value() />
        <Outcome value=cancel.value() done="Gone." />
        <div class="split">
            <div class="stack">
                <Transition fallback=|| view! { <Waiting what="Loading exports" /> }>{list}</Transition>
            </div>
            <aside class="stack" aria-label="About exports"><About /></aside>
        </div>
    }
    .into_any()
}

#[component]
fn List(exports: Vec<ExportView>, cancel: ServerAction<CancelExport>) -> impl IntoView {
    if exports.is_empty() {
        return view! {
            <Empty
                picture="empty-newsletter.svg"
                title="No exports yet"
                text="Export everything here, or one person's data on that person's page."
            />
        }
        .into_any();
    }
    let items = exports.into_iter().map(|export| view! { <Item export cancel /> }).collect_view();
    view! { <section class="stack" aria-label="Your exports">{items}</section> }.into_any()
}

#[component]
fn About() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="in-it">
            <h2 id="in-it">"What is in it"</h2>
            <ul>
                <li>"Every record, as JSON with named fields"</li>
                <li>"Leads as CSV and as contact cards"</li>
                <li>"Texts, calls and notes as CSV, mails as mail files"</li>
                <li>"Who agreed to what, with the evidence"</li>
                <li>"What AI did, which companies got data, who looked"</li>
                <li>"A list of all files with their fingerprints"</li>
            </ul>
            <h2>"How it is kept"</h2>
            <p>"Encrypted, until you fetch it: once, within 24 hours, with your password. Then it is deleted here."</p>
            <h2>"Taking it elsewhere"</h2>
            <p>"Import the file into another account as it is. Leads come with their opt-outs and restrictions, messages, calls and notes as history that is never sent, and listings."</p>
            <p>"Consent comes back as it was when this server reads the unchanged file for the same brokerage. Anywhere else it is judged anew from its evidence. Opt-outs count everywhere."</p>
            <p>"Newsletters, drafts, settings, what AI did and who looked stay in the file as records."</p>
        </section>
    }
}
