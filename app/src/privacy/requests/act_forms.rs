//! What can be done about a request: one small form each, only those that apply.

use super::{
    api::Act,
    view::{CanView, Step},
};
use crate::ui::Outcome;
use leptos::{form::ActionForm, prelude::*};
use realtoros_domain::ids::RequestId;

/// The forms.
#[component]
pub fn Acts(
    id: RequestId,
    can: CanView,
    destinations: Vec<String>,
    action: ServerAction<Act>,
    open: bool,
) -> impl IntoView {
    let codes = can.identify.then(|| view! { <Identify id destinations action /> });
    view! {
        <section class="card stack" aria-labelledby="acts">
            <h2 id="acts">"Do"</h2>
            <Outcome value=action.value() done="Done, and written down." />
            {can.confirm.then(|| view! {
                <One id action step=Step::Confirm button="Tell them that it has come in" style="button" />
            })}
            {codes}
            {can.copy.then(|| view! {
                <p class="small">"The software makes the copy and tells them. They alone can fetch it, on their own page and after a code; then this is done."</p>
                <One id action step=Step::Copy button="Approve and make the copy" style="button primary" />
            })}
            {can.erase.then(|| view! {
                <p class="small">"Erasing destroys the key of this person's data. It cannot be undone."</p>
                <One id action step=Step::Erase button="Approve and erase" style="button danger" />
            })}
            {can.complete.then(|| view! {
                <One id action step=Step::Complete button="It is done" style=if can.copy { "button" } else { "button primary" } label="What was done" />
            })}
            {can.extend.then(|| view! {
                <One id action step=Step::Extend button="Take longer" style="button" label="Reason, which they read" />
            })}
            {can.refuse.then(|| view! {
                <One id action step=Step::Refuse button="Refuse" style="button" label="Reason for refusing, which they read" />
            })}
            <One id action step=Step::Note button="Write it down" style="button quiet" label="A note for the record" />
            {(!open).then(|| view! { <p class="small muted">"This request has been answered. Notes can still be added."</p> })}
        </section>
    }
}

#[component]
fn Identify(id: RequestId, destinations: Vec<String>, action: ServerAction<Act>) -> impl IntoView {
    let options = destinations
        .into_iter()
        .enumerate()
        .map(|(at, to)| view! { <option value=at.to_string()>{to}</option> })
        .collect_view();
    view! {
        <ActionForm action attr:class="stack tight">
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="step" value=name(Step::SendCode) />
            <div class="field">
                <label for="code-to">"Find out who it is: a code to the address on file"</label>
                <select id="code-to" name="text">{options}</select>
            </div>
            <button class="button" disabled=move || action.pending().get()>"Send a code"</button>
        </ActionForm>
        <One id action step=Step::EnterCode button="Check the code" style="button" label="The code that they read out" />
    }
}

/// One step, with a line of text where it needs one.
#[component]
fn One(
    id: RequestId,
    action: ServerAction<Act>,
    step: Step,
    button: &'static str,
    style: &'static str,
    #[prop(optional)] label: Option<&'static str>,
) -> impl IntoView {
    let field = format!("text-{}", name(step));
    let input = match label {
        Some(label) => {
            let is_code = step == Step::EnterCode;
            view! {
                <div class="field">
                    <label for=field.clone()>{label}</label>
                    {if is_code {
                        view! { <input id=field name="text" inputmode="numeric" autocomplete="off" maxlength="12" /> }.into_any()
                    } else {
                        view! { <textarea id=field name="text" rows="2"></textarea> }.into_any()
                    }}
                </div>
            }
            .into_any()
        }
        None => view! { <input type="hidden" name="text" value="" /> }.into_any(),
    };
    view! {
        <ActionForm action attr:class="stack tight">
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="step" value=name(step) />
            {input}
            <button class=style disabled=move || action.pending().get()>{button}</button>
        </ActionForm>
    }
}

/// The name of a step on the wire.
const fn name(step: Step) -> &'static str {
    match step {
        Step::Confirm => "confirm",
        Step::SendCode => "send_code",
        Step::EnterCode => "enter_code",
        Step::Extend => "extend",
        Step::Note => "note",
        Step::Complete => "complete",
        Step::Copy => "copy",
        Step::Erase => "erase",
        Step::Refuse => "refuse",
    }
}
