//! One import, from the first look to the end.

use super::{
    api::{CancelImport, ChooseColumns, DiscardImport, StartImport, UndoImport, show_import},
    columns::Columns,
    counts::Counts,
    progress::Working,
    result::{UndoDialog, Written},
    view::{ImportLine, ImportRun, State},
};
use crate::{
    live::Live,
    ui::{Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

/// What can be done with an import.
#[derive(Clone, Copy)]
pub struct Actions {
    /// Corrects the columns.
    pub choose: ServerAction<ChooseColumns>,
    /// Starts, or goes on.
    pub start: ServerAction<StartImport>,
    /// Stops.
    pub cancel: ServerAction<CancelImport>,
    /// Takes back.
    pub undo: ServerAction<UndoImport>,
    /// Forgets.
    pub discard: ServerAction<DiscardImport>,
    /// The import of which somebody asked whether to take it back.
    pub asked: RwSignal<Option<ImportLine>>,
}

impl Actions {
    fn new() -> Self {
        Self {
            choose: ServerAction::new(),
            start: ServerAction::new(),
            cancel: ServerAction::new(),
            undo: ServerAction::new(),
            discard: ServerAction::new(),
            asked: RwSignal::new(None),
        }
    }

    /// Grows whenever one of them has done something.
    fn version(self) -> usize {
        self.choose.version().get()
            + self.start.version().get()
            + self.cancel.version().get()
            + self.undo.version().get()
    }
}

/// `/app/import/:id`: look, import, done.
#[component]
pub fn ImportRunPage() -> impl IntoView {
    let live = Live::get();
    let params = use_params_map();
    let actions = Actions::new();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    // What was forgotten has no page any more.
    let navigate = use_navigate();
    Effect::new(move |_| {
        if matches!(actions.discard.value().get(), Some(Ok(()))) {
            navigate("/app/import", NavigateOptions::default());
        }
    });
    let run =
        Resource::new(move || (id.get(), live.jobs.get(), actions.version()), |(id, ..)| show_import(id));
    let body = move || run.get().map(|outcome| loaded(outcome, |run| view! { <Run run actions /> }));
    view! {
        <PageHead title="Import".to_owned()>
            <a class="button" href="/app/import">"All imports"</a>
        </PageHead>
        <Outcome value=actions.choose.value() done="Counted again. We remember this for files with the same columns.".to_owned() />
        <Outcome value=actions.start.value() />
        <Outcome value=actions.cancel.value() />
        <Outcome value=actions.undo.value() />
        <Outcome value=actions.discard.value() />
        <Transition fallback=|| view! { <Waiting what="Loading the import" /> }>{body}</Transition>
        <UndoDialog actions />
    }
}

#[component]
fn Run(run: ImportRun, actions: Actions) -> impl IntoView {
    let state = run.line.state;
    let at = match state {
        State::Preview => 0,
        State::Running | State::Undoing | State::Canceled => 1,
        State::Done | State::Undone => 2,
    };
    let steps = ["Look", "Import", "Done"].into_iter().enumerate().map(|(step, name)| {
        view! { <li class=if step < at { "done" } else { "" } aria-current=(step == at).then_some("step")>{name}</li> }
    });
    let steps = steps.collect_view();
    let name = run.line.file_name.clone();
    let content = match state {
        State::Preview => view! { <Look run actions /> }.into_any(),
        State::Running | State::Undoing => view! { <Working run actions /> }.into_any(),
        State::Done | State::Canceled | State::Undone => view! { <Written run actions /> }.into_any(),
    };
    view! {
        <ol class="steps">{steps}</ol>
        <h2>{name}</h2>
        {content}
    }
}

/// What the file would do.
#[component]
fn Look(run: ImportRun, actions: Actions) -> impl IntoView {
    let id = run.line.id;
    let tables = run.tables.clone().into_iter().enumerate();
    let tables =
        tables.map(|(at, table)| view! { <Columns id at table choose=actions.choose /> }).collect_view();
    let pending = actions.start.pending();
    view! {
        {run.wrong_extension.then(|| view! {
            <p class="flash warn" role="status">"The file's name promises another kind of file. We read it as what it is."</p>
        })}
        {run.cut_off.then(|| view! {
            <p class="flash warn" role="status">"The file ends in the middle of a row: it may have been cut off. The whole rows can be imported; exporting it again is better."</p>
        })}
        {run.consent.clone().map(|consent| view! {
            <p class=if consent.comes_back { "flash" } else { "flash warn" } role="status">
                <strong>{consent.words}</strong>
                " Opt-outs come along in any case."
            </p>
        })}
        <Counts found=run.found.clone() />
        <div class="row">
            <ActionForm action=actions.start>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button primary" disabled=pending>"Start the import"</button>
            </ActionForm>
            <ActionForm action=actions.discard>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button quiet">"Discard the file"</button>
            </ActionForm>
        </div>
        <p class="muted small">"A file that is not started is deleted after a week."</p>
        {tables}
    }
}
