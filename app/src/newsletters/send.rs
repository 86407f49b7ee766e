//! Approving, sending and stopping.

use super::{
    api::{approve_newsletter, cancel_newsletter, discard_newsletter, reopen_newsletter, send_newsletter},
    views::{NewsletterView, Progress},
};
use crate::{
    AppError,
    format::{count, day},
    ui::Outcome,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use realtoros_domain::{ids::NewsletterId, newsletter::State};

/// What can be done next, and how far it has come.
#[component]
pub fn SendPanel(view: NewsletterView, changed: RwSignal<u32>) -> impl IntoView {
    let id = view.id;
    let act = Action::new(move |step: &Step| {
        let step = *step;
        async move {
            let outcome = step.take(id).await;
            changed.update(|n| *n += 1);
            outcome
        }
    });
    let navigate = use_navigate();
    let discard = Action::new(move |(): &()| discard_newsletter(id));
    Effect::new(move |_| {
        if matches!(discard.value().get(), Some(Ok(()))) {
            navigate("/app/newsletters", leptos_router::NavigateOptions::default());
        }
    });
    let button = move |step: Step, class: &'static str, text: &'static str| {
        view! { <button type="button" class=class disabled=move || act.pending().get() on:click=move |_| { act.dispatch(step); }>{text}</button> }
    };
    let actions = match view.state {
        State::Draft => view! {
            {button(Step::Approve, "button primary", "Approve")}
            <button type="button" class="button quiet" on:click=move |_| { discard.dispatch(()); }>"Remove draft"</button>
        }
        .into_any(),
        State::Approved => view! {
            {button(Step::Send, "button primary", "Send now")}
            {button(Step::Reopen, "button", "Change it again")}
        }
        .into_any(),
        State::Sending => button(Step::Cancel, "button danger", "Stop sending").into_any(),
        State::Sent => button(Step::Cancel, "button danger", "Stop what has not left").into_any(),
        State::Canceled => ().into_any(),
    };
    let approved = view.approved_at.map(|at| view! { <p class="muted small">"Approved on "{day(at)}</p> });
    let messages =
        view.messages.into_iter().map(|(state, n)| view! { <li>{state}": "{n}</li> }).collect_view();
    view! {
        <section class="card stack tight" aria-label="Sending">
            <h2>{view.state.name()}</h2>
            {approved}
            {view.progress.map(|progress| view! { <Line progress state=view.state /> })}
            {(view.made > 0).then(|| view! { <p>{count(view.made, "mail")}" made"</p><ul>{messages}</ul> })}
            <Outcome value=act.value() />
            <Outcome value=discard.value() />
            <div class="form-actions">{actions}</div>
        </section>
    }
}

/// A step that a button takes.
#[derive(Clone, Copy)]
enum Step {
    Approve,
    Reopen,
    Send,
    Cancel,
}

impl Step {
    async fn take(self, id: NewsletterId) -> Result<(), AppError> {
        match self {
            Self::Approve => approve_newsletter(id).await,
            Self::Reopen => reopen_newsletter(id).await,
            Self::Send => send_newsletter(id).await,
            Self::Cancel => cancel_newsletter(id).await,
        }
    }
}

#[component]
fn Line(progress: Progress, state: State) -> impl IntoView {
    let text = format!("{} of {} leads", progress.done, progress.total);
    let bar = (state == State::Sending).then(|| {
        view! {
            <div class="progress-line">
                <label for="sending">{text}</label>
                <progress id="sending" max=progress.total.max(1) value=progress.done></progress>
            </div>
        }
    });
    let error = progress.error.map(|reason| {
        view! { <p class="flash error" role="alert"><strong>"Not sent."</strong>" A rule stopped it: "{reason}"."</p> }
    });
    view! { {bar}{error} }
}
