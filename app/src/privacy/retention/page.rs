//! `/app/privacy/retention`.

use super::{
    api::{KeepLead, SetRetention, retention},
    rules::Rules,
    view::{Choices, DueView},
};
use crate::{
    format,
    live::Live,
    privacy::tabs::Tabs,
    ui::{Outcome, PageHead, Waiting, loaded, successes},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::components::A;

/// Rules on how long leads are kept, and whom they take next.
#[component]
pub fn RetentionPage() -> impl IntoView {
    let live = Live::get();
    let save = ServerAction::<SetRetention>::new();
    let keep = ServerAction::<KeepLead>::new();
    let (saved, kept) = (successes(save), successes(keep));
    let changes = move || (live.leads.get(), saved.get(), kept.get());
    let found = Resource::new(changes, |_| retention(Choices::new()));
    let body = move || {
        found.get().map(|found| {
            loaded(found, |view| {
                view! {
                    <Rules stages=view.stages save />
                    <Next due=view.due keep />
                }
            })
        })
    };
    view! {
        <PageHead
            title="Retention".to_owned()
            lede="Leads stay until you erase them. If you like, those with whom nothing happens any more go by themselves; you see whom and when, thirty days before."
        />
        <Tabs />
        <Outcome value=save.value() done="Saved. Nobody is erased for at least thirty days by what is new." />
        <Outcome value=keep.value() done="Kept. Their time begins anew." />
        <div class="split">
            <div class="stack loose">
                <Transition fallback=|| view! { <Waiting what="Counting leads" /> }>{body}</Transition>
            </div>
            <aside class="stack" aria-label="About retention"><About /></aside>
        </div>
    }
    .into_any()
}

/// Who is erased within thirty days, with a way to keep each.
#[component]
fn Next(due: Vec<DueView>, keep: ServerAction<KeepLead>) -> impl IntoView {
    let nobody = due.is_empty();
    let rows = due.into_iter().map(|due| view! { <Row due keep /> }).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="next">
            <h2 id="next">"Erased within thirty days"</h2>
            {if nobody {
                view! { <p class="muted">"Nobody."</p> }.into_any()
            } else {
                view! {
                    <table class="table">
                        <caption class="visually-hidden">"Leads whom a rule erases soon, the first first"</caption>
                        <thead><tr><th>"Lead"</th><th>"Stage"</th><th>"Last contact"</th><th>"Erased on"</th><th></th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
                .into_any()
            }}
        </section>
    }
}

#[component]
fn Row(due: DueView, keep: ServerAction<KeepLead>) -> impl IntoView {
    let DueView { lead, name, stage, last_at, at } = due;
    let label = format!("Keep {name}");
    view! {
        <tr>
            <th scope="row"><A href=format!("/app/leads/{lead}")>{name}</A></th>
            <td data-label="Stage">{stage.label()}</td>
            <td data-label="Last contact">{format::day(last_at)}</td>
            <td data-label="Erased on"><span class="chip warn">{format::day(at)}</span></td>
            <td>
                <ActionForm action=keep>
                    <input type="hidden" name="lead" value=lead.to_string() />
                    <button class="button small" aria-label=label>"Keep"</button>
                </ActionForm>
            </td>
        </tr>
    }
}

#[component]
fn About() -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="how">
            <h2 id="how">"How it works"</h2>
            <ul>
                <li>"A message either way, a note or a change starts a lead's time anew."</li>
                <li>"A new or shorter rule erases nobody for thirty days. Today reminds you."</li>
                <li>"A legal hold, a restriction or an open request of the person keeps them."</li>
                <li>"They are erased as if they had asked: the key goes, a certificate stays, opt-outs hold."</li>
            </ul>
            <h2>"Before you choose"</h2>
            <p>
                "Many states want brokers to keep the records of transactions for three years or more. Ask your broker before \
                 you set a rule for Under contract or Closed."
            </p>
        </section>
    }
}
