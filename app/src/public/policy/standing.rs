//! How each clause stands: what its controls found, and which tests this build has for it.

use super::ClauseTest;
use realtoros_domain::policy::{CLAUSES, Clause, Extent};
use realtoros_server::controls::{Control, Last, Outcome};

/// How long a result speaks for the present. Controls run each night; beyond a day and a half one was missed.
const FRESH_MS: i64 = 36 * 3_600_000;

/// What can be said about a clause in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Every control behind it has passed within the last day.
    Kept,
    /// Some have passed; others could not be run here.
    Partly,
    /// One has failed.
    Broken,
    /// It has controls, and none has run.
    NotRun,
    /// It has tests only, which run before a release and not here.
    Tested,
    /// What is checked holds, and a part of the rule is missing from this product.
    Limited,
    /// What the rule is about is not there yet.
    NotBuilt,
    /// Nothing stands behind it yet.
    Open,
}

impl Word {
    /// The word and the tone of its chip. Only what ran and passed is green.
    pub const fn chip(self) -> (&'static str, &'static str) {
        match self {
            Self::Kept => ("chip ok", "Kept"),
            Self::Partly => ("chip info", "Partly checked"),
            Self::Broken => ("chip stop", "Not kept"),
            Self::NotRun => ("chip", "Not run"),
            Self::Tested => ("chip", "Tested"),
            Self::Limited => ("chip warn", "Partly kept"),
            Self::NotBuilt => ("chip warn", "Not built yet"),
            Self::Open => ("chip warn", "Not covered"),
        }
    }

    /// Whether something is missing.
    pub const fn lacks(self) -> bool {
        matches!(self, Self::Limited | Self::NotBuilt | Self::Open)
    }
}

/// A control and what is known of it.
pub type Known = (&'static Control, Option<Last>);

/// A clause with what stands behind it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The clause.
    pub clause: &'static Clause,
    /// Its live controls.
    pub controls: Vec<Known>,
    /// Its tests.
    pub tests: Vec<ClauseTest>,
    /// All of it in one word.
    pub word: Word,
}

/// Every clause, in the order of its number.
pub fn standings(known: &[Known], tests: &[ClauseTest], now_ms: i64) -> Vec<Standing> {
    let standing = |clause: &'static Clause| {
        let controls: Vec<Known> = known.iter().filter(|(it, _)| it.clause == clause.id).cloned().collect();
        let tests: Vec<ClauseTest> = tests.iter().filter(|test| test.clause == clause.id).copied().collect();
        let word = limited(clause, word(&controls, tests.len(), now_ms));
        Standing { clause, controls, tests, word }
    };
    CLAUSES.iter().map(standing).collect()
}

/// Whether a result still speaks for the present.
pub const fn is_fresh(last: &Last, now_ms: i64) -> bool {
    now_ms - last.ran_at <= FRESH_MS
}

/// No check makes up for what is missing; a failure is said before it.
fn limited(clause: &Clause, word: Word) -> Word {
    match clause.caveat.map(|caveat| caveat.extent) {
        _ if word == Word::Broken => Word::Broken,
        Some(Extent::NotBuilt) => Word::NotBuilt,
        Some(Extent::Partly) => Word::Limited,
        None => word,
    }
}

fn word(controls: &[Known], tests: usize, now_ms: i64) -> Word {
    let results = || controls.iter().filter_map(|(_, last)| last.as_ref());
    let passed = results().filter(|last| last.outcome == Outcome::Pass && is_fresh(last, now_ms)).count();
    // A failure stays red until the control has passed again, however long ago it was.
    if results().any(|last| matches!(last.outcome, Outcome::Fail(_))) {
        Word::Broken
    } else if passed > 0 {
        if passed == controls.len() { Word::Kept } else { Word::Partly }
    } else if !controls.is_empty() {
        Word::NotRun
    } else if tests > 0 {
        Word::Tested
    } else {
        Word::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::policy::Caveat;
    use realtoros_server::controls::ALL;

    const NOW: i64 = 1_795_392_000_000;

    fn known(outcomes: &[Option<(Outcome, i64)>]) -> Vec<Known> {
        let last = |it: &Option<(Outcome, i64)>| {
            it.clone().map(|(outcome, hours_ago)| Last { outcome, ran_at: NOW - hours_ago * 3_600_000 })
        };
        ALL.iter().filter(|it| it.clause == "P-66").zip(outcomes).map(|(it, o)| (it, last(o))).collect()
    }

    #[test]
    fn p05_only_what_ran_and_passed_is_green() {
        let (pass, fail) = (Outcome::Pass, Outcome::Fail("x".into()));
        let not_run = Outcome::NotRun("y".into());
        let cases = [
            (vec![Some((pass.clone(), 1)), Some((pass.clone(), 30))], Word::Kept),
            (vec![Some((pass.clone(), 1)), Some((pass.clone(), 40))], Word::Partly),
            (vec![Some((pass.clone(), 1)), Some((not_run.clone(), 1))], Word::Partly),
            (vec![Some((pass.clone(), 1)), None], Word::Partly),
            (vec![Some((pass.clone(), 40))], Word::NotRun),
            (vec![Some((pass, 1)), Some((fail, 400))], Word::Broken),
            (vec![Some((not_run, 1))], Word::NotRun),
            (vec![None], Word::NotRun),
        ];
        for (outcomes, expected) in cases {
            assert_eq!(word(&known(&outcomes), 9, NOW), expected, "{outcomes:?}");
        }
        assert_eq!(word(&[], 1, NOW), Word::Tested);
        assert_eq!(word(&[], 0, NOW), Word::Open);
        let all = [
            Word::Kept,
            Word::Partly,
            Word::Broken,
            Word::NotRun,
            Word::Tested,
            Word::Limited,
            Word::NotBuilt,
            Word::Open,
        ];
        assert_eq!(all.iter().filter(|word| word.chip().0.contains("ok")).count(), 1);
    }

    #[test]
    fn p05_what_is_missing_is_never_green_whatever_passes() {
        let of = |id: &str| CLAUSES.iter().find(|clause| clause.id == id).unwrap();
        let cases = [
            ("P-48", Word::Tested, Word::Tested),
            ("P-49", Word::Tested, Word::Tested),
            ("P-50", Word::Kept, Word::Kept),
            ("P-22", Word::Broken, Word::Broken),
            ("P-01", Word::Kept, Word::Kept),
            ("P-45", Word::Tested, Word::Tested),
        ];
        for (id, found, expected) in cases {
            assert_eq!(limited(of(id), found), expected, "{id} {found:?}");
        }
        let caveat = Some(Caveat { extent: Extent::Partly, words: "A part is missing." });
        let partly = Clause { caveat, ..*of("P-01") };
        for found in [Word::Kept, Word::Tested] {
            assert_eq!(limited(&partly, found), Word::Limited);
        }
    }

    #[test]
    fn p05_every_clause_stands_somewhere() {
        let all: Vec<Known> = ALL.iter().map(|control| (control, None)).collect();
        let standings = standings(&all, &[], NOW);
        assert_eq!(standings.len(), CLAUSES.len());
        assert_eq!(standings.iter().map(|it| it.controls.len()).sum::<usize>(), ALL.len());
    }
}
