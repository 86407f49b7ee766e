//! The privacy policy, word for word.

use super::{Look, PublicFrame, document};
use crate::wire::Caller;
use axum::{
    Extension, Router,
    http::HeaderMap,
    response::{Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_domain::policy::{self, Block};
use realtoros_server::{accounts, privacy};

/// `GET /privacy`; `/policy` leads there.
pub fn routes() -> Router {
    Router::new()
        .route("/privacy", get(page))
        .route("/policy", get(|| async { Redirect::permanent("/privacy") }))
}

async fn page(Extension(caller): Extension<Caller>, headers: HeaderMap) -> Response {
    let opts_out =
        privacy::is_opt_out(headers.get_all("sec-gpc").iter().map(axum::http::HeaderValue::as_bytes));
    let signed_in = caller.scope.is_some();
    document(Look::Open, "Privacy policy", view! { <Policy signed_in opts_out /> })
}

#[component]
fn Policy(signed_in: bool, opts_out: bool) -> impl IntoView {
    let blocks = policy::outline(policy::TEXT);
    let promises = blocks.iter().filter_map(|block| match block {
        Block::Promise(name, sentence) => Some(view! { <div><h2>{*name}</h2><p>{*sentence}</p></div> }),
        _ => None,
    });
    let promises = promises.collect_view();
    let sections = blocks.iter().filter_map(|block| match block {
        Block::Section(number, heading) => {
            Some(view! { <li><a href=format!("#section-{number}")>{*heading}</a></li> })
        }
        _ => None,
    });
    let sections = sections.collect_view();
    let body = blocks.iter().map(block).collect_view();
    let gpc = opts_out.then(|| {
        view! {
            <p class="flash ok" role="status">
                "Your browser asks not to be followed (Global Privacy Control). We have no optional analytics, so there \
                 is nothing to turn off: nobody follows you here."
            </p>
        }
    });
    view! {
        <PublicFrame signed_in>
            <article class="prose">
                {body}
                <p class="muted small">
                    "Version " {policy::CURRENT_VERSION} ". Fingerprint (SHA-256): " <code>{accounts::policy_hash()}</code>
                </p>
            </article>
            {gpc}
            <section class="features" aria-label="In short">{promises}</section>
            <nav aria-label="Sections">
                <details class="disclosure"><summary>"Sections"</summary><ul>{sections}</ul></details>
                <p>
                    <a href="/privacy/data-map">"Every field that we hold, and why"</a> " · "
                    <a href="/subprocessors">"Who processes data for us"</a>
                </p>
            </nav>
        </PublicFrame>
    }
}

/// A part of the text as it is read. The promises stand by themselves, below.
fn block(block: &Block<'static>) -> AnyView {
    match block {
        Block::Title(text) => view! { <h1>{*text}</h1> }.into_any(),
        Block::Updated(text) => {
            view! { <p class="muted small"><time datetime=policy::CURRENT_VERSION>{*text}</time></p> }
                .into_any()
        }
        Block::Promise(..) => ().into_any(),
        Block::Section(number, text) => view! { <h2 id=format!("section-{number}")>{*text}</h2> }.into_any(),
        Block::Subsection(text) => view! { <h3>{*text}</h3> }.into_any(),
        Block::Paragraph(text) => view! { <p>{*text}</p> }.into_any(),
        Block::List(items) => {
            let items = items.iter().map(|item| view! { <li>{*item}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p69_the_page_shows_the_whole_text_its_version_and_its_fingerprint() {
        let html = Owner::new().with(|| view! { <Policy signed_in=false opts_out=true /> }.to_html());
        for line in policy::TEXT.lines().map(|line| line.trim().trim_start_matches("• ")) {
            let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(html.contains(&escaped), "{line}");
        }
        assert!(html.contains(&accounts::policy_hash()) && html.contains(policy::CURRENT_VERSION));
        assert!(html.contains("id=\"section-14\"") && html.contains("href=\"#section-14\""));
        assert!(html.contains("no optional analytics") && !html.contains("<script"));
    }
}
