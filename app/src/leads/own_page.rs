//! A lead's own page: send them a link to their own page, end their links, and take receipts.

use super::{
    lead_api::{EndLinks, SendLink, receipts},
    lead_view::LeadView,
};
use crate::{live::Live, ui::Outcome};
use leptos::{form::ActionForm, prelude::*};

/// The card.
#[component]
pub fn OwnPageCard(lead: Signal<LeadView>) -> impl IntoView {
    let live = Live::get();
    let id = lead.read_untracked().id;
    let (sending, ending) = (ServerAction::<SendLink>::new(), ServerAction::<EndLinks>::new());
    let found = Resource::new(move || live.leads.get(), move |_| receipts(id));
    let listed = move || {
        found.get().map(|found| match found {
            Ok(listed) if listed.is_empty() => {
                view! { <p class="muted small">"No consent is on record."</p> }.into_any()
            }
            Ok(listed) => {
                let lines = listed
                    .into_iter()
                    .map(|one| {
                        let file = format!("/app/leads/{id}/receipts/{}", one.id);
                        view! { <li class="small">{one.day}": "<a href=file rel="external" download="">{one.what}</a></li> }
                    })
                    .collect_view();
                view! { <ul>{lines}</ul> }.into_any()
            }
            Err(error) => view! { <p class="flash error" role="alert">{error.to_string()}</p> }.into_any(),
        })
    };
    view! {
        <section class="card stack tight" aria-labelledby="own-page-title">
            <h2 id="own-page-title">"Their own page"</h2>
            <p class="small">"There they see who saw their data, correct it, and ask for erasure."</p>
            <div class="row">
                <ActionForm action=sending>
                    <input type="hidden" name="id" value=id.to_string() />
                    <button class="button small" disabled=move || sending.pending().get()>"Send them a new link"</button>
                </ActionForm>
                <ActionForm action=ending>
                    <input type="hidden" name="id" value=id.to_string() />
                    <button class="button small quiet" disabled=move || ending.pending().get()>"End all their links"</button>
                </ActionForm>
            </div>
            <Outcome value=sending.value() done="On its way to the address on file. Older links have ended." />
            <Outcome value=ending.value() done="Ended. The way out of newsletters still works." />
            <h3>"Signed receipts"</h3>
            <Transition>{listed}</Transition>
        </section>
    }
    .into_any()
}
