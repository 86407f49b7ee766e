//! "I'm too young to sign", "my parents won't let me sign".

use super::{
    bare::is_parent,
    english::GOES_ON,
    own,
    words::{after, ends_or, skip},
};

const TOO_YOUNG: &[&str] = &[
    "im too young",
    "i am too young",
    "im still too young",
    "i am still too young",
    "im not old enough",
    "i am not old enough",
    "im not legally old enough",
    "im too young legally",
    "soy muy joven",
    "soy demasiado joven",
];
/// What one is too young for by law.
const LEGAL: &[&str] = &[
    "sign",
    "signing",
    "cosign",
    "lease",
    "rent",
    "renting",
    "contract",
    "apply",
    "legally",
    "permission",
    "firmar",
    "contrato",
    "rentar",
    "alquilar",
];
/// What one may be too young for at any age.
const FOR_OLD_PEOPLE: &[&str] = &["senior", "seniors", "retirement", "retire", "55"];

/// Behind such a word, what the parents own: a grown child may let or sell it for them.
const THEIRS: &[&str] = &["their", "her", "his", "it", "out"];

/// Whether these words, which come after `earlier` in a sentence, say that the writer is too young, or that their parents
/// decide.
pub(super) fn says(words: &[&str], earlier: &[&str]) -> bool {
    too_young(words, earlier) || parents_decide(words, earlier)
}

fn too_young(words: &[&str], earlier: &[&str]) -> bool {
    let all = || earlier.iter().chain(words);
    after(words, TOO_YOUNG).is_some()
        && all().any(|word| LEGAL.contains(word) || is_parent(word))
        && !all().any(|word| FOR_OLD_PEOPLE.contains(word))
}

/// "My parents won't let me sign", "I need my mom's permission", "mis padres no me dejan firmar".
fn parents_decide(words: &[&str], earlier: &[&str]) -> bool {
    if !own::nobody_else(earlier) {
        return false;
    }
    let parents = after(words, &["my", "mis", "mi"])
        .and_then(|rest| rest.first().filter(|word| is_parent(word)).map(|_| &rest[1..]));
    let forbidden =
        parents.map(|rest| skip(rest, &["and", "my", "dad", "mom", "really", "just"])).and_then(|rest| {
            after(
                rest,
                &[
                    "wont let me",
                    "will not let me",
                    "dont let me",
                    "do not let me",
                    "doesnt let me",
                    "does not let me",
                    "didnt let me",
                    "have to let me",
                    "no me dejan",
                    "no me deja",
                ],
            )
        });
    let needed = after(words, &["i need my", "i have to get my", "i still need my"])
        .filter(|rest| rest.first().is_some_and(|word| is_parent(word.trim_end_matches('s'))))
        .and_then(|rest| after(&rest[1..], &["permission", "signature", "consent"]));
    forbidden.is_some_and(of_own_contract) || needed.is_some_and(for_own_contract)
}

/// "Sign", "rent an apartment", "sign it", and not "rent their place".
fn of_own_contract(rest: &[&str]) -> bool {
    let theirs = rest.get(1).is_some_and(|word| THEIRS.contains(word)) && !rest.starts_with(&["sign", "it"]);
    rest.first().is_some_and(|word| LEGAL.contains(word)) && !theirs
}

/// Nothing more, or "to rent", and not "to sell her house", "on the deed".
fn for_own_contract(rest: &[&str]) -> bool {
    ends_or(skip(rest, &["first"]), GOES_ON)
        || after(rest, &["to rent", "to sign", "to apply", "to lease"]).is_some()
}
