//! One export.

use super::{
    api::CancelExport,
    view::{ExportView, State},
};
use crate::format;
use leptos::prelude::*;

/// An export: how far it is, and what can be done with it.
#[component]
pub fn Item(export: ExportView, cancel: ServerAction<CancelExport>) -> impl IntoView {
    let (tone, word) = export.state.chip();
    let title = match &export.lead {
        None => view! { "Everything of your account" }.into_any(),
        Some((lead, name)) => {
            view! { "Everything about "<a href=format!("/app/leads/{lead}")>{name.clone()}</a> }.into_any()
        }
    };
    let asked = format!("Asked for on {}.", format::day(export.created_at));
    view! {
        <article class="card stack tight">
            <p class="row"><span class=tone>{word}</span><span class="push small muted">{asked}</span></p>
            <h3>{title}</h3>
            {body(export, cancel)}
        </article>
    }
}

fn body(export: ExportView, cancel: ServerAction<CancelExport>) -> AnyView {
    match export.state {
        State::Making => view! { <Progress export cancel /> }.into_any(),
        State::Ready if export.is_own => view! { <Ready export cancel /> }.into_any(),
        State::Ready => view! { <p class="muted">"Only the one who asked for it can fetch it."</p> }.into_any(),
        State::Taken => view! { <p class="muted">"Fetched, and deleted here. Each export can be fetched once."</p> }.into_any(),
        State::Expired => view! { <p class="muted">"Nobody fetched it within 24 hours, so it was deleted."</p> }.into_any(),
        State::Canceled => view! { <p class="muted">"Stopped. Nothing of it is left."</p> }.into_any(),
        State::Withdrawn => view! {
            <p class="muted">"Somebody in it was erased before it was fetched, so it was deleted. Ask for a new one."</p>
        }
        .into_any(),
        State::Failed => view! {
            <p class="flash error" role="alert">"It could not be made, although we tried several times. Ask for a new one."</p>
        }
        .into_any(),
    }
}

/// How far it has come, and a way to stop it.
#[component]
fn Progress(export: ExportView, cancel: ServerAction<CancelExport>) -> impl IntoView {
    let (done, of) = export.progress;
    let id = format!("progress-{}", export.id);
    let (label, bar) = if of == 0 {
        ("Getting ready".to_owned(), view! { <progress id=id.clone()></progress> }.into_any())
    } else {
        let bar = view! { <progress id=id.clone() max=of.to_string() value=done.to_string()></progress> };
        (format!("{done} of {of} records"), bar.into_any())
    };
    view! {
        <div class="progress-line" aria-live="polite"><label for=id>{label}</label>{bar}</div>
        <p class="small muted">"You can leave this page; the work goes on."</p>
        {export.is_own.then(|| view! { <Throw id=export.id.to_string() cancel label="Stop" /> })}
    }
}

/// The way to fetch it: a plain form, so that the browser saves the file.
#[component]
fn Ready(export: ExportView, cancel: ServerAction<CancelExport>) -> impl IntoView {
    let field = format!("password-{}", export.id);
    let left_out = (export.left_out > 0).then(|| {
        let n = format::count(export.left_out, "record");
        view! { <p class="small">{format!("{n} of people who were erased meanwhile were left out.")}</p> }
    });
    let records = format::count(export.records, "record");
    view! {
        <p>{format!("{records}, {}. It can be fetched once, until {}.", export.size, export.until)}</p>
        {left_out}
        <form method="post" action=format!("/app/privacy/exports/{}/download", export.id) class="stack tight">
            <div class="field">
                <label for=field.clone()>"Your password"</label>
                <input id=field type="password" name="password" required autocomplete="current-password" />
                <p class="hint">"The file is not encrypted once you have it, so we make sure that it is you."</p>
            </div>
            <div class="row"><button class="button primary">"Download"</button></div>
        </form>
        <Throw id=export.id.to_string() cancel label="Throw away" />
    }
}

#[component]
fn Throw(id: String, cancel: ServerAction<CancelExport>, label: &'static str) -> impl IntoView {
    view! {
        <ActionForm action=cancel>
            <input type="hidden" name="id" value=id />
            <button class="button small quiet" disabled=cancel.pending()>{label}</button>
        </ActionForm>
    }
}
