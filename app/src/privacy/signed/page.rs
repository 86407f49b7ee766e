//! `/app/privacy/signed`.

use super::{
    api::signed,
    view::{HeadView, SignedView},
};
use crate::{
    format,
    privacy::{shortened::shortened, tabs::Tabs},
    ui::{PageHead, Waiting, loaded},
};
use leptos::prelude::*;

/// The signed ends of the account's history, and a copy to keep.
#[component]
pub fn SignedPage() -> impl IntoView {
    let view = Resource::new(|| (), |()| signed());
    let body = move || view.get().map(|found| loaded(found, content));
    view! {
        <PageHead
            title="Signed history".to_owned()
            lede="Once an hour the end of your history is signed. Keep a copy: with it anybody can prove that a line was changed or cut off, even by us."
        >
            <a class="button quiet" href="/.well-known/realtoros-keys.json" rel="external">"Public key"</a>
            <a class="button" href="/app/privacy/signed/heads.jsonl" download="realtoros-signed-history.jsonl" rel="external">"Download signatures"</a>
        </PageHead>
        <Tabs />
        <Transition fallback=|| view! { <Waiting what="Comparing signatures with the history" /> }>{body}</Transition>
    }
    .into_any()
}

fn content(view: SignedView) -> AnyView {
    let verdict = match (&view.fault, view.total) {
        (Some(fault), _) => view! {
            <div class="flash error" role="alert">
                <p><strong>"The history is not as it was signed. "</strong>{fault.clone()}</p>
                <p>"Download the signatures now, and ask the operator of this installation what happened."</p>
            </div>
        }
        .into_any(),
        (None, 0) => {
            view! { <p>"Nothing has been signed yet. The first signature follows within an hour."</p> }
                .into_any()
        }
        (None, total) => view! {
            <p>"Compared just now: the history agrees with "{format::count(total as u64, "signature")}"."</p>
        }
        .into_any(),
    };
    let proof = view.can_prove.then(|| {
        view! {
            <p>
                "A signature also covers the Merkle tree of all entries (RFC 6962). "
                <a href="/app/privacy/signed/proof.json" download="realtoros-history-proof.json" rel="external">"Download a proof"</a>
                " that the newest signed history begins with the first one: it holds without the entries. "
                <code>"realtoros audit verify --proof your-file.json"</code> " checks it."
            </p>
        }
    });
    let keys = view.keys.iter().map(|key| view! { <code>{key.clone()}</code> " " }).collect_view();
    view! {
        <div class="stack loose">
            <section aria-labelledby="verdict">
                <h2 id="verdict">"Does it still fit?"</h2>
                {verdict}
            </section>
            <Heads heads=view.heads />
            <section aria-labelledby="check">
                <h2 id="check">"Check it without us"</h2>
                <p>
                    "Each line of the file names the last entry, its hash and the time, signed with Ed25519 by the key "
                    {keys} ". The operator runs " <code>"realtoros audit verify --heads your-file.jsonl"</code>
                    ": every entry that was signed must still be there, unchanged."
                </p>
                {proof}
            </section>
        </div>
    }
    .into_any()
}

/// The newest signed ends.
#[component]
fn Heads(heads: Vec<HeadView>) -> impl IntoView {
    if heads.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="ends">
            <h2 id="ends">"Latest signatures"</h2>
            {shortened(heads, table)}
        </section>
    }
    .into_any()
}

fn table(heads: Vec<HeadView>) -> AnyView {
    let rows = heads
        .into_iter()
        .map(|head| {
            view! {
                <tr>
                    <th scope="row">"Entry "{head.seq}</th>
                    <td data-label="Hash"><code>{head.hash}"…"</code></td>
                    <td data-label="Signed"><time datetime=format::machine(head.at)>{head.when}</time></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">"Signed ends of the history, newest first"</caption>
            <thead><tr><th>"Up to"</th><th>"Hash"</th><th>"Signed"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
