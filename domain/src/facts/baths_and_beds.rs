//! How many bedrooms and baths.

use super::extract::Facts;
use super::reading::Reading;
use super::side::Side;
use super::text::Text;

const BED: [&str; 17] = [
    "recamara",
    "recamaras",
    "recámara",
    "recámaras",
    "cuartos",
    "habitaciones",
    "dormitorios",
    "bed",
    "beds",
    "bedroom",
    "bedrooms",
    "bd",
    "bds",
    "bdrm",
    "bdrms",
    "br",
    "brs",
];
const BATH: [&str; 9] = ["baños", "banos", "bath", "baths", "bathroom", "bathrooms", "ba", "bas", "bth"];

/// A count: at least `low`, and at most `high` where that was said. In thousandths.
#[derive(Clone, Copy)]
struct Count {
    low: Option<i64>,
    high: Option<i64>,
    from: usize,
    end: usize,
}

/// Fills the counts of bedrooms and baths.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let mut beds: Option<Count> = None;
    let mut at = 0;
    while at < reading.len() {
        let found = pair_at(reading, at)
            .or_else(|| Some((count_at(reading, at, &BED).or_else(|| studio_at(reading, at))?, None)));
        let Some((count, baths)) = found.filter(|(count, _)| reading.is_free(at, count.end)) else {
            if let Some(count) = count_at(reading, at, &BATH).filter(|count| reading.is_free(at, count.end)) {
                reading.take(at, count.end);
                facts.baths_min = facts.baths_min.or(count.low.map(halves));
                at = count.end;
            } else {
                at += 1;
            }
            continue;
        };
        reading.take(count.from, count.end);
        at = count.end;
        if facts.side != Some(Side::Sell) && is_current_home(reading, count.from) {
            continue;
        }
        let corrected = reading
            .find(reading.part_start(count.from), count.from, &["actually", "make that", "scratch"])
            .is_some();
        beds = if corrected { Some(count) } else { beds.or(Some(count)) };
        facts.baths_min = facts.baths_min.or(baths.map(halves));
    }
    let whole = |milli: i64| u8::try_from(milli / 1000).ok();
    facts.beds_min = beds.and_then(|beds| whole(beds.low?));
    facts.beds_max = beds.and_then(|beds| whole(beds.high?));
}

/// "2.5" as a number of baths.
fn halves(milli: i64) -> f32 {
    u8::try_from(milli / 500).map_or(0.0, |halves| f32::from(halves) / 2.0)
}

fn is_current_home(text: &Text<'_>, at: usize) -> bool {
    let patterns = [
        "currently",
        "we|i have a",
        "our|my current",
        "in a",
        "live|living in",
        "outgrown|outgrew",
        "selling my|our",
        "sell my|our",
    ];
    let from = text.part_start(at);
    text.find(from, at, &patterns).is_some_and(|(place, _)| {
        text.find(place, at, &["need", "want", "looking", "for"]).is_none()
            && !text.is(place.wrapping_sub(1), &["interested", "live"])
    })
}

fn small(text: &Text<'_>, at: usize) -> Option<i64> {
    text.number(at).filter(|milli| *milli < 13_000 && *milli % 500 == 0)
}

/// A count followed by one of `nouns`: "3", "3+", "3 or 4", "2-3", "at least 3", "exactly 3", "no more than 3".
fn count_at(text: &Text<'_>, at: usize, nouns: &[&str]) -> Option<Count> {
    let (low, mut end) = (small(text, at)?, at + 1);
    let plus = text.mark(end) == Some('+');
    end += usize::from(plus);
    let mut high = None;
    let joint = end + usize::from(text.mark(end) == Some(',') && text.is(end + 1, &["maybe", "possibly"]));
    let joint = joint + usize::from(text.is(joint, &["maybe", "possibly"]) && joint > end);
    if joint > end {
        high = small(text, joint);
        end = if high.is_some() { joint + 1 } else { end };
    } else if text.is(end, &["or", "to", "and", "maybe"]) || matches!(text.mark(end), Some('-' | '/')) {
        let second = end + 1 + usize::from(text.is(end + 1, &["maybe", "even"]));
        // "Three beds and two baths" is no range.
        let between = !text.is(end, &["and"]) || text.is(at.wrapping_sub(1), &["between"]);
        high = small(text, second).filter(|high| *high > low && between);
        end = if high.is_some() { second + 1 } else { end };
    }
    let more = [
        "or|and more|up|greater",
        "plus",
        "minimum|min",
        "full",
        "good|decent|nice|large|big|small|real|spacious|true|actual|separate|total",
    ];
    let minimum = ["or|and more|up|greater", "minimum|min"].iter().any(|p| text.matches(end, p).is_some());
    end = more.iter().find_map(|pattern| text.matches(end, pattern)).unwrap_or(end);
    let noun = text.is(end, nouns);
    // "Bedrooms: 3"
    let labelled = text.mark(at.wrapping_sub(1)) == Some(':') && text.is(at.wrapping_sub(2), nouns);
    if !(noun || labelled) || text.follows(at, &["not"]) {
        return None;
    }
    end += usize::from(noun);
    if nouns == BATH && text.matches(end, "and a|1 half|powder").is_some() {
        return Some(Count { low: Some(low + 500), high: None, from: at, end: end + 3 });
    }
    let before = |patterns: &[&str]| text.follows(at, patterns);
    let after = |patterns: &[&str]| patterns.iter().any(|pattern| text.matches(end, pattern).is_some());
    let count = |low, high| Some(Count { low, high, from: at, end });
    if before(&["no|not more|bigger than", "up to", "at most", "max|maximum of?", "less|fewer than"])
        || after(&["max|maximum|tops", "or less|fewer", "at most"])
    {
        return count(None, Some(high.unwrap_or(low)));
    }
    if before(&["exactly", "exactly a"]) || after(&["exactly", "no more no less", "not more not less"]) {
        return count(Some(low), Some(low));
    }
    let open = plus
        || minimum
        || before(&["at least", "minimum|min of?"])
        || after(&["minimum|min", "or more", "at least", "and|or up", "+"]);
    count(Some(low), if open { None } else { high })
}

/// "4/3", "3x2", "4 / 2.5": bedrooms, then baths.
fn pair_at(text: &Text<'_>, at: usize) -> Option<(Count, Option<i64>)> {
    let (beds, baths) = (text.whole(at)?, small(text, at + 2)?);
    let joined = text.glued(at + 1)
        && text.glued(at + 2)
        && (text.mark(at + 1) == Some('/') || text.is(at + 1, &["x"]));
    let dated = text.is(at.wrapping_sub(1), &["by", "before", "on", "until", "after"])
        || text.mark(at + 3) == Some('/')
        || text.mark(at.wrapping_sub(1)) == Some('/');
    let plausible = (1..=8).contains(&beds)
        && (1000..=7000).contains(&baths)
        && !text.is(
            at + 3,
            &[
                "acre", "mo", "month", "months", "bed", "beds", "bd", "br", "bedroom", "bedrooms", "am",
                "pm", "of",
            ],
        );
    let count = Count { low: Some(beds * 1000), high: None, from: at, end: at + 3 };
    (joined && !dated && plausible).then_some((count, Some(baths)))
}

/// "studio", "studio or 1br", "studio to 2 bed".
fn studio_at(text: &Text<'_>, at: usize) -> Option<Count> {
    if !text.is(at, &["studio", "studios"])
        || text.follows(at, &["art|music|recording|dance|yoga|pottery|photo|home|no|not a?"])
        || text.is(at + 1, &["space", "for"])
    {
        return None;
    }
    let joined = text.is(at + 1, &["or", "to"]) || matches!(text.mark(at + 1), Some('/' | '-'));
    let next = at + 2 + usize::from(text.is(at + 2, &["a"]));
    let upper = joined.then(|| count_at(text, next, &BED)).flatten();
    Some(Count {
        low: Some(0),
        high: upper.and_then(|count| count.high.or(count.low)),
        from: at,
        end: upper.map_or(at + 1, |count| count.end),
    })
}
