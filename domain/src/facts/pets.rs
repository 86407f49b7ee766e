//! Pets. Assistance animals are no pets, and nothing about them is kept.

use super::extract::Facts;
use super::reading::Reading;
use super::text::Text;

/// The kinds of pets by the names under which [`Facts::pets`] keeps them, as in `guinea_pig`.
pub fn pet_kinds() -> impl Iterator<Item = &'static str> + Clone {
    KINDS.iter().map(|(kind, _)| *kind)
}

const KINDS: &[(&str, &[&str])] = &[
    (
        "dog",
        &[
            "dog",
            "doggo",
            "puppy",
            "pup",
            "labrador|lab retriever?",
            "golden retriever",
            "golden doodle",
            "goldendoodle",
            "doodle",
            "poodle",
            "pit bull",
            "pitbull",
            "pittie",
            "german shepherd",
            "shepherd",
            "husky",
            "chihuahua",
            "corgi",
            "beagle",
            "great dane",
            "dachshund",
            "terrier",
            "yorkie",
            "bulldog",
            "mutt",
            "greyhound",
            "border collie",
        ],
    ),
    ("cat", &["cat", "kitten", "kitty"]),
    ("bird", &["bird", "parrot", "parakeet", "cockatiel", "cockatoo", "macaw", "canary", "budgie"]),
    ("rat", &["rat"]),
    ("rabbit", &["rabbit", "bunny"]),
    ("hamster", &["hamster"]),
    ("guinea_pig", &["guinea pig"]),
    ("ferret", &["ferret"]),
    ("snake", &["snake"]),
    ("lizard", &["lizard", "gecko", "bearded dragon", "iguana"]),
    ("turtle", &["turtle", "tortoise"]),
    ("chicken", &["chicken", "hen"]),
];
const ASSISTANCE: [&str; 8] =
    ["service", "guide", "assistance", "support", "therapy", "seeing eye", "hearing", "esa"];

/// Fills the pets.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let assisted = reading.says(&[
        "service|guide|assistance|support|esa animal",
        "esa",
        "is|are a? service|guide|assistance|emotional|therapy|esa",
        "trained service",
    ]);
    for at in 0..reading.len() {
        for (kind, patterns) in KINDS {
            let Some(end) = patterns.iter().filter_map(|pattern| reading.matches(at, pattern)).max() else {
                continue;
            };
            let number = number_before(reading, at);
            let plural = reading.word(end - 1).ends_with('s');
            if reading.is_in_name(at)
                || is_assistance(reading, at, end)
                || is_no_pet(reading, at, end)
                || (assisted && !plural && number.is_none_or(|(count, _)| count == 1))
            {
                continue;
            }
            if let Some((_, from)) = number {
                reading.take(from, end);
            }
            let count = number.map(|(count, _)| count).or((!plural).then_some(1));
            let entry = facts.pets.entry((*kind).to_owned()).or_insert(None);
            *entry = entry.or(count);
            break;
        }
    }
}

fn is_assistance(text: &Text<'_>, at: usize, end: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| text.is(i, &ASSISTANCE))
        || text.is(end, &["guide"])
        || text.matches(end, "who|that|which is a? service|guide|support").is_some()
}

/// "No dogs", "dog friendly", "dog park", "hot dog".
fn is_no_pet(text: &Text<'_>, at: usize, end: usize) -> bool {
    text.follows(
        at,
        &[
            "no",
            "not a",
            "hot",
            "without a?",
            "dont have a?|any",
            "allergic to",
            "hate",
            "pack",
            "never",
            "neighbor",
            "neighbors",
        ],
    ) || text.is(
        end,
        &[
            "friendly", "park", "parks", "run", "door", "house", "allowed", "ok", "okay", "washing", "wash",
            "lover", "lovers", "race", "walk", "person", "people",
        ],
    )
}

/// The number before the animal, past up to three other words ("two big rescue dogs"), and where it stands.
fn number_before(text: &Text<'_>, at: usize) -> Option<(u8, usize)> {
    const BETWEEN: [&str; 8] = ["bed", "bath", "beds", "baths", "bd", "br", "car", "k"];
    for from in (at.saturating_sub(4)..at).rev() {
        let word = text.word(from);
        if text.mark(from).is_some()
            || BETWEEN.contains(&word)
            || matches!(word, "and" | "or" | "for" | "with" | "the" | "has" | "have")
        {
            return None;
        }
        if let Some(count) = text
            .whole(from)
            .and_then(|count| u8::try_from(count).ok())
            .filter(|count| (1..20).contains(count))
        {
            return Some((count, from));
        }
        if matches!(word, "couple" | "pair") {
            return Some((2, from));
        }
        if matches!(word, "a" | "an")
            && !text.is(from + 1, &["couple", "pair", "few"])
            && !text.word(at).ends_with('s')
        {
            return Some((1, from));
        }
    }
    None
}
