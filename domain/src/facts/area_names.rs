//! Where a capitalised name ends.

use super::place_words::{is_common, is_state};
use super::text::{Text, Token};

/// One past the capitalised name that starts at `at`.
pub(super) fn name_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let capital = |i: usize| text.tokens.get(i).is_some_and(Token::is_capitalised);
    let fits = |i: usize| capital(i) && !(text.is(i, &["i", "i'm", "i'd", "i'll", "i've"]));
    let mut end = at;
    loop {
        if fits(end) && (end > at || !stops(text, end)) && !(end > at && stops_inside(text, end)) {
            end += 1;
            if text.is(end - 1, &["st", "ft", "mt"])
                && text.tokens.get(end).is_some_and(|token| token.raw == ".")
                && capital(end + 1)
            {
                end += 1;
            }
        } else if end > at
            && text.is(end, &["of", "at", "de", "del", "la"])
            && fits(end + 1)
            && !stops(text, end + 1)
        {
            end += 1;
        } else {
            return (end > at).then_some(end);
        }
    }
}

/// Whether the capitalised word at `at` cannot begin a name: it is common, unless the next word is a name too.
fn stops(text: &Text<'_>, at: usize) -> bool {
    const PARTS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "round",
        "cedar",
        "spring",
        "lake",
        "fort",
        "new",
        "big",
        "old",
        "lower",
        "upper",
        "high",
        "park",
        "grand",
        "garden",
        "oak",
        "little",
        "great",
        "black",
        "winter",
        "summer",
        "long",
        "center",
        "central",
        "mountain",
        "village",
        "red",
        "union",
        "college",
        "church",
        "long",
        "clear",
        "bright",
        "corner",
        "east",
        "pool",
        "deer",
        "hill",
        "fair",
        "bee",
        "college",
        "university",
    ];
    let raw = text.tokens.get(at).map_or("", |token| token.raw);
    let code = raw.len() <= 4 && raw.chars().all(char::is_uppercase);
    let follows = text
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.is_capitalised() && !next.glued && !is_common(&next.norm));
    (is_common(text.word(at)) || is_state(raw) || code) && !(follows && text.is(at, PARTS))
}

/// Inside a name a common word is welcome when it names a feature of the land.
fn stops_inside(text: &Text<'_>, at: usize) -> bool {
    const PARTS: &[&str] = &[
        "ranch", "lake", "city", "spring", "springs", "park", "hill", "hills", "village", "island", "road",
        "square", "rock", "ridge", "north", "south", "east", "west", "town", "house", "county", "center",
        "point", "line", "wood", "station", "water", "garden", "gardens", "corner", "heights", "falls",
        "fall", "summer", "main", "place", "street", "row", "plan", "land", "river", "area",
    ];
    let raw = text.tokens.get(at).map_or("", |token| token.raw);
    text.is(at, &["area"]) || is_state(raw) || (is_common(text.word(at)) && !text.is(at, PARTS))
}
