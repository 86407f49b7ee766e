//! Features that a lead wants or refuses, with the weight of the wish.

use super::extract::Facts;
use super::polarity::{Mention, Weight, weigh};
use super::reading::Reading;
use super::side::Side;
use super::tag_phrases::{NEAR, NEARBY, NEARBY_ALONE, NOT_FEATURES, PHRASES};
use super::{Tag, text::Text};

/// Fills the three lists of tags.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let mentions = mentions(reading);
    for mention in &mentions {
        reading.take(mention.from, mention.to);
    }
    if facts.side == Some(Side::Sell) {
        return;
    }
    let mut found: Vec<(Tag, Weight)> = Vec::new();
    for (place, mention) in mentions.iter().enumerate() {
        let weight = if is_either_or(reading, &mentions, place) {
            Weight::None
        } else {
            weigh(reading, &mentions, place)
        };
        let tag = mention.tag;
        // "Can't have an HOA over 100" wants the limit.
        let weight = if tag == Tag::LowHoa && weight == Weight::Refused { Weight::Must } else { weight };
        if weight == Weight::Withdrawn {
            found.retain(|(other, _)| *other != tag);
        } else if !(weight == Weight::None || (is_nuisance(tag) && weight != Weight::Refused)) {
            // What is said last about a feature counts.
            found.retain(|(other, _)| *other != tag);
            found.push((tag, weight));
        }
    }
    let pick =
        |wanted: Weight| found.iter().filter(|(_, weight)| *weight == wanted).map(|(tag, _)| *tag).collect();
    facts.must_haves = pick(Weight::Must);
    facts.nice_to_haves = pick(Weight::Nice);
    facts.dealbreakers = pick(Weight::Refused);
}

/// Things that nobody wishes for: a mention counts only when it is refused.
fn is_nuisance(tag: Tag) -> bool {
    use Tag::{BusyRoad, FloodZone, Hoa, PopcornCeiling, SharedDriveway, SharedWalls, Stairs};
    matches!(tag, BusyRoad | FloodZone | Hoa | PopcornCeiling | SharedDriveway | SharedWalls | Stairs)
}

fn mentions(reading: &Reading<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        match mention_at(reading, at) {
            Some(mention) => {
                at = mention.to.max(at + 1);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

fn mention_at(text: &Text<'_>, at: usize) -> Option<Mention> {
    // "Email me at the office" is no wish for one.
    let workplace =
        text.is(at, &["office"]) && text.follows(at, &["at|in|from|near|to|by the|my|our|his|her?"]);
    if workplace
        || NOT_FEATURES.iter().any(|pattern| text.matches(at, pattern).is_some())
        || text.is_in_name(at)
    {
        return None;
    }
    let phrases = PHRASES.iter().chain(NEARBY_ALONE);
    let plain = phrases
        .flat_map(|(tag, patterns)| patterns.iter().filter_map(|p| Some((text.matches(at, p)?, *tag))));
    let nearby = NEARBY.iter().flat_map(|(tag, patterns)| {
        patterns.iter().filter_map(|p| Some((text.matches(at, &format!("{NEAR}{p}"))?, *tag)))
    });
    let (to, tag) = garage(text, at)
        .into_iter()
        .chain(acres(text, at))
        .chain(plain)
        .chain(nearby)
        .max_by_key(|(to, _)| *to)?;
    Some(Mention { tag, from: at, to })
}

/// "2 car garage", "garage for three cars".
fn garage(text: &Text<'_>, at: usize) -> Option<(usize, Tag)> {
    let (number, end) = match text.matches(at, "# plus|+? car attached|detached|oversized? garage") {
        Some(end) => (at, end),
        None => match text.matches(at, "garage for|fits|that? fits? at? least? # car") {
            Some(end) => ((at..end).find(|&i| text.number(i).is_some())?, end),
            None => (at, text.matches(at, "# car")?),
        },
    };
    let tag = match text.number(number)? / 1000 {
        0 => return None,
        1 => Tag::Garage,
        2 => Tag::Garage2,
        _ => Tag::Garage3,
    };
    Some((end, tag))
}

/// "5+ acres", "0.6 acre", "1-2 acres": the lower figure counts.
fn acres(text: &Text<'_>, at: usize) -> Option<(usize, Tag)> {
    let milli = text.number(at)?;
    let end = ["# acre|ac", "# +|plus|ish acre|ac", "# -|to|or # acre|ac"]
        .iter()
        .find_map(|p| text.matches(at, p))?;
    match milli {
        1000.. => Some((end, Tag::Acreage)),
        500..1000 => Some((end, Tag::LargeLot)),
        _ => None,
    }
}

/// Two features joined by "or" leave open which one is wanted; refusing both is clear.
fn is_either_or(text: &Text<'_>, mentions: &[Mention], place: usize) -> bool {
    let joined = |left: Option<&Mention>, right: Option<&Mention>| {
        let (Some(left), Some(right)) = (left, right) else { return false };
        let between = left.to..right.from;
        let only_joint = between.clone().all(|i| {
            text.is(i, &["or", "a", "an", "the", "some", "at", "least", "no"]) || text.mark(i) == Some('/')
        });
        let says_or = between.clone().any(|i| text.is(i, &["or"]) || text.mark(i) == Some('/'));
        only_joint && says_or && (left.tag != right.tag || between.into_iter().any(|i| text.is(i, &["no"])))
    };
    let before = place.checked_sub(1).and_then(|i| mentions.get(i));
    let (here, after) = (mentions.get(place), mentions.get(place + 1));
    let either = joined(before, here) || joined(here, after);
    either && weigh(text, mentions, place) != Weight::Refused
}
