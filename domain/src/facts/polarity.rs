//! The weight of a wish: must, nice to have, refused, or nothing.

use super::polarity_cues::{AFTER, BEFORE, FILLERS};
use super::{Tag, text::Text};

/// A feature named in the tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub tag: Tag,
    pub from: usize,
    pub to: usize,
}

/// How a feature is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Must,
    Nice,
    Refused,
    /// Named without a wish: tolerated, asked about, or had already.
    None,
    /// A wish taken back.
    Withdrawn,
}

/// The weight of the mention at `place`: what is said right after it, else the nearest cue before it, else must.
pub(super) fn weigh(text: &Text<'_>, mentions: &[Mention], place: usize) -> Weight {
    let Some(mention) = mentions.get(place) else { return Weight::None };
    if is_withdrawn(text, mentions, mention) {
        return Weight::Withdrawn;
    }
    let before = cue_before(text, mentions, mention);
    let refused = matches!(before, Some((Weight::Refused | Weight::Withdrawn, _)));
    match cue_after(text, mentions, place, before.is_some()) {
        // "Not a pool, if possible" stays refused.
        Some(weight) if !(refused && weight == Weight::Nice) => weight,
        _ => before.map_or_else(|| stretched(text, mention), |(weight, _)| weight),
    }
}

/// "We wanted a pool but don't need it anymore."
fn is_withdrawn(text: &Text<'_>, mentions: &[Mention], mention: &Mention) -> bool {
    let end = text.sentence_end(mention.to);
    let end = mentions
        .iter()
        .map(|other| other.from)
        .filter(|from| *from >= mention.to)
        .min()
        .unwrap_or(end)
        .min(end);
    let patterns = [
        "dont|not need|want it|that|one",
        "changed my|our mind",
        "not anymore",
        "no longer",
        "never mind",
        "nevermind",
        "scratch that",
    ];
    text.find(mention.to, end, &patterns).is_some()
}

/// "I'd go to 700 for a pool": nice.
fn stretched(text: &Text<'_>, mention: &Mention) -> Weight {
    let start = text.sentence_start(mention.from);
    let stretch = (start..mention.from)
        .any(|i| text.is(i, &["stretch", "extend"]) || text.matches(i, "go up? to|as|higher|#").is_some());
    let bought = (text.part_start(mention.from)..mention.from).any(|i| text.is(i, &["for", "with", "if"]));
    if stretch && bought { Weight::Nice } else { Weight::Must }
}

/// The nearest cue before the mention in its sentence. Past a comma it reaches only along a plain list.
fn cue_before(text: &Text<'_>, mentions: &[Mention], mention: &Mention) -> Option<(Weight, usize)> {
    let start = text.sentence_start(mention.from);
    let part = text.part_start(mention.from);
    let mut best: Option<(Weight, usize, usize)> = None;
    for at in start..mention.from {
        if mentions.iter().any(|other| (other.from..other.to).contains(&at)) {
            continue;
        }
        for (weight, patterns) in BEFORE {
            let ends = patterns
                .iter()
                .filter_map(|pattern| text.matches(at, pattern))
                .filter(|end| *end <= mention.from);
            if let Some(end) = ends.max()
                && reaches(text, mentions, (at, end), mention, part, *weight)
                // Of two cues the later one counts, of two at one place the longer one.
                && best.is_none_or(|(_, _, best_end)| end > best_end)
            {
                best = Some((*weight, at, end));
            }
        }
    }
    best.map(|(weight, at, _)| (weight, at))
}

fn reaches(
    text: &Text<'_>,
    mentions: &[Mention],
    cue: (usize, usize),
    mention: &Mention,
    part: usize,
    weight: Weight,
) -> bool {
    let (from, end) = cue;
    let listed = |i: usize| {
        text.is(i, &FILLERS)
            || text.mark(i) == Some(',')
            || mentions.iter().any(|other| (other.from..other.to).contains(&i))
    };
    if text.is(end.wrapping_sub(1), &["no", "zero"]) && end == from + 1 {
        // "No pool, yard": the refusal ends at the comma unless the list goes on with "or".
        let list = (end..mention.from).all(listed);
        let comma = (end..mention.from).any(|i| text.mark(i) == Some(','));
        let or_follows = (end..text.sentence_end(mention.from)).any(|i| text.is(i, &["or"]));
        let and_between = (end..mention.from).any(|i| text.is(i, &["and", "but"])) && !or_follows;
        return (list && (!comma || or_follows) && !and_between)
            || ((from >= part)
                && (mention.from - end <= 2)
                && !(end..mention.from).any(|i| text.is(i, &["but", "and", "with"])));
    }
    let broken = (end..mention.from).any(|i| text.is(i, &["but", "otherwise", "though", "however"]));
    let close = weight != Weight::Refused || mention.from - end <= 6;
    (!broken && from >= part && close) || (!broken && (end..mention.from).all(listed))
}

/// A cue after the mention, in the same part; between them only other features of a list.
fn cue_after(text: &Text<'_>, mentions: &[Mention], place: usize, led: bool) -> Option<Weight> {
    let mention = mentions.get(place)?;
    let mut at = mention.to;
    let mut crossed = false;
    loop {
        let cue = AFTER.iter().find_map(|(weight, patterns)| {
            patterns.iter().any(|pattern| text.matches(at, pattern).is_some()).then_some(*weight)
        });
        if let Some(weight) = cue {
            // "Need a garage and a pool would be nice" speaks of the pool alone.
            return (!(crossed && led)).then_some(weight);
        }
        if let Some(other) = mentions.iter().find(|other| other.from == at) {
            at = other.to;
            crossed = true;
        } else if text.is(at, &["and", "or", "a", "an", "the", "both", "there", "in", "unit"])
            || matches!(text.mark(at), Some('/' | ':' | '-'))
        {
            at += 1;
        } else {
            return None;
        }
    }
}
