//! Days with busy and free times.

use super::view::{BlockView, DayView};
use leptos::prelude::*;

/// The next days as a list.
#[component]
pub fn Days(days: Vec<DayView>) -> impl IntoView {
    days.into_iter()
        .map(|day| {
            let nothing = day.blocks.is_empty();
            let blocks = day.blocks.into_iter().map(block).collect_view();
            view! {
                <li>
                    <h3><time datetime=day.date>{day.title}</time></h3>
                    <ul class="blocks-of-day">{blocks}</ul>
                    {nothing.then(|| view! { <p class="small muted">"No working hours left, and nothing in the calendar."</p> })}
                </li>
            }
        })
        .collect_view()
}

fn block(block: BlockView) -> impl IntoView {
    let (tone, word) = if block.is_busy { ("chip muted", "Busy") } else { ("chip ok", "Free") };
    view! { <li><span class=tone>{format!("{word} {}", block.words)}</span></li> }
}
