//! A labelled input.

use leptos::prelude::*;

/// A one-line input with its label and, where needed, a hint.
#[component]
pub fn Field(
    name: &'static str,
    label: &'static str,
    #[prop(optional, into)] value: Signal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] required: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                id=name
                name=name
                type=kind
                prop:value=value
                value=value.get_untracked()
                required=required
                autocomplete=autocomplete
                aria-describedby=hint_id.clone()
            />
            {hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}
        </div>
    }
}

/// A labelled choice among `(value, text)`.
#[component]
pub fn Select(
    name: &'static str,
    label: &'static str,
    #[prop(into)] options: Vec<(String, String)>,
    #[prop(optional, into)] value: Signal<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(key, text)| {
            let selected = key.clone();
            view! { <option value=key selected=move || value.get() == selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
}
