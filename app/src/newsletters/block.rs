//! The fields of one block.

use super::draft::{Draft, Item};
use crate::listings::PICTURES;
use leptos::prelude::*;
use realtoros_domain::{ids::ListingId, newsletter::Block};

/// A block with its handles: up, down, remove.
#[component]
pub fn BlockEditor(draft: Draft, item: Item, listings: Vec<(ListingId, String)>) -> impl IntoView {
    let key = item.key;
    let name = item.block.with_untracked(Block::name);
    let place =
        move || draft.items.with(|items| items.iter().position(|one| one.key == key).unwrap_or_default());
    let label = move |verb: &str| format!("{verb} block {}: {name}", place() + 1);
    view! {
        <li class="block">
            <span></span>
            <span class="block-type">{name}</span>
            <div class="controls">
                <button type="button" class="button small quiet" aria-label=move || label("Move up") disabled=move || place() == 0 on:click=move |_| draft.shift(key, true)>"↑"</button>
                <button type="button" class="button small quiet" aria-label=move || label("Move down") disabled=move || draft.items.with(|items| place() + 1 >= items.len()) on:click=move |_| draft.shift(key, false)>"↓"</button>
                <button type="button" class="button small quiet" aria-label=move || label("Remove") on:click=move |_| draft.remove(key)>"✕"</button>
            </div>
            <div class="body stack tight"><Fields draft item listings /></div>
        </li>
    }
}

#[component]
fn Fields(draft: Draft, item: Item, listings: Vec<(ListingId, String)>) -> impl IntoView {
    let (id, hint) = (format!("block-{}", item.key), format!("block-{}-hint", item.key));
    match item.block.get_untracked() {
        Block::Heading { text } => view! {
            <Line draft label="Heading" value=text set=move |v: String| draft.edit(item, |b| *b = Block::Heading { text: v }) />
        }
        .into_any(),
        Block::Text { markdown } => view! {
            <div class="field">
                <label for=id.clone()>"Text"</label>
                <textarea
                    id=id
                    aria-describedby=hint.clone()
                    rows="5"
                    on:input:target=move |event| draft.edit(item, |b| *b = Block::Text { markdown: event.target().value() })
                    on:change=move |_| draft.store()
                >
                    {markdown}
                </textarea>
                <p class="hint" id=hint>"Markdown works: **bold**, [link](https://…), - list"</p>
            </div>
        }
        .into_any(),
        Block::Listing { listing } => {
            let options = listings.into_iter().map(|(id, address)| (id.to_string(), address)).collect();
            let value = listing.map(|id| id.to_string()).unwrap_or_default();
            view! {
                <Choice label="Listing" options value set=move |v: String| draft.change(item, |b| *b = Block::Listing { listing: v.parse().ok() }) />
            }
            .into_any()
        }
        Block::Image { src, alt } => {
            let options = PICTURES.into_iter().zip(1..).map(|(path, n)| (path.to_owned(), format!("House {n}"))).collect();
            view! {
                <Choice label="Picture" options value=src set=move |v: String| draft.change(item, |b| if let Block::Image { src, .. } = b { *src = v }) />
                <Line draft label="What it shows" value=alt set=move |v: String| draft.edit(item, |b| if let Block::Image { alt, .. } = b { *alt = v }) />
            }
            .into_any()
        }
        Block::Button { label, url } => view! {
            <Line draft label="What the button says" value=label set=move |v: String| draft.edit(item, |b| if let Block::Button { label, .. } = b { *label = v }) />
            <Line draft label="Where it leads, https://" value=url set=move |v: String| draft.edit(item, |b| if let Block::Button { url, .. } = b { v.trim().clone_into(url) }) />
        }
        .into_any(),
        Block::Divider => view! { <hr /> }.into_any(),
    }
}

/// A labelled line: `set` gets what is being typed, and it is stored when it is left.
#[component]
pub fn Line(
    draft: Draft,
    label: &'static str,
    value: String,
    #[prop(into)] set: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            {label}
            <input value=value on:input:target=move |event| set.run(event.target().value()) on:change=move |_| draft.store() />
        </label>
    }
}

/// A labelled choice; nothing is chosen at first.
#[component]
pub fn Choice(
    label: &'static str,
    options: Vec<(String, String)>,
    value: String,
    #[prop(into)] set: Callback<String>,
    #[prop(default = "Choose one")] none: &'static str,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(key, text)| {
            let selected = key == value;
            view! { <option value=key selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <label class="field">
            {label}
            <select on:change:target=move |event| set.run(event.target().value())>
                <option value="">{none}</option>
                {options}
            </select>
        </label>
    }
}
