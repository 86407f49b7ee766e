//! What minors say without "I": "Just turned 17!", "Minor here", "16F looking for a roommate".

use super::{
    english::{GOES_ON, becomes, turns, young_person},
    own,
    words::{after, ends_or, number, skip},
};

const PARENTS: &[&str] = &[
    "dad",
    "daddy",
    "father",
    "mom",
    "mommy",
    "mum",
    "mother",
    "parent",
    "parents",
    "guardian",
    "guardians",
    "papa",
    "papas",
    "mama",
    "madre",
    "padre",
    "padres",
];
const SIGNS: &[&str] = &[
    "sign",
    "signs",
    "signing",
    "cosign",
    "cosigns",
    "cosigner",
    "signature",
    "permission",
    "consent",
    "firma",
    "firmar",
    "firme",
    "firmen",
    "firman",
    "firmara",
    "firmaran",
    "permiso",
];
const SEXES: &[&str] = &["f", "m", "female", "male", "girl", "boy", "guy", "/", "-"];
/// What somebody does who describes themselves by age and sex.
const SEEKS: &[&str] =
    &["looking", "seeking", "searching", "need", "needing", "wanting", "want", "trying", "moving", "here"];

/// Those of them that say too little behind "16F", which may be a door.
const WANTS: &[&str] = &["here", "need", "needing", "want", "wanting"];
const HOMES: &[&str] =
    &["room", "rooms", "roommate", "roommates", "place", "studio", "apartment", "apartments", "apt"];

/// Whether these words, which come after `earlier` in a sentence, say that the writer is under 18.
pub(super) fn says(words: &[&str], earlier: &[&str]) -> bool {
    in_brackets(words)
        || (own::begins(earlier)
            && (has_turned(words)
                || will_turn(words)
                || minor_here(words)
                || (is_greeting(earlier) && young_person(words))
                || by_age_and_sex(words)
                || by_sex_and_age(words)
                || (is_greeting(earlier) && with_a_signing_parent(words))))
}

/// Whether a parent has to sign or allow it.
pub(super) fn parent_signs(words: &[&str]) -> bool {
    words.iter().any(|word| PARENTS.contains(word)) && words.iter().any(|word| SIGNS.contains(word))
}

/// Whether this word is a parent's.
pub(super) fn is_parent(word: &str) -> bool {
    PARENTS.contains(&word)
}

/// Whether nothing but a greeting came before: an age after "yes," may be that of a house.
fn is_greeting(earlier: &[&str]) -> bool {
    earlier.first().is_none_or(|word| matches!(*word, "hi" | "hey" | "hello" | "hola"))
}

/// "Just turned 17!", and not "turned 17 offers down".
fn has_turned(words: &[&str]) -> bool {
    after(words, &["just turned", "only just turned", "recently turned", "turned"])
        .is_some_and(|rest| turns(words, rest))
}

/// "Turning 16 soon", "about to turn 18", "17 soon".
fn will_turn(words: &[&str]) -> bool {
    let turning =
        after(words, &["turning", "just turning", "about to turn", "soon turning", "soon to be", "gonna be"]);
    let turns = turning.is_some_and(|rest| {
        let young = rest.first().and_then(|word| number(word)).is_some_and(|n| (8..=18).contains(&n));
        becomes(rest) || (young && ends_or(&rest[1..], GOES_ON))
    });
    let soon = words.first().and_then(|word| number(word)).is_some_and(|n| (13..=18).contains(&n))
        && after(&words[1..], &["soon", "on my birthday", "on my next birthday"]).is_some();
    turns || soon
}

/// "Minor here", "still underage".
fn minor_here(words: &[&str]) -> bool {
    let short = skip(words, &["just", "only", "still", "actually"]);
    let minor = after(short, &["minor", "underage", "teen"])
        .or_else(|| after(words, &["just a minor", "only a minor", "still a minor"]));
    let here = minor.and_then(|rest| after(rest, &["here", "looking", "seeking"]));
    let still = after(
        words,
        &[
            "still a minor",
            "still underage",
            "still under 18",
            "still under eighteen",
            "only a minor",
            "currently a minor",
            "under 18 here",
            "legally a minor",
        ],
    );
    here.is_some_and(|rest| {
        after(rest, &["and there"]).is_none() && ends_or(rest, &[GOES_ON, &["for"]].concat())
    }) || still.is_some_and(|rest| ends_or(rest, GOES_ON))
}

/// "16F looking for a roommate", "17/M here", and not "16F" alone, which is a door.
pub(super) fn by_age_and_sex(words: &[&str]) -> bool {
    let Some(first) = words.first() else { return false };
    let young = number(first).is_some_and(|years| (13..18).contains(&years));
    let rest = skip(&words[1..], SEXES);
    let between = &words[1..words.len() - rest.len()];
    let sexed = first.ends_with(['f', 'm']) || between.iter().any(|word| !matches!(*word, "/" | "-"));
    let is_joined = between.is_empty();
    young && sexed && if is_joined { seeks_a_home(rest) } else { seeks(rest) }
}

/// What somebody at the door of "16F" does not say: "looking", or "here" and "need" with a home.
fn seeks_a_home(rest: &[&str]) -> bool {
    let rest = skip(rest, &[",", "-", "and", "student"]);
    after(rest, &["looking", "seeking", "searching"]).is_some()
        || (rest.first().is_some_and(|word| WANTS.contains(word))
            && rest.iter().any(|word| HOMES.contains(word)))
}

/// "F16 looking for a room", "female, 17, looking".
fn by_sex_and_age(words: &[&str]) -> bool {
    let Some(first) = words.first() else { return false };
    let joined =
        first.strip_prefix(['f', 'm']).filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()));
    let (age, rest) = match joined {
        Some(digits) => (number(digits), &words[1..]),
        None if matches!(*first, "f" | "m" | "female" | "male" | "girl" | "boy") => {
            let rest = skip(&words[1..], &["/", "-", ","]);
            (rest.first().and_then(|word| number(word)), rest.get(1..).unwrap_or_default())
        }
        None => return false,
    };
    age.is_some_and(|years| (13..18).contains(&years)) && seeks(rest)
}

fn seeks(rest: &[&str]) -> bool {
    skip(rest, &[",", "-", "and", "student"]).first().is_some_and(|word| SEEKS.contains(word))
}

/// "I (16F) need a place": brackets end a thought except after "I".
fn in_brackets(words: &[&str]) -> bool {
    let age = after(words, &["i"]).and_then(|rest| rest.first().map(|word| (number(word), &rest[1..])));
    age.is_some_and(|(years, rest)| {
        years.is_some_and(|years| (8..18).contains(&years)) && ends_or(skip(rest, SEXES), GOES_ON)
    })
}

/// "Sixteen, so my dad has to sign".
fn with_a_signing_parent(words: &[&str]) -> bool {
    let years = words.first().and_then(|word| number(word)).filter(|years| (10..18).contains(years));
    years.is_some_and(|_| ends_or(&words[1..], GOES_ON) && parent_signs(&words[1..]))
}
