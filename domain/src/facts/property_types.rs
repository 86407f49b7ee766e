//! The kinds of property that a lead would take.

use super::extract::Facts;
use super::reading::Reading;
use super::side::Side;
use super::text::Text;
use serde::{Deserialize, Serialize};

/// A kind of property. Apartment, loft, home and place name none (data rules, section D).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PropertyType {
    /// A detached house.
    SingleFamily,
    /// A condominium.
    Condo,
    /// A house in a row.
    Townhouse,
    /// Two to four homes under one roof.
    MultiFamily,
    /// Built in a factory.
    Manufactured,
    /// Land without a home.
    Land,
}

const KINDS: &[(PropertyType, &[&str])] = &[
    (
        PropertyType::SingleFamily,
        &[
            "single family home|house|detached?",
            "sfh",
            "sfr",
            "house",
            "detached home|house?",
            "bungalow",
            "ranch style? home|house?",
            "rancher",
            "cabin",
            "casa",
            "stand alone|standalone home|house",
        ],
    ),
    (PropertyType::Condo, &["condo", "condominium"]),
    (
        PropertyType::Townhouse,
        &["townhouse", "townhome", "town house|home", "row home|house", "rowhouse", "rowhome"],
    ),
    (
        PropertyType::MultiFamily,
        &[
            "duplex",
            "triplex",
            "fourplex",
            "four plex",
            "quadplex",
            "quad plex",
            "multi family",
            "multifamily",
            "two|2|three|3|four|4 flat",
            "two|2|three|3|four|4 unit building|property",
        ],
    ),
    (
        PropertyType::Manufactured,
        &[
            "manufactured home|house?",
            "mobile home",
            "modular home|house?",
            "double|single wide",
            "doublewide",
            "trailer home",
        ],
    ),
    (
        PropertyType::Land,
        &[
            "land",
            "vacant|empty|buildable|raw lot|land",
            "lot to build on?",
            "a lot in|near|to",
            "lots to build",
        ],
    ),
];
const NOT_KINDS: [&str; 12] = [
    "guest house|cottage",
    "open house",
    "house hunting|hunt|payment|warming|guest|keeper|sitter|rules",
    "in house",
    "house hack|poor",
    "power house",
    "on the house",
    "land line|lord",
    "condo fee|dues|association|hoa",
    "horse ranch",
    "house is|was|on|goes|sells|sold|closes|closed",
    "full house",
];

/// Fills the kinds of property.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    if facts.side == Some(Side::Sell) {
        return;
    }
    let mut kinds = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        let found = KINDS
            .iter()
            .flat_map(|(kind, patterns)| patterns.iter().map(move |pattern| (*kind, pattern)))
            .filter_map(|(kind, pattern)| Some((reading.matches(at, pattern)?, kind)))
            .max_by_key(|(end, _)| *end);
        let Some((end, kind)) =
            found.filter(|(end, kind)| reading.is_free(at, *end) && is_wanted(reading, at, *end, *kind))
        else {
            at = found.map_or(at + 1, |(end, _)| end);
            continue;
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        reading.take(at, end);
        at = end;
    }
    // "A house on some land" is no wish for bare land.
    if kinds.len() > 1 {
        kinds.retain(|kind| {
            *kind != PropertyType::Land || reading.says(&["or land", "or|and? vacant|raw|buildable land|lot"])
        });
    }
    facts.property_types = kinds;
}

fn is_wanted(text: &Text<'_>, at: usize, end: usize, kind: PropertyType) -> bool {
    let compound = (at.saturating_sub(1)..=at)
        .any(|i| NOT_KINDS.iter().any(|p| text.matches(i, p).is_some_and(|to| to > at)));
    let owned = text.follows(at, &[
        "my|our|his|her|their|mom|dad|parent|current|this|that|saw|sister|brother|neighbor|grandma old|current?", "the", "sell a|the|our|my", "selling a|the|our|my", "sale of a|the|our|my", "we|i own|have|rent a", "live|living in a", "we're|i'm in a", "outgrown our|my", "list my|our|the", "the _",
        "from a|our|my|the",
    ]);
    let refused = (text.part_start(at)..at).any(|i| {
        text.is(
            i,
            &["no", "not", "without", "hate", "dont", "never", "avoid", "cant", "isnt", "wont", "nothing"],
        )
    }) && !(text.part_start(at)..at)
        .any(|i| text.is(i, &["but", "just", "only", "mind", "care", "if"]));
    let refused_after = text.matches(end, "is|are? out|no|dealbreaker").is_some();
    let named = text.tokens.get(at).is_some_and(super::text::Token::is_capitalised)
        && at > text.sentence_start(at)
        && text.tokens.get(at - 1).is_some_and(super::text::Token::is_capitalised)
        && at - 1 > text.sentence_start(at);
    let bit_of_land = kind == PropertyType::Land
        && text.follows(
            at,
            &["with a|some|more|lots|plenty|bit|little? of?", "of", "some", "more", "acre|acres of"],
        );
    !(compound || owned || refused || refused_after || named || bit_of_land)
}
