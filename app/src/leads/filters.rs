//! Search and filters over the list. They stand in the address, so the form also works as a plain one.

use super::{api::lead_choices, query::ListQuery};
use crate::live::Live;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use realtoros_domain::{
    Stage,
    consent::{Level, Reach},
};
use std::time::Duration;

/// How long typing rests before the search begins.
const REST: Duration = Duration::from_millis(200);

/// What the consent filter offers.
const REACHES: [Reach; 8] = [
    Reach::Evidence(Level::ExpressWritten),
    Reach::Evidence(Level::Express),
    Reach::Evidence(Level::Transaction),
    Reach::Evidence(Level::Inquiry),
    Reach::Evidence(Level::None),
    Reach::OptedOut,
    Reach::Review,
    Reach::Unreachable,
];

/// The search and the four filters.
#[component]
pub fn Filters(query: Memo<ListQuery>) -> impl IntoView {
    let live = Live::get();
    let navigate = use_navigate();
    let choices = Resource::new(move || live.leads.get(), |_| lead_choices());
    let go = move |to: ListQuery, replace: bool| {
        navigate(&to.path(), NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    };
    // What is typed shows at once; what the address says shows when it is not the echo of what was typed.
    let (text, sent) =
        (RwSignal::new(query.get_untracked().text), StoredValue::new(query.get_untracked().text));
    Effect::new(move |_| {
        let now = query.get().text;
        if now != sent.get_value() {
            sent.set_value(now.clone());
            text.set(now);
        }
    });
    // Searching waits until typing rests: only the newest of the waiting timers acts.
    let keystrokes = StoredValue::new(0_u32);
    let typed = {
        let go = go.clone();
        move |now: String| {
            text.set(now.clone());
            keystrokes.update_value(|n| *n += 1);
            let (mine, go) = (keystrokes.get_value(), go.clone());
            let search = move || {
                if keystrokes.try_get_value() == Some(mine) {
                    sent.set_value(now.clone());
                    go(query.get_untracked().with(|query| query.text = now), true);
                }
            };
            set_timeout(search, REST);
        }
    };
    let pick = Callback::new(move |(name, value): (&'static str, String)| {
        let to = query.get_untracked().with(|query| match name {
            "stage" => query.stage = value,
            "tag" => query.tag = value,
            "source" => query.source = value,
            _ => query.consent = value,
        });
        go(to, false);
    });
    let offered = move || {
        let choices = choices.get().and_then(Result::ok).unwrap_or_default();
        let pairs =
            |values: Vec<String>| values.into_iter().map(|value| (value.clone(), value)).collect::<Vec<_>>();
        (pairs(choices.tags), pairs(choices.sources))
    };
    let stages = Stage::ALL.map(|stage| (stage.as_str().to_owned(), stage.label().to_owned())).to_vec();
    let reaches = REACHES.map(|reach| {
        let text = if reach == Reach::Unreachable { "No phone or no e-mail" } else { reach.label() };
        (reach.label().to_owned(), text.to_owned())
    });
    let reaches = reaches.to_vec();
    view! {
        <form class="table-tools" method="get" action="/app/leads" role="search" on:submit=move |event| event.prevent_default()>
            <div class="search">
                <input
                    type="search"
                    name="q"
                    aria-label="Search leads"
                    placeholder="Name, e-mail or phone"
                    value=query.get_untracked().text
                    prop:value=text
                    on:input:target=move |event| typed(event.target().value())
                />
            </div>
            <Pick name="stage" label="Stage" value=Signal::derive(move || query.get().stage) options=stages pick />
            <Transition fallback=|| ()>
                {move || {
                    let (tags, sources) = offered();
                    view! {
                        <Pick name="tag" label="Tag" value=Signal::derive(move || query.get().tag) options=tags pick />
                        <Pick name="source" label="Source" value=Signal::derive(move || query.get().source) options=sources pick />
                    }
                }}
            </Transition>
            <Pick name="consent" label="Consent" value=Signal::derive(move || query.get().consent) options=reaches pick />
        </form>
    }
}

/// One filter.
#[component]
fn Pick(
    name: &'static str,
    label: &'static str,
    value: Signal<String>,
    options: Vec<(String, String)>,
    pick: Callback<(&'static str, String)>,
) -> impl IntoView {
    let id = format!("filter-{name}");
    // What the address asks for is on offer even when no lead has it any more.
    let chosen = value.get_untracked();
    let missing = (!chosen.is_empty() && !options.iter().any(|(key, _)| *key == chosen))
        .then(|| (chosen.clone(), chosen));
    let options = options
        .into_iter()
        .chain(missing)
        .map(|(key, text)| {
            let here = key.clone();
            view! { <option value=key selected=move || value.get() == here>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name prop:value=value on:change:target=move |event| pick.run((name, event.target().value()))>
                <option value="">"Any"</option>
                {options}
            </select>
        </div>
    }
}
