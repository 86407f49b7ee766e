//! What a lead can do, as cards on their page, and how their requests stand.

use leptos::prelude::*;
use realtoros_domain::rights::{Kind, State};
use realtoros_server::privacy::own::Asked;

/// The pages that show and change data.
#[component]
pub fn Ways(token: String) -> impl IntoView {
    let cards = [
        ("data", "See my data", "Everything that is held about you, why, and for how long."),
        ("correct", "Correct my data", "Your name, address, and what you are looking for."),
        ("copy", "Get a copy", "All of it in a file, to keep or to take elsewhere."),
        ("erase", "Erase my data", "Ask for everything about you to be destroyed."),
        ("seen", "Who has seen my data", "People, programs and AI, by day."),
        ("why", "Why did I get this?", "For each message: on what it rests, and who caused it."),
        ("receipts", "My consents", "What you agreed to and ended, with signed receipts."),
    ];
    let cards = cards
        .into_iter()
        .map(|(path, title, text)| {
            view! {
                <a class="card" href=format!("/me/{token}/{path}")>
                    <h3>{title}</h3>
                    <p class="muted small">{text}</p>
                </a>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="ways">
            <h2 id="ways">"Your data"</h2>
            <p class="small muted">"Your link alone shows your choices, how your requests stand, who used your data and on which days, and when and \
                why messages came, with the words that you agreed to. It shows no address or number in full and no message. To see or \
                change your data you get a code to an address that is on file."</p>
            <div class="card-grid">{cards}</div>
        </section>
    }
}

/// How the requests of this person stand; nothing while there are none.
#[component]
pub fn Requests(asked: Vec<Asked>) -> impl IntoView {
    if asked.is_empty() {
        return None;
    }
    let rows = asked.into_iter().map(|asked| view! { <Row asked /> }).collect_view();
    Some(view! {
        <section aria-labelledby="asked">
            <h2 id="asked">"What you asked"</h2>
            <table class="table">
                <caption class="visually-hidden">"Your requests, newest first"</caption>
                <thead><tr><th>"What"</th><th>"Asked on"</th><th>"State"</th><th>"Answer by"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

#[component]
fn Row(asked: Asked) -> impl IntoView {
    let Asked { kind, state, received_on, due_on } = asked;
    let day = |day: chrono::NaiveDate| day.format("%b %-d, %Y").to_string();
    let tone = match state {
        State::Open | State::Extended => "chip info",
        State::Done => "chip ok",
        State::Refused => "chip stop",
    };
    let due = if state.is_open() { day(due_on) } else { "–".to_owned() };
    view! {
        <tr>
            <th scope="row">{Kind::own_words(kind)}</th>
            <td data-label="Asked on">{day(received_on)}</td>
            <td data-label="State"><span class=tone>{state.words()}</span></td>
            <td data-label="Answer by">{due}</td>
        </tr>
    }
}
