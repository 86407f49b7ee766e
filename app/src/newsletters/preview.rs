//! The newsletter as a lead would get it.

use super::{api::preview_newsletter, block::Choice, views::PreviewView};
use crate::ui::{Waiting, loaded};
use leptos::prelude::*;
use realtoros_domain::{
    ids::{LeadId, NewsletterId},
    newsletter::Content,
};

/// A picker of leads, and the page and text that the picked one would get. It is made anew when `content`
/// changes.
#[component]
pub fn PreviewPane(
    id: NewsletterId,
    leads: Vec<(LeadId, String)>,
    content: RwSignal<Content>,
) -> impl IntoView {
    let lead = RwSignal::new(leads.first().map(|(id, _)| *id));
    let value = lead.get_untracked().map(|id| id.to_string()).unwrap_or_default();
    let options = leads.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let preview = Resource::new(
        move || (lead.get(), content.get()),
        move |(lead, content)| preview_newsletter(id, lead, Some(content)),
    );
    view! {
        <section class="stack" aria-label="Preview">
            <Choice label="Preview for" none="Somebody without a name" options value set=move |v: String| lead.set(v.parse().ok()) />
            <Transition fallback=|| view! { <Waiting what="Loading the preview" /> }>
                {move || Suspend::new(async move { loaded(preview.await, |found| view! { <Shown found /> }.into_any()) })}
            </Transition>
        </section>
    }
}

#[component]
fn Shown(found: PreviewView) -> impl IntoView {
    let chip = match &found.skipped {
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
