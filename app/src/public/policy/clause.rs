//! A clause as it is shown: the rule, what stands behind it, and what was found last.

use super::{
    ClauseTest,
    standing::{Known, Standing, Word, is_fresh},
};
use crate::format::{count, machine, minute};
use leptos::prelude::*;
use realtoros_server::controls::Outcome;

/// The clause under its line of the policy.
pub fn clause(standing: &Standing, now_ms: i64) -> impl IntoView + use<> {
    let (tone, word) = standing.word.chip();
    let newest = standing.controls.iter().filter_map(|(_, last)| last.as_ref()).map(|last| last.ran_at).max();
    let has_run = matches!(standing.word, Word::Kept | Word::Partly | Word::Broken);
    let checked = newest.filter(|_| has_run).map(|at| {
        view! { <time datetime=machine(at)>"Checked " {minute(at)}</time> }
    });
    let controls = standing.controls.iter().map(|known| control(known, now_ms)).collect_view();
    let tests = (!standing.tests.is_empty()).then(|| tests(&standing.tests));
    let caveat = standing.clause.caveat.map(|caveat| view! { <p><strong>{caveat.words}</strong></p> });
    let nothing = (standing.word == Word::Open).then(|| view! { <p>"No check of ours covers this yet."</p> });
    view! {
        <article class="clause" id=standing.clause.id>
            <a class="clause-id" href=format!("#{}", standing.clause.id)>{standing.clause.id}</a>
            <p class="rule">{standing.clause.rule}</p>
            <div class="control">{caveat}{controls}{tests}{nothing}</div>
            <div class="result"><span class=tone>{word}</span>{checked}</div>
        </article>
    }
}

/// A live control, and in words how it ended.
fn control((control, last): &Known, now_ms: i64) -> impl IntoView + use<> {
    let found = match last {
        None => "Not run here yet.".to_owned(),
        Some(last) => match &last.outcome {
            Outcome::Pass if is_fresh(last, now_ms) => format!("Passed on {}.", minute(last.ran_at)),
            Outcome::Pass => format!("Not run since {}; it passed then.", minute(last.ran_at)),
            Outcome::Fail(reason) => format!("Failed on {}. {reason}", minute(last.ran_at)),
            Outcome::NotRun(reason) => format!("Not run. {reason}"),
        },
    };
    view! { <p>{control.about} " " <strong>{found}</strong></p> }
}

/// The tests, by name, for those who want to look them up.
fn tests(tests: &[ClauseTest]) -> impl IntoView + use<> {
    let names = tests.iter().map(|test| {
        view! { <li><code>{test.name.replace('_', "_\u{200b}")}</code> <span class="muted">{test.file}</span></li> }
    });
    let names = names.collect_view();
    let number = count(u64::try_from(tests.len()).unwrap_or_default(), "automated test");
    view! {
        <details>
            <summary>{number}</summary>
            <p class="muted">"Part of this build. They ran before its release and do not run here. Each proves what its name says."</p>
            <ul>{names}</ul>
        </details>
    }
}
