//! A card of the board: dragged, moved by arrow keys, or by its menu.

use super::{board_page::Board, group_view::CardView};
use leptos::{
    ev::{DragEvent, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys,
};
use leptos_router::components::A;
use realtoros_domain::{Stage, ids::LeadId};

/// A lead on the board.
#[component]
pub fn Card(card: CardView, stage: Stage, board: Board) -> impl IntoView {
    let CardView { id, name, note } = card;
    let name = StoredValue::new(name);
    let put = move |to: Stage| name.with_value(|name| board.put(id, name, to));
    let by_key = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => beside(stage, false),
            "ArrowRight" => beside(stage, true),
            _ => return,
        };
        // The menu of the card keeps its own arrow keys.
        if let Some(to) = to.filter(|_| is_own(&event)) {
            event.prevent_default();
            board.focused.set_value(Some(id));
            put(to);
        }
    };
    let start = move |event: DragEvent| {
        board.dragged.set(Some(id));
        board.focused.set_value(None);
        // Some browsers drag only what carries data.
        #[cfg(feature = "hydrate")]
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &id.to_string());
        }
        #[cfg(not(feature = "hydrate"))]
        drop(event);
    };
    let stages = Stage::ALL
        .map(|one| view! { <option value=one.as_str() selected={one == stage}>{one.label()}</option> })
        .collect_view();
    view! {
        <li
            class="board-card"
            id=format!("card-{id}")
            tabindex="0"
            draggable="true"
            aria-label=format!("{}, {}", name.get_value(), stage.label())
            class:dragging=move || board.dragged.get() == Some(id)
            on:dragstart=start
            on:dragend=move |_| board.dragged.set(None)
            on:keydown=by_key
            on:focus=move |_| board.focused.update_value(|focused| *focused = focused.filter(|one| *one == id))
        >
            <A href=format!("/app/leads/{id}")>{name.get_value()}</A>
            {(!note.is_empty()).then(|| view! { <span class="muted">{note}</span> })}
            <select
                aria-label=format!("Stage of {}", name.get_value())
                on:focus=move |_| board.focused.set_value(None)
                on:change:target=move |event| {
                    if let Ok(to) = event.target().value().parse() {
                        put(to);
                    }
                }
            >
                {stages}
            </select>
        </li>
    }
}

/// The stage on one side, if there is one.
fn beside(stage: Stage, right: bool) -> Option<Stage> {
    let at = Stage::ALL.iter().position(|one| *one == stage)?;
    let at = if right { at.checked_add(1) } else { at.checked_sub(1) };
    at.and_then(|at| Stage::ALL.get(at).copied())
}

/// Whether the key was pressed on the card itself.
fn is_own(event: &KeyboardEvent) -> bool {
    event.target() == event.current_target()
}

/// Gives a card the focus, unless something else on the page has taken it.
pub fn focus(id: LeadId) {
    let taken = document().active_element().is_some_and(|element| element.tag_name() != "BODY");
    let card = document().get_element_by_id(&format!("card-{id}"));
    if let Some(card) = card.filter(|_| !taken).and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = card.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_column_have_one_neighbour() {
        assert_eq!(beside(Stage::New, false), None);
        assert_eq!(beside(Stage::New, true), Some(Stage::Contacted));
        assert_eq!(beside(Stage::Lost, true), None);
        assert_eq!(beside(Stage::Lost, false), Some(Stage::Closed));
    }
}
