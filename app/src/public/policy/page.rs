//! `GET /privacy`.

use super::{
    ClauseTest,
    clause::clause,
    standing::{Known, Standing, Word, standings},
    versions,
};
use crate::{
    format::count,
    public::{Look, PublicFrame, document},
    wire::Caller,
};
use axum::{
    Extension, Router,
    http::{HeaderMap, HeaderValue},
    response::{Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_domain::policy::{self, Block};
use realtoros_server::{accounts, controls, privacy};

/// `GET /privacy`; `/policy` leads there. `tests` are those of this build.
pub fn routes(tests: &'static [ClauseTest]) -> Router {
    let page = move |caller: Extension<Caller>, headers: HeaderMap| page(caller, headers, tests);
    Router::new()
        .route("/privacy", get(page))
        .route("/policy", get(|| async { Redirect::permanent("/privacy") }))
        .merge(versions::routes())
}

async fn page(Extension(caller): Extension<Caller>, headers: HeaderMap, tests: &[ClauseTest]) -> Response {
    let opts_out = privacy::is_opt_out(headers.get_all("sec-gpc").iter().map(HeaderValue::as_bytes));
    let signed_in = caller.scope.is_some();
    let known = controls::last(&caller.core).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the results of controls cannot be read; the page says that none has run");
        controls::ALL.iter().map(|control| (control, None)).collect()
    });
    let now_ms = caller.core.now_ms();
    let standings = standings(&known, tests, now_ms);
    document(Look::Open, "Privacy policy", view! { <Policy signed_in opts_out known standings now_ms /> })
}

#[component]
fn Policy(
    signed_in: bool,
    opts_out: bool,
    known: Vec<Known>,
    standings: Vec<Standing>,
    now_ms: i64,
) -> impl IntoView {
    let blocks = policy::outline(policy::TEXT);
    let sections = blocks.iter().filter_map(|block| match block {
        Block::Section(number, heading) => {
            Some(view! { <li><a href=format!("#section-{number}")>{*heading}</a></li> })
        }
        _ => None,
    });
    let sections = sections.collect_view();
    let body = blocks.iter().map(|it| block(it, &standings, now_ms)).collect_view();
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
            {gpc}
            <div class="policy">
                {body}
                <p class="muted small">
                    "Version " {policy::CURRENT_VERSION} ". Fingerprint of the text (SHA-256): "
                    <code>{accounts::policy_hash()}</code>
                </p>
            </div>
            <section class="policy" aria-labelledby="how">
                <h2 id="how">"How to read the checks"</h2>
                {summary(&known, &standings)}
                <nav aria-label="Sections">
                    <details class="disclosure"><summary>"Sections"</summary><ul>{sections}</ul></details>
                    <p>
                        <a href="/privacy/data-map">"Every field that we hold, and why"</a> " · "
                        <a href="/subprocessors">"Who processes data for us"</a> " · "
                        <a href="/privacy/changes">"Versions and changes"</a>
                    </p>
                </nav>
            </section>
        </PublicFrame>
    }
}

/// What the marks mean, how many there are of each, and what has none.
fn summary(known: &[Known], standings: &[Standing]) -> impl IntoView + use<> {
    let number = |word: Word| standings.iter().filter(|it| it.word == word).count();
    let lacking = standings.iter().filter(|it| it.word.lacks()).map(|it| {
        let says = it.clause.caveat.map_or("Nothing of ours checks this yet.", |caveat| caveat.words);
        let (_, label) = it.word.chip();
        view! { <li><a href=format!("#{}", it.clause.id)>{it.clause.id}</a>" – "{label}". "{says}</li> }
    });
    let lacking = lacking.collect_view();
    let rows = [
        (Word::Kept, "This system checked itself within the last day, and every check passed."),
        (Word::Partly, "Some checks passed; others could not be run on this installation, and say why."),
        (Word::Broken, "A check failed; the reason stands beside it."),
        (Word::NotRun, "There is a check, but it has not run here. That is not a pass."),
        (
            Word::Tested,
            "Automated tests of this build ran before its release; they do not run here. Each proves what its name says, which may be less than the whole rule.",
        ),
        (
            Word::Limited,
            "What is checked holds, but a part of the rule is missing from this product. Not counted as kept.",
        ),
        (Word::NotBuilt, "This product does not have yet what the rule is about."),
        (Word::Open, "Nothing of ours checks this yet."),
    ];
    let rows = rows.map(|(word, means)| {
        let (tone, label) = word.chip();
        view! { <dt><span class=tone>{label}</span></dt><dd>{number(word)} " – " {means}</dd> }
    });
    let controls = count(u64::try_from(known.len()).unwrap_or_default(), "live control");
    view! {
        <p>
            "Under each line of the policy stand the rules that follow from it, and what holds us to them: "
            {controls} ", which the running system carries out on itself each night, and the automated tests of this build."
        </p>
        <dl class="dl">{rows.collect_view()}</dl>
        <h3 id="not-covered">"What is not covered"</h3>
        <ul>{lacking}</ul>
    }
}

/// A part of the text as it is read, each line with its clauses.
fn block(block: &Block<'static>, standings: &[Standing], now_ms: i64) -> AnyView {
    let behind = |line: &str| behind(line, standings, now_ms);
    match block {
        Block::Title(text) => view! { <h1>{*text}</h1> }.into_any(),
        Block::Updated(text) => {
            let date = view! { <time datetime=policy::CURRENT_VERSION>{*text}</time> };
            view! { <p class="muted small">{date} " · " <a href="#how">"How to read the checks"</a></p> }
                .into_any()
        }
        Block::Promise(name, line) => view! { <h2>{*name}</h2><p>{*line}</p>{behind(line)} }.into_any(),
        Block::Section(number, text) => view! { <h2 id=format!("section-{number}")>{*text}</h2> }.into_any(),
        Block::Subsection(text) => view! { <h3>{*text}</h3> }.into_any(),
        Block::Paragraph(text) => view! { <p>{*text}</p>{behind(text)} }.into_any(),
        Block::List(items) => {
            let items =
                items.iter().map(|item| view! { <li><p>{*item}</p>{behind(item)}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    }
}

/// The clauses under a line of the policy.
fn behind(line: &str, standings: &[Standing], now_ms: i64) -> impl IntoView + use<> {
    let clauses: Vec<_> =
        standings.iter().filter(|it| it.clause.line == line).map(|it| clause(it, now_ms)).collect();
    (!clauses.is_empty()).then(|| view! { <div class="clauses">{clauses}</div> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_server::controls::{ALL, Last, Outcome};

    const NOW: i64 = 1_795_392_000_000;
    const TESTS: &[ClauseTest] =
        &[ClauseTest { clause: "P-45", name: "p45_a_stop_counts", file: "server/src/x.rs" }];

    fn html(known: Vec<Known>) -> String {
        let standings = standings(&known, TESTS, NOW);
        let policy = || view! { <Policy signed_in=false opts_out=true known standings now_ms=NOW /> };
        Owner::new().with(|| policy().to_html())
    }

    fn with(outcome: impl Fn(&str) -> Option<Outcome>) -> String {
        let last = |name| outcome(name).map(|outcome| Last { outcome, ran_at: NOW - 3_600_000 });
        html(ALL.iter().map(|control| (control, last(control.name))).collect())
    }

    /// The article of a clause.
    fn article(html: &str, id: &str) -> String {
        let start = html.find(&format!(" id=\"{id}\"")).unwrap();
        html[start..].split("</article>").next().unwrap().to_owned()
    }

    #[test]
    fn p69_the_page_shows_the_whole_text_its_version_and_its_fingerprint() {
        let html = with(|_| None);
        for line in policy::TEXT.lines().map(|line| line.trim().trim_start_matches("• ")) {
            let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(html.contains(&escaped), "{line}");
        }
        assert!(html.contains(&accounts::policy_hash()) && html.contains(policy::CURRENT_VERSION));
        assert!(html.contains("id=\"section-14\"") && html.contains("href=\"#section-14\""));
        assert!(html.contains("no optional analytics") && !html.contains("<script"));
    }

    #[test]
    fn p05_every_clause_is_on_the_page_once_with_its_rule() {
        let html = with(|_| None);
        assert_eq!(html.matches("class=\"clause\"").count(), policy::CLAUSES.len());
        for clause in policy::CLAUSES {
            assert!(article(&html, clause.id).contains(clause.rule), "{}", clause.id);
        }
    }

    #[test]
    fn p05_nothing_is_green_that_did_not_run() {
        let html = with(|_| None);
        assert!(!html.split("aria-labelledby=\"how\"").next().unwrap().contains("chip ok"));
        assert!(article(&html, "P-01").contains("Not run here yet."));
        assert!(
            article(&html, "P-45").contains("Tested") && article(&html, "P-45").contains("1 automated test")
        );
        assert!(article(&html, "P-67").contains("Not covered"));
    }

    #[test]
    fn p05_what_is_not_covered_is_said_plainly_at_its_clause_and_in_the_list() {
        let html = with(|_| Some(Outcome::Pass));
        let list = html.split("id=\"not-covered\"").nth(1).unwrap();
        let partly = article(&html, "P-05");
        assert!(partly.contains("Partly kept") && !partly.contains("chip ok"), "{partly}");
        assert!(list.contains("href=\"#P-05\""));
        for clause in policy::CLAUSES {
            let Some(caveat) = clause.caveat else { continue };
            let words = caveat.words.split(['.', ',', '’', '\'', '"']).next().unwrap();
            assert!(article(&html, clause.id).contains(words) && list.contains(words), "{}", clause.id);
        }
    }

    #[test]
    fn p05_the_page_says_what_each_control_found() {
        let html = with(|name| match name {
            "canary-at-rest" | "data-map" => Some(Outcome::Pass),
            "key-file" => Some(Outcome::Fail("The key is <old>.".into())),
            _ => Some(Outcome::NotRun("There is none.".into())),
        });
        let article = |id| article(&html, id);
        assert!(article("P-01").contains("Not kept") && article("P-01").contains("The key is &lt;old&gt;."));
        assert!(article("P-03").contains("chip ok") && article("P-03").contains("<time datetime=\""));
        assert!(article("P-58").contains("Not run. There is none.") && !article("P-58").contains("chip ok"));
    }
}
