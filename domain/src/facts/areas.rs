//! Places that a lead wants or refuses. Without a gazetteer, the words around a name tell whether it is a place.

use super::area_cues::{BETWEEN, DIRECTIONS, ELSEWHERE, LEADS, MOVES_TO, REFUSALS, TAILS};
use super::area_names::name_end;
use super::extract::Facts;
use super::place_words::{is_common, is_institution, is_state};
use super::protected;
use super::reading::Reading;
use super::text::{Kind, Text};

struct Place {
    from: usize,
    to: usize,
}

/// Fills the places, wanted and refused.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let has_case = reading.source.chars().any(char::is_lowercase);
    let all_small = !reading.tokens.iter().any(|token| {
        token.is_capitalised() && token.raw.len() > 1 && token.raw.chars().any(char::is_lowercase)
    });
    let mut last: Option<Place> = None;
    let mut at = 0;
    while at < reading.len() {
        let listed = last.as_ref().is_some_and(|place| continues(reading, place.to, at));
        let place = zip(reading, at)
            .or_else(|| directed(reading, at))
            .or_else(|| has_case.then(|| named(reading, at, listed)).flatten())
            .or_else(|| small_name(reading, at, listed, all_small || !has_case));
        let Some(place) = place.filter(|place| place.to > at && reading.is_free(place.from, place.to)) else {
            at += 1;
            continue;
        };
        at = place.to;
        let name = reading.slice(place.from, place.to);
        let elsewhere = reading.follows(place.from, ELSEWHERE)
            && !reading.follows(place.from, MOVES_TO)
            && !is_on_water(reading, &place);
        let is_lived_in = elsewhere && (!listed || reading.follows(place.from, &["from"]));
        let refused = is_refused(reading, &place)
            || (listed
                && last.as_ref().is_some_and(|last| {
                    is_refused(reading, last) && !reading.is(place.to, &["is", "are", "works", "would"])
                }));
        reading.take(place.from, place.to);
        if reading.mark(place.to) == Some(',')
            && reading.tokens.get(place.to + 1).is_some_and(|token| is_state(token.raw))
        {
            at = place.to + 2;
            reading.take(place.to, at);
        }
        let beside = reading.tokens.get(place.to).is_some_and(|next| protected::is_in(next.raw));
        if is_lived_in || beside || protected::is_in(name) {
            continue;
        }
        let areas = if refused { &mut facts.areas_excluded } else { &mut facts.areas };
        if !areas.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            areas.push(name.to_owned());
        }
        last = Some(Place { from: place.from, to: at });
    }
}

/// Whether the token at `at` goes on with the list of places that ended at `end`.
fn continues(text: &Text<'_>, end: usize, at: usize) -> bool {
    let joint = |i: usize| {
        text.is(i, &["or", "and", "also", "maybe", "area", "even", "the", "possibly"])
            || matches!(text.mark(i), Some(',' | '/' | '&' | '+'))
    };
    at > end && at - end <= 3 && (end..at).all(joint)
}

fn is_refused(text: &Text<'_>, place: &Place) -> bool {
    let mut at = place.from;
    while at > 0 && text.is(at - 1, BETWEEN) && !text.follows(at, REFUSALS) {
        at -= 1;
    }
    let after = [
        "is|are? too far|expensive|busy|crowded",
        "is|are? out|no",
        "is|are a no|pass|dealbreaker",
        "wont|doesnt work",
    ];
    text.follows(at, REFUSALS)
        || after
            .iter()
            .any(|pattern| text.matches(place.to, pattern).is_some_and(|end| !text.is(end, &["of"])))
}

fn is_on_water(text: &Text<'_>, place: &Place) -> bool {
    let water = ["lake", "island", "river", "bay", "beach", "creek", "side"];
    text.is(place.from.wrapping_sub(1), &["on", "the"]) && (place.from..place.to).any(|i| text.is(i, &water))
}

/// Five digits that are no amount.
fn zip(text: &Text<'_>, at: usize) -> Option<Place> {
    let raw = text.tokens.get(at)?.raw;
    let digits = raw.len() == 5 && raw.bytes().all(|byte| byte.is_ascii_digit());
    let money = matches!(text.mark(at.wrapping_sub(1)), Some('$' | '-'))
        || text.is(at + 1, &["k", "sqft", "sq", "square", "dollars", "down", "a", "per"])
        || (raw.ends_with("00")
            && text.is(
                at.wrapping_sub(1),
                &["budget", "under", "to", "max", "around", "about", "below", "have", "is"],
            ));
    (digits && !money).then_some(Place { from: at, to: at + 1 })
}

/// "south of the river", "north of 183", "east side", "south Austin", "downtown".
fn directed(text: &Text<'_>, at: usize) -> Option<Place> {
    if text.is(at, &["downtown", "midtown", "uptown"]) {
        let to = name_end(text, at + 1).unwrap_or(at + 1);
        return (!text.is(to, &["job", "office", "commute"])).then_some(Place { from: at, to });
    }
    if !text.is(at, DIRECTIONS) {
        return None;
    }
    if let Some(start) = text.matches(at, "_ of the?") {
        let to = name_end(text, start).or_else(|| text.whole(start).map(|_| start + 1)).or_else(|| {
            let hwy = text.matches(start, "hwy|highway|i|interstate|us|route|loop|fm -? #");
            hwy.or_else(|| text.matches(start, "river|creek|lake|highway|freeway|interstate|tracks|park|town|mopac|loop|bay|bridge|railroad|toll"))
        });
        return to.map(|to| Place { from: at, to });
    }
    let side = text.matches(at, "_ side|end|shore").or_else(|| text.matches(at, "_ side of town"));
    if let Some(to) = side {
        let to = if text.matches(to, "of town").is_some() { to + 2 } else { to };
        return (!text.is(to, &["of"])).then_some(Place { from: at, to });
    }
    let next = at + 1 + usize::from(text.is(at + 1, DIRECTIONS));
    if text.word(at).len() > 2 && !text.is(at, &["upper", "lower", "far"]) || next > at + 1 {
        if let Some(to) = name_end(text, next) {
            return Some(Place { from: at, to });
        }
        let small = text.tokens.get(next).is_some_and(|token| {
            token.kind == Kind::Word && !token.is_capitalised() && token.glued == text.glued(next)
        });
        let fits =
            small && !is_common(text.word(next)) && !text.is(next, &["facing", "exposure", "oriented"]);
        return fits.then_some(Place { from: at, to: next + 1 });
    }
    None
}

/// A capitalised name in a place where places stand.
fn named(reading: &Reading<'_>, at: usize, listed: bool) -> Option<Place> {
    let from = at;
    let to = name_end(reading, at)?;
    let place = Place { from, to };
    if !reading.is_free(from, to)
        || is_institution(reading.word(to - 1))
        || reading.is(to, &["here", "says", "said", "told", "again", "st", "street", "ave", "rd", "dr", "ln"])
    {
        return None;
    }
    // "412 Alder" is an address.
    if reading.number(at.wrapping_sub(1)).is_some()
        && reading.follows(at - 1, &["at|about|see|on|the|of|saw|visit|tour|listing|for|is"])
    {
        return None;
    }
    if listed || is_on_water(reading, &place) {
        return Some(place);
    }
    let before = from.wrapping_sub(1);
    let at_part_start = from == reading.part_start(from);
    let ends = |i: usize| {
        i >= reading.part_end(from)
            || reading.is_taken(i)
            || reading.number(i).is_some()
            || reading.is(i, TAILS)
            || matches!(reading.mark(i), Some('/' | '&' | '-' | '$' | '~' | '+' | '<' | ':'))
    };
    let led = reading.is(before, LEADS)
        || reading.follows(from, MOVES_TO)
        || reading.follows(from, ELSEWHERE)
        || matches!(reading.mark(before), Some(':' | '-' | '/' | '&' | '+' | '@'));
    let beside_fact = from > 0
        && (reading.is_taken(before)
            || reading.is(
                before,
                &["home", "homes", "house", "houses", "place", "apartment", "condo", "rental", "loft", "s"],
            )
            || reading.number(before).is_some());
    let fits = led || (at_part_start && ends(to)) || (beside_fact && ends(to));
    fits.then_some(place)
}

/// A name written small: after "in" and the like, before "area" or "county", or alone in a message without capitals.
fn small_name(reading: &Reading<'_>, at: usize, listed: bool, all_small: bool) -> Option<Place> {
    let is_name = |i: usize| {
        let word = reading.tokens.get(i).filter(|token| token.kind == Kind::Word && !reading.is_taken(i));
        word.is_some_and(|token| !is_common(&token.norm) && token.norm.len() > 2 && !reading.is(i, TAILS))
    };
    let opens = |i: usize| {
        is_name(i)
            || (reading
                .is(i, &["round", "cedar", "fort", "lake", "new", "spring", "big", "san", "st", "el", "la"])
                && is_name(i + 1))
    };
    let two_words = reading.is(at, &["round", "cedar", "fort", "lake", "new", "san", "el", "bee"])
        && reading.is(at + 1, &["rock", "park", "cave"]);
    if !(opens(at) || two_words) {
        return None;
    }
    let mut to = at + 1;
    while to < at + 3
        && (is_name(to)
            || reading.is(
                to,
                &[
                    "park", "rock", "hill", "hills", "springs", "city", "heights", "island", "beach",
                    "ranch", "lake", "village",
                ],
            ))
    {
        to += 1;
    }
    if reading.is(to, &["county"]) {
        return Some(Place { from: at, to: to + 1 });
    }
    let place = Place { from: at, to };
    let led = reading.is(at.wrapping_sub(1), &["in", "around", "near"]) && !reading.follows(at, ELSEWHERE);
    let small_part = reading.part_start(at) == at && reading.part_end(at) == to;
    let before_area = reading.is(to, &["area"])
        && (reading.part_start(at) == at || reading.is(at.wrapping_sub(1), &["the"]));
    let in_list = listed
        && all_small
        && (to >= reading.part_end(at)
            || reading.is_taken(to)
            || reading.is(to, TAILS)
            || reading.number(to).is_some());
    let alone = all_small && small_part && reading.len() > to - at + 2 && to - at <= 2 && at > 0;
    ((led && all_small) || before_area || in_list || alone).then_some(place)
}
