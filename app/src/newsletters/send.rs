//! Approving, sending and stopping.

use super::{
    api::{
        approve_newsletter, cancel_newsletter, discard_newsletter, get_newsletter, reopen_newsletter,
        send_newsletter,
    },
    views::{NewsletterView, Progress},
};
use crate::{
    AppError,
    format::{count, day},
    live::Live,
    ui::Outcome,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;
use realtoros_domain::{ids::NewsletterId, newsletter::State};

/// What can be done next, and how far it has come. Nothing is approved while it is `blocked`.
#[component]
pub fn SendPanel(view: NewsletterView, changed: RwSignal<u32>, blocked: RwSignal<bool>) -> impl IntoView {
    let (id, state) = (view.id, view.state);
    let approved = view.approved_at.map(|at| view! { <p class="muted small">"Approved on "{day(at)}</p> });
    let newest = follow(view, changed);
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
        let not_yet = move || act.pending().get() || (matches!(step, Step::Approve) && blocked.get());
        view! { <button type="button" class=class disabled=not_yet on:click=move |_| { act.dispatch(step); }>{text}</button> }
    };
    let actions = match state {
        State::Draft => view! {
            {button(Step::Approve, "button primary", "Approve")}
            <RemoveDraft discard />
        }
        .into_any(),
        State::Approved => view! {
            {button(Step::Send, "button primary", "Send now")}
            {button(Step::Reopen, "button", "Change it again")}
        }
        .into_any(),
        State::Sending => button(Step::Cancel, "button danger", "Stop sending").into_any(),
        State::Sent => (move || {
            let can_stop = newest.with(|newest| newest.stoppable > 0);
            can_stop.then(|| button(Step::Cancel, "button danger", "Stop what has not left"))
        })
        .into_any(),
        State::Canceled => ().into_any(),
    };
    view! {
        <section class="card stack tight" aria-label="Sending">
            <h2>{state.name()}</h2>
            {approved}
            {move || view! { <Reached view=newest.get() /> }}
            <Outcome value=act.value() />
            <Outcome value=discard.value() />
            {move || (state == State::Draft && blocked.get()).then(|| view! { <p class="hint">"The preview says what stands against approving."</p> })}
            <div class="form-actions">{actions}</div>
        </section>
    }
}

/// Asks before a draft goes.
#[component]
fn RemoveDraft(discard: Action<(), Result<(), AppError>>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let ask = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let remove = move |_| {
        close();
        discard.dispatch(());
    };
    view! {
        <button type="button" class="button quiet" on:click=ask>"Remove draft"</button>
        <dialog class="dialog" aria-labelledby="remove-title" node_ref=dialog>
            <h2 id="remove-title">"Remove this draft?"</h2>
            <p>"What is written is gone for good."</p>
            <div class="form-actions">
                <button type="button" class="button" on:click=move |_| close()>"Keep"</button>
                <button type="button" class="button danger" on:click=remove>"Remove the draft"</button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The newsletter as it stands: looked up again with the news for as long as it moves by itself. A new state makes the page
/// anew.
fn follow(view: NewsletterView, changed: RwSignal<u32>) -> RwSignal<NewsletterView> {
    let (id, state, live) = (view.id, view.state, Live::get());
    let newest = RwSignal::new(view);
    let look = Action::new(move |(): &()| get_newsletter(id));
    // Also once at the beginning: what happens until the browser listens is told to nobody.
    Effect::new(move |_| {
        live.jobs.track();
        live.messages.track();
        if newest.with_untracked(|newest| newest.moves) {
            look.dispatch(());
        }
    });
    Effect::new(move |_| {
        let Some(Ok(found)) = look.value().get() else { return };
        if found.state == state { newest.set(found) } else { changed.update(|n| *n += 1) }
    });
    newest
}

/// How many leads were looked at, how many mails were made, and where these are.
#[component]
fn Reached(view: NewsletterView) -> impl IntoView {
    let messages =
        view.messages.into_iter().map(|(state, n)| view! { <li>{n}" "{state}</li> }).collect_view();
    view! {
        {view.progress.map(|progress| view! { <Line progress state=view.state /> })}
        {(view.made > 0).then(|| view! { <p>{count(view.made, "mail")}" made"</p><ul>{messages}</ul> })}
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
    // How many there are is known when the job has begun.
    let is_known = progress.total > 0;
    let text = if is_known {
        format!("{} of {} leads", progress.done, progress.total)
    } else {
        "Starting…".to_owned()
    };
    let bar = (state == State::Sending).then(|| {
        view! {
            <div class="progress-line">
                <label for="sending">{text}</label>
                <progress id="sending" max=progress.total.max(1) value=is_known.then_some(progress.done)></progress>
            </div>
        }
    });
    let error = progress.error.map(|reason| {
        view! { <p class="flash error" role="alert"><strong>"Not sent."</strong>" A rule stopped it: "{reason}"."</p> }
    });
    view! { {bar}{error} }
}
