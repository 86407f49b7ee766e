//! The editor of a draft: subject, audience, blocks.

use super::{
    block::{BlockEditor, Choice, Line},
    draft::Draft,
    views::Options,
};
use crate::ui::Outcome;
use leptos::prelude::*;
use realtoros_domain::{
    Stage,
    newsletter::{Audience, Block},
};

/// Everything that can be changed of a draft.
#[component]
pub fn Editor(draft: Draft, options: Options) -> impl IntoView {
    let listings = options.listings.clone();
    let palette = Block::palette()
        .map(|block| {
            let name = block.name();
            view! { <button type="button" class="button small" on:click=move |_| draft.add(block.clone())>"+ "{name}</button> }
        })
        .collect_view();
    view! {
        <section class="stack" aria-label="Content">
            <Line draft label="Subject" value=draft.subject.get_untracked() set=move |v: String| { draft.subject.set(v); draft.typed(); } />
            <p class="hint">"Write {{first_name}} where the lead's first name belongs, {{realtor}} for yours, {{brokerage}} for your brokerage's. {{first_name|there}} says “there” to whoever has none on file."</p>
            <AudienceChoice draft tags=options.tags />
            <label class="switch">
                <input type="checkbox" role="switch" prop:checked=draft.intro on:change:target=move |event| { draft.intro.set(event.target().checked()); draft.store(); } />
                <span>"Open with a line for each lead "<span class="hint">"Drafted from the listings below and where the lead looks. Left out for leads who want no AI."</span></span>
            </label>
            <ol class="blocks">
                <For each=move || draft.items.get() key=|item| item.key let:item>
                    <BlockEditor draft item listings=listings.clone() />
                </For>
            </ol>
            <div class="row" role="group" aria-label="Add a block">{palette}</div>
            <p class="muted small" role="status">
                {move || if draft.save.pending().get() { "Saving…" } else if draft.stored.get() > 0 { "Saved." } else { "" }}
            </p>
            <Outcome value=draft.save.value() />
        </section>
    }
}

/// Everybody, a tag or a stage.
#[component]
fn AudienceChoice(draft: Draft, tags: Vec<String>) -> impl IntoView {
    let tags = tags.into_iter().map(|tag| (format!("tag:{tag}"), format!("Tag: {tag}")));
    let stages = Stage::ALL
        .iter()
        .map(|stage| (format!("stage:{}", stage.as_str()), format!("Stage: {}", stage.label())));
    let value = match draft.audience.get_untracked() {
        Audience::Everybody => String::new(),
        Audience::Tag(tag) => format!("tag:{tag}"),
        Audience::Stage(stage) => format!("stage:{stage}"),
    };
    let set = move |value: String| {
        draft.audience.set(match value.split_once(':') {
            Some(("tag", tag)) => Audience::Tag(tag.to_owned()),
            Some(("stage", stage)) => Audience::Stage(stage.to_owned()),
            _ => Audience::Everybody,
        });
        draft.store();
    };
    view! { <Choice label="For" none="All leads with an e-mail address" options=stages.chain(tags).collect() value set /> }
}
