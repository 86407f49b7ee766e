//! The board: a column per stage.

use super::{
    api::{board, set_stage},
    board_card::Card,
    group_view::{BoardView, ColumnView},
};
use crate::{
    live::Live,
    ui::{PageHead, Waiting, loaded},
};
use leptos::{ev::DragEvent, prelude::*, task::spawn_local};
use leptos_router::components::A;
use realtoros_domain::{Stage, ids::LeadId};

/// What cards and columns share.
#[derive(Clone, Copy)]
pub struct Board {
    /// What is shown; a move shows at once.
    pub shown: RwSignal<BoardView>,
    /// The card that is being dragged.
    pub dragged: RwSignal<Option<LeadId>>,
    /// The card that keeps the focus while the board is drawn anew.
    pub focused: StoredValue<Option<LeadId>>,
    /// What is said to those who do not see the board.
    pub said: RwSignal<String>,
}

impl Board {
    /// Moves a card, shows it, says it, and then stores it. What could not be stored goes back.
    pub fn put(self, id: LeadId, name: &str, stage: Stage) {
        let before = self.shown.get_untracked();
        if !self.shown.try_update(|board| board.put(id, stage)).unwrap_or_default() {
            return;
        }
        self.said.set(format!("{name} is now in {}.", stage.label()));
        spawn_local(async move {
            if let Err(error) = set_stage(vec![id], stage).await {
                self.shown.set(before);
                self.said.set(error.to_string());
            }
        });
    }
}

/// `/app/leads/board`.
#[component]
pub fn BoardPage() -> impl IntoView {
    let live = Live::get();
    let found = Resource::new(move || live.leads.get(), |_| board());
    let (focused, said) = (StoredValue::new(None), RwSignal::new(String::new()));
    let columns = move || {
        found.get().map(|outcome| {
            loaded(outcome, |first| {
                let shown = RwSignal::new(first);
                view! { <Columns board=Board { shown, dragged: RwSignal::new(None), focused, said } /> }
            })
        })
    };
    view! {
        <PageHead title="Board".to_owned() lede="Drag a card, or focus it and press the left or right arrow key.">
            <A href="/app/leads" attr:class="button">"List"</A>
        </PageHead>
        <p class="small muted" role="status" aria-live="polite">{said}</p>
        <Transition fallback=|| view! { <Waiting what="Loading the board" /> }>{columns}</Transition>
    }
}

#[component]
fn Columns(board: Board) -> impl IntoView {
    // Whoever moves a card by keyboard goes on from it.
    Effect::new(move |_| {
        board.shown.track();
        if let Some(id) = board.focused.get_value() {
            request_animation_frame(move || super::board_card::focus(id));
        }
    });
    let columns = move || {
        board.shown.get().columns.into_iter().map(|column| view! { <Column column board /> }).collect_view()
    };
    view! { <div class="board" role="region" aria-label="Leads by stage">{columns}</div> }
}

#[component]
fn Column(column: ColumnView, board: Board) -> impl IntoView {
    let stage = column.stage;
    let over = RwSignal::new(false);
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(id) = board.dragged.get_untracked() {
            let name = board.shown.with_untracked(|shown| {
                let mut cards = shown.columns.iter().flat_map(|column| &column.cards);
                cards.find(|card| card.id == id).map(|card| card.name.clone())
            });
            board.put(id, &name.unwrap_or_default(), stage);
        }
    };
    let more = column.total.saturating_sub(column.cards.len());
    let cards = column.cards.into_iter().map(|card| view! { <Card card stage board /> }).collect_view();
    view! {
        <section
            class="board-column"
            class:drop-over=over
            aria-label=stage.label()
            on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <header>
                <h2 class="stage" data-stage=stage.as_str()>{stage.label()}</h2>
                <span class="num">{column.total}</span>
            </header>
            <ul role="list">{cards}</ul>
            {(more > 0).then(|| view! {
                <A href=format!("/app/leads?stage={stage}") attr:class="small">{format!("{more} more")}</A>
            })}
        </section>
    }
}
