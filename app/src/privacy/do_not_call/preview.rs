//! A file that does not count yet: what it says, and the realtor's word that it is the full list.

use super::{
    api::{DiscardScrub, StartScrub},
    view::{AreaView, OpenView, WorkView},
};
use leptos::{form::ActionForm, prelude::*};

/// A file that waits, or is being compared.
#[component]
pub fn Open(
    open: OpenView,
    start: ServerAction<StartScrub>,
    discard: ServerAction<DiscardScrub>,
) -> impl IntoView {
    let title = format!("{}, downloaded {}", open.name, open.downloaded);
    let label = format!("open-{}", open.id);
    let labelled_by = label.clone();
    let content = match open.work.clone() {
        Some(work) => view! { <Work id=open.id.to_string() work start discard /> }.into_any(),
        None => view! { <Look open start discard /> }.into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby=labelled_by>
            <h2 id=label>{title}</h2>
            {content}
        </section>
    }
}

#[component]
fn Look(
    open: OpenView,
    start: ServerAction<StartScrub>,
    discard: ServerAction<DiscardScrub>,
) -> impl IntoView {
    let id = open.id.to_string();
    let discarded = id.clone();
    let is_thin = open.areas.iter().any(|area| area.is_thin);
    let rows = open.areas.into_iter().map(area).collect_view();
    view! {
        <p>"This is what the file says. It counts once you say so. Numbers of your leads in these area codes that are not in the file will count as not listed."</p>
        {is_thin.then(|| view! {
            <p class="flash warn" role="status">
                "The file has few numbers for some area codes. A full list usually has many thousands: make sure that this is not a part of it, or a list of changes."
            </p>
        })}
        <ActionForm action=start attr:class="stack">
            <input type="hidden" name="id" value=id />
            <table class="table">
                <caption class="visually-hidden">"What the file says, by area code"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Area code"</th>
                        <th scope="col" class="num">"In the file"</th>
                        <th scope="col" class="num">"Your leads"</th>
                        <th scope="col" class="num">"Listed"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <label class="checkbox">
                <input type="checkbox" name="full" value="true" required />
                <span>"This is the full list for these area codes, not a list of changes."</span>
            </label>
            <div class="form-actions">
                <button class="button primary" disabled=start.pending()>"Let it count"</button>
            </div>
        </ActionForm>
        <ActionForm action=discard>
            <input type="hidden" name="id" value=discarded />
            <button class="button quiet small">"Delete without using it"</button>
        </ActionForm>
    }
}

fn area(area: AreaView) -> impl IntoView {
    let AreaView { area, in_file, leads, listed, is_thin } = area;
    view! {
        <tr>
            <th scope="row">
                <label class="checkbox">
                    <input type="checkbox" name=format!("areas[a{area}]") value="on" checked=true />
                    <span>{area}</span>
                </label>
            </th>
            <td data-label="In the file" class="num">
                {in_file}
                {is_thin.then(|| view! { " " <span class="chip warn">"Few"</span> })}
            </td>
            <td data-label="Your leads" class="num">{leads}</td>
            <td data-label="Listed" class="num">{listed}</td>
        </tr>
    }
}

#[component]
fn Work(
    id: String,
    work: WorkView,
    start: ServerAction<StartScrub>,
    discard: ServerAction<DiscardScrub>,
) -> impl IntoView {
    if work.has_stopped {
        let ended = id.clone();
        return view! {
            <p class="flash error" role="alert">"This stopped before it was done. What was compared counts; the rest waits."</p>
            <ActionForm action=start>
                <input type="hidden" name="id" value=id />
                <button class="button" disabled=start.pending()>"Go on"</button>
            </ActionForm>
            <ActionForm action=discard>
                <input type="hidden" name="id" value=ended />
                <button class="button quiet small" disabled=discard.pending()>"End it and forget the rest"</button>
            </ActionForm>
        }
        .into_any();
    }
    let (label, bar) = match work.of {
        0 => ("Comparing your leads’ numbers".to_owned(), view! { <progress id="scrub-progress"></progress> }.into_any()),
        of => (
            format!("Number {} of {of}", work.done),
            view! { <progress id="scrub-progress" max=of.to_string() value=work.done.to_string()></progress> }
                .into_any(),
        ),
    };
    view! {
        <div class="progress-line" aria-live="polite">
            <label for="scrub-progress">{label}</label>
            {bar}
        </div>
        <p class="muted">"You can leave this page; the work goes on."</p>
    }
    .into_any()
}
