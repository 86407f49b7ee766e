//! The newsletter as a lead would get it.

use super::{api::preview_newsletter, views::PreviewView};
use crate::{
    leads::{ListQuery, list_leads},
    ui::{Waiting, loaded},
};
use leptos::prelude::*;
use realtoros_domain::{
    ids::{LeadId, NewsletterId},
    newsletter::Content,
};
use std::time::Duration;

/// How long typing rests before the search begins.
const REST: Duration = Duration::from_millis(200);

/// A lead with their name.
type Named = (LeadId, String);

/// A picker of leads, and the page and text that the picked one would get. It is made anew when `content`
/// changes, and says whether something stands against approving.
#[component]
pub fn PreviewPane(
    id: NewsletterId,
    leads: Vec<(LeadId, String)>,
    content: RwSignal<Content>,
    is_ahead: bool,
    blocked: RwSignal<bool>,
) -> impl IntoView {
    let lead = RwSignal::new(leads.first().cloned());
    let preview = Resource::new(
        move || (lead.get().map(|(id, _)| id), content.get()),
        move |(lead, content)| preview_newsletter(id, lead, Some(content)),
    );
    Effect::new(move |_| {
        if let Some(Ok(found)) = preview.get() {
            blocked.set(!found.problems.is_empty());
        }
    });
    view! {
        <section class="stack letter-preview" aria-label="Preview">
            <LeadChoice leads lead />
            <Transition fallback=|| view! { <Waiting what="Loading the preview" /> }>
                {move || Suspend::new(async move { loaded(preview.await, |found| view! { <Shown found is_ahead /> }.into_any()) })}
            </Transition>
        </section>
    }
}

/// The first leads by name, or those that are looked for; the chosen one stays among them.
#[component]
fn LeadChoice(leads: Vec<Named>, lead: RwSignal<Option<Named>>) -> impl IntoView {
    let (text, keystrokes) = (RwSignal::new(String::new()), StoredValue::new(0_u32));
    let search = Action::new(|text: &String| {
        list_leads(ListQuery { text: text.clone(), sort: "name".to_owned(), ..ListQuery::default() })
    });
    let typed = move |now: String| {
        text.set(now.clone());
        keystrokes.update_value(|n| *n += 1);
        let mine = keystrokes.get_value();
        let look = move || {
            if keystrokes.try_get_value() == Some(mine) && !now.trim().is_empty() {
                search.dispatch(now);
            }
        };
        set_timeout(look, REST);
    };
    let offered = move || {
        let found = search.value().get().filter(|_| !text.get().trim().is_empty()).and_then(Result::ok);
        let mut offered: Vec<Named> = match found {
            Some(found) => found.rows.into_iter().map(|row| (row.id, row.name)).collect(),
            None => leads.clone(),
        };
        let chosen = lead.get_untracked().filter(|(id, _)| !offered.iter().any(|(other, _)| other == id));
        offered.extend(chosen);
        offered
    };
    let offered = Memo::new(move |_| offered());
    let choose = move |value: String| {
        let id = value.parse::<LeadId>().ok();
        lead.set(offered.get_untracked().into_iter().find(|(other, _)| Some(*other) == id));
    };
    // Keyed, so that the element of the chosen one stays itself when others come and go.
    let option = move |(id, name): Named| {
        let selected = lead.with_untracked(|now| now.as_ref().is_some_and(|(it, _)| *it == id));
        view! { <option value=id.to_string() selected=selected>{name}</option> }
    };
    view! {
        <div class="fields">
            <label class="field">
                "Find a lead"
                <input type="search" placeholder="Name, e-mail or phone" on:input:target=move |event| typed(event.target().value()) />
            </label>
            <label class="field">
                "Preview for"
                <select on:change:target=move |event| choose(event.target().value())>
                    <option value="">"Somebody without a name"</option>
                    <For each=move || offered.get() key=|(id, _)| *id children=option />
                </select>
            </label>
        </div>
    }
}

#[component]
fn Shown(found: PreviewView, is_ahead: bool) -> impl IntoView {
    let chip = match &found.skipped {
        _ if found.received => view! { <span class="chip ok">"Received it"</span> }.into_any(),
        _ if !is_ahead => view! { <span class="chip">"Has not received it"</span> }.into_any(),
        None => view! { <span class="chip ok">"Will receive it"</span> }.into_any(),
        Some(why) => {
            view! { <span class="chip stop">"Will be skipped"</span><span>{why.clone()}</span> }.into_any()
        }
    };
    let problems = (!found.problems.is_empty()).then(|| {
        let lines = found
            .problems
            .iter()
            .map(|problem| {
                let place = problem.block.map(|at| format!("Block {}: ", at + 1)).unwrap_or_default();
                view! { <li>{place}{problem.message.clone()}</li> }
            })
            .collect_view();
        view! { <div class="flash warn" role="status"><strong>"Before it can be approved"</strong><ul>{lines}</ul></div> }
    });
    let model = found.model.map(|model| view! {
        <p class="hint">
            {format!("When it is sent, the model {model} writes the opening from what was counted and your name, and rules check it. Here it stands in the rules' own words.")}
        </p>
    });
    view! {
        {problems}
        {model}
        <figure class="preview-frame">
            <figcaption><strong>{found.subject}</strong>{chip}</figcaption>
            <article class="newsletter" inner_html=found.html></article>
        </figure>
        <details class="disclosure">
            <summary>"The mail as plain text"</summary>
            <pre>{found.text}</pre>
        </details>
    }
}
