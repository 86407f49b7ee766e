//! The home that a lead sells before buying another: its rooms, kind and place are no wish.

use super::area_names::name_end;
use super::place_words::is_common;
use super::reading::Reading;

/// Words that begin the mention of it.
const BEGINS: [&str; 3] = [
    "sell|selling|sold my|our|mom|dad",
    "list|listing my|our",
    "i|we|to|i'm|im|am|are|have sell|selling|sold the|this|his|her|their|a|an",
];
/// Its kind.
const HOMES: [&str; 2] = [
    "house|home|condo|place|townhouse|townhome|property|apartment|duplex|bungalow|ranch|cabin|casa",
    "bed|bedroom|br|bd",
];
/// Words behind "my house" that tell that it is to be sold.
const TO_BE_SOLD: [&str; 4] = [
    "is|are? for sale",
    "is|goes|going on the market",
    "is|are? listed|selling|sold",
    "has|needs|have|need? to sell|close first?",
];
/// Words that no mention goes beyond.
const BREAKS: [&str; 9] = ["and", "then", "before", "so", "to", "but", "want", "need", "looking"];

/// Marks the mentions as read, before anything else is.
pub(super) fn take(reading: &mut Reading<'_>) {
    for at in 0..reading.len() {
        let begun = BEGINS.iter().find_map(|pattern| reading.matches(at, pattern));
        let Some(home) = home_end(reading, begun.unwrap_or(at + 1)) else { continue };
        let end = place_end(reading, home).unwrap_or(home);
        let said = |patterns: &[&str]| patterns.iter().any(|pattern| reading.matches(end, pattern).is_some());
        let owned = reading.is(at, &["my", "our"]) && said(&TO_BE_SOLD);
        let has_one = reading.is(at, &["the"]) || reading.follows(at, &["own|owns|have|has|got"]);
        if begun.is_some() || owned || (has_one && said(&TO_BE_SOLD[3..])) {
            reading.take(at, end);
        }
    }
}

/// One past the word for the home, which stands in the same part within a few words.
fn home_end(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let to = (from + 7).min(reading.part_end(from));
    let to = (from..to).find(|&i| reading.is(i, &BREAKS)).unwrap_or(to);
    let [kind, rooms] = HOMES;
    let (_, end) = reading.find(from, to, &[kind]).or_else(|| reading.find(from, to, &[rooms]))?;
    Some(end)
}

/// One past "in Tampa".
fn place_end(reading: &Reading<'_>, home: usize) -> Option<usize> {
    let from = reading.matches(home, "in|at|on|near|around")?;
    let small = !is_common(reading.word(from)) && reading.number(from).is_none();
    name_end(reading, from).or_else(|| small.then_some(from + 1))
}

/// Whether the sentence goes on to buying: then the home is sold first.
pub(super) fn is_sold_first(reading: &Reading<'_>) -> bool {
    const BUYS: [&str; 7] = [
        "first",
        "before we|i buy|purchase|move|look",
        "before buying|purchasing|moving|looking",
        "and|then|to buy|purchase|buying",
        "then look|looking|find|move|get",
        "so that? we|i can? buy|purchase|move",
        "before|until we|i can|could? buy|purchase",
    ];
    (0..reading.len()).any(|at| {
        let begun = BEGINS.iter().find_map(|pattern| reading.matches(at, pattern));
        let home = begun.and_then(|from| home_end(reading, from));
        home.is_some_and(|home| reading.find(home, reading.sentence_end(home), &BUYS).is_some())
    })
}
