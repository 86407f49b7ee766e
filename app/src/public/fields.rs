//! Labelled controls of forms that work without script: with the value that was sent, and what is wrong with it.

use leptos::prelude::*;
use realtoros_server::accounts::Problem;

/// Says what must be put right, each with a link to its control.
#[component]
pub fn ErrorSummary(problems: Vec<Problem>) -> impl IntoView {
    let title = match problems.len() {
        0 => return None,
        1 => "One thing needs your attention".to_owned(),
        n => format!("{n} things need your attention"),
    };
    let lines = problems
        .into_iter()
        .map(|problem| view! { <li><a href=format!("#{}", problem.field)>{problem.message}</a></li> })
        .collect_view();
    Some(view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>{title}</h2>
            <ul>{lines}</ul>
        </div>
    })
}

/// A control between its label and its hint and error. `control` gets the ids that describe it, and whether it is
/// wrong.
fn field<V: IntoView + 'static>(
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    problems: &[Problem],
    control: impl FnOnce(Option<String>, Option<&'static str>) -> V,
) -> AnyView {
    let error = problems.iter().find(|problem| problem.field == name).map(|problem| problem.message.clone());
    let ids = [hint.map(|_| format!("{name}-hint")), error.as_ref().map(|_| format!("{name}-error"))];
    let described = ids.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let control = control(Some(described).filter(|ids| !ids.is_empty()), error.as_ref().map(|_| "true"));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {control}
            {hint.map(|text| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> })}
            {error.map(|text| view! { <p class="error" id=format!("{name}-error")>{text}</p> })}
        </div>
    }
    .into_any()
}

/// A line of text.
#[component]
pub fn Line(
    name: &'static str,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] value: String,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
    problems: Vec<Problem>,
) -> impl IntoView {
    field(name, label, hint, &problems, move |described, invalid| {
        view! {
            <input id=name name=name type=kind value=value autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid />
        }
    })
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] value: String,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] hint: Option<&'static str>,
    problems: Vec<Problem>,
) -> impl IntoView {
    field(name, label, hint, &problems, move |described, invalid| {
        view! {
            <textarea id=name name=name rows="3" autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid>{value}</textarea>
        }
    })
}

/// A choice among `(value, text)`, nothing chosen at first.
#[component]
pub fn SelectField(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    #[prop(optional)] value: String,
    problems: Vec<Problem>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(key, text)| {
            let selected = key == value;
            view! { <option value=key selected=selected>{text}</option> }
        })
        .collect_view();
    field(name, label, None, &problems, move |described, invalid| {
        view! {
            <select id=name name=name aria-describedby=described aria-invalid=invalid>
                <option value="">"Choose…"</option>
                {options}
            </select>
        }
    })
}

/// A box to tick, with the words that are agreed to.
#[component]
pub fn CheckField(
    name: &'static str,
    label: &'static str,
    checked: bool,
    #[prop(optional)] children: Option<Children>,
    problems: Vec<Problem>,
) -> impl IntoView {
    let error = problems.into_iter().find(|problem| problem.field == name).map(|problem| problem.message);
    let invalid = error.is_some();
    view! {
        <div class="field">
            <div class="checkbox">
                <input id=name name=name type="checkbox" value="yes" checked=checked
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=invalid.then(|| format!("{name}-error")) />
                <label for=name>{label}</label>
            </div>
            {children.map(|hint| view! { <p class="hint">{hint()}</p> })}
            {error.map(|text| view! { <p class="error" id=format!("{name}-error")>{text}</p> })}
        </div>
    }
}
