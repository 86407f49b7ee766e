//! The page.

use super::{
    api::{DiscardScrub, StartScrub, lists},
    copies::Copies,
    preview::Open,
    upload_form::UploadForm,
    view::ListsView,
};
use crate::{
    live::Live,
    privacy::tabs::Tabs,
    ui::{Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;

/// Lists that were used, what waits to be looked at, and a form for the next one.
#[component]
pub fn DoNotCallPage() -> impl IntoView {
    let live = Live::get();
    let start = ServerAction::<StartScrub>::new();
    let discard = ServerAction::<DiscardScrub>::new();
    let changes = move || (live.jobs.get(), live.leads.get(), start.version().get(), discard.version().get());
    let found = Resource::new(changes, |_| lists());
    let body = move || found.get().map(|found| loaded(found, |view| view! { <Shown view start discard /> }));
    view! {
        <PageHead
            title="Do not call".to_owned()
            lede="Before a sales call or text, the law asks you to compare the number with the do-not-call registry, with a copy at most 31 days old. Here you do that for all your leads at once."
        />
        <Tabs />
        <Outcome value=start.value() />
        <Outcome value=discard.value() done="Deleted." />
        <div class="split">
            <div class="stack loose">
                <Transition fallback=|| view! { <Waiting what="Counting numbers" /> }>{body}</Transition>
            </div>
            <aside class="stack" aria-label="About do-not-call lists"><About /></aside>
        </div>
    }
    .into_any()
}

#[component]
fn Shown(
    view: ListsView,
    start: ServerAction<StartScrub>,
    discard: ServerAction<DiscardScrub>,
) -> impl IntoView {
    let ListsView { copies, open, unchecked, numbers, today, oldest, lists } = view;
    let open = open.into_iter().map(|open| view! { <Open open start discard /> }).collect_view();
    view! {
        {open}
        <Copies copies unchecked numbers />
        <UploadForm today oldest lists />
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="where">
            <h2 id="where">"Where you get the list"</h2>
            <p>
                "From the National Do Not Call Registry of the Federal Trade Commission. Sellers sign up there, choose their area \
                 codes, and download the full list as a text file or ZIP. A few area codes a year are free. Some states have lists of \
                 their own, which count besides."
            </p>
            <h2>"What happens to the file"</h2>
            <p>
                "It is read once and not kept. Of the numbers of your leads we note whether they are listed. Nothing is stored of \
                 anybody else’s number."
            </p>
            <h2>"Who may be contacted all the same"</h2>
            <ul>
                <li>"Whoever asked you about something, for 3 months"</li>
                <li>"Whoever bought, sold or rented with you, for 18 months"</li>
                <li>"Whoever agreed in writing"</li>
            </ul>
            <p>"Whoever asked you to stop is left alone, whatever a list says. A number that you add later is checked with the next file."</p>
        </section>
    }
}
