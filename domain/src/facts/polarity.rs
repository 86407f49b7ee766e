//! The weight of a wish: must, nice to have, refused, or nothing.

use super::{Tag, text::Text};

/// A feature named in the tokens `from..to`; no tag for words that only look like one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub tag: Option<Tag>,
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

const REACH_ALL: &[(Weight, &[&str])] = &[
    (Weight::Withdrawn, &[
        "do|dont|does need|needs|require|want? a|the? anymore", "forget about?", "scratch", "never mind|nevermind", "nevermind", "no longer need|needs|want|require", "skip", "changed my|our mind about|on",
    ]),
    (Weight::None, &[
        "dont|doesnt|wouldnt|wont|not need|require|needs", "dont|doesnt have to have|be", "dont|doesnt|not care|matter about|if|for?", "no need for", "no preference", "ok|okay|fine|cool|good with", "open to", "dont|wouldnt mind", "not worried|picky|concerned about",
        "we|i|they already? have|own", "currently has|have?", "our|my current", "does|do the|it|that|this|any _? has|have|come?", "is|are there", "with or without", "regardless of", "could do without", "in need of",
    ]),
    (Weight::Refused, &[
        "no", "not", "without", "hate", "hates", "never", "cant stand|do|have|deal|handle|live|manage|climb with?", "cant", "cannot", "dont|doesnt|didnt want|like|love|do", "not want|looking for|interested in", "wont do|consider|have|live|buy", "wouldnt want|do|consider|live", "dislike", "avoid", "avoiding", "nothing with|on|near|in?", "anything but|with", "except",
        "sick|tired of", "done with", "zero", "dealbreaker|breaker|dealbreakers|breakers :?", "deal breaker|breakers :?", "away from", "allergic to", "isnt", "arent", "not a fan of", "steer clear of", "nor", "aint", "stay off", "not near|on|in|next|by", "minus", "absolutely|definitely no|not", "hard no on|to|for?", "nope to|on",
    ]),
    (Weight::Nice, &[
        "ideally", "prefer", "prefers", "preferably", "preference for", "would|i'd|we'd|i'd|he'd|she'd really? love", "love", "loves", "nice to have|haves :?", "nice if", "bonus points? if|for|:", "plus if|points", "points for|if", "hoping for", "hope for", "dream of|about", "wish list|for :?", "wishlist", "would be _? _? to have|get|find", "if possible",
        "maybe", "if it|there|they|we has|have|had|is|are|got|comes|get?", "extra for", "wants :", "nice :", "cool|great|awesome|sweet if", "perfect world", "wouldnt hurt to have", "would be happy with",
    ]),
    (Weight::Must, &[
        "need", "needs", "needing", "must", "musts", "must have|haves", "want", "wants", "have to|got", "has to", "require", "required", "looking for", "would|i'd|we'd like", "only", "with", "w /", "definitely", "essential", "give me", "just", "plus", "has", "gotta",
    ]),
];

const AFTER: &[(Weight, &[&str])] = &[
    (Weight::Withdrawn, &["is|are? no longer needed|necessary|important", "not anymore", "after all"]),
    (Weight::None, &[
        "is|are|isnt|arent? totally|perfectly|also|all|both? fine|ok|okay|good|acceptable|cool|welcome", "is|are? not|isnt|arent needed|necessary|required|important|essential|needed|critical|mandatory", "doesnt|dont matter", "isnt|arent needed|necessary|required|important|essential|mandatory|critical|a", "is|are? optional",
        "either way", "is|are? not a? deal breaker|dealbreaker", "is|are? not an? issue|problem", "not required",
    ]),
    (Weight::Refused, &[
        "is|are|would|be|a|an? be? a? deal breaker|dealbreaker", "is|are|would|'s|a? a? be? a? no|hard no|go", "is|are? out", "no way", "no thanks|thank", "wont|doesnt|dont|cant work", "is|are? not an? option", "is|are a? pass|dealbreaker|deal-breaker", "turn off", "is|are? a? hard no|pass", "not for us|me", "is|are a? problem", "scare|scares us|me", "kills it",
    ]),
    (Weight::Must, &[
        "is|are? a? must", "is|are? absolutely? required|mandatory|essential|critical|needed", "is|are? non negotiable", "nonnegotiable", "is|are very? important", "not optional", "is|are? key", "or bust",
    ]),
    (Weight::Nice, &[
        "would|could|wd|might be|make _? _? _? nice|great|lovely|cool|awesome|sweet|amazing|perfect|ideal|fantastic|wonderful|good|dream|appreciated|fun|bonus|plus|icing|happy|helpful|excellent|preferred", "'d be _? _? nice|great|lovely|cool|awesome|bonus|plus", "is|are|be|=? a|an? big|huge|nice|definite|major|real? plus|bonus", "if possible|available", "if we|you|i can|could", "preferred", "preferably", "ideally", "nice to have",
        "is|are? nice", "if there is|are? one", "if you find", "would rock", "tho|though? not a? must|essential|required", "is|are? ideal", "on the? wish list|wishlist", "would not|never? hurt", "wouldnt hurt", "would be",
    ]),
];

const FILLERS: [&str; 22] = [
    "a", "an", "the", "or", "and", "any", "some", "another", "more", "also", "big", "good", "nice", "large", "one", "maybe", "even",
    "at", "least", "both", "either", "too",
];

/// The weight of the mention at `place`: what is said right after it, else the nearest cue before it, else must.
pub(super) fn weigh(text: &Text<'_>, mentions: &[Mention], place: usize) -> Weight {
    let Some(mention) = mentions.get(place) else { return Weight::None };
    let before = cue_before(text, mentions, mention);
    let refused = matches!(before, Some((Weight::Refused | Weight::Withdrawn, _)));
    match cue_after(text, mentions, place, before.is_some()) {
        // "Not a pool, if possible" stays refused.
        Some(weight) if !(refused && weight == Weight::Nice) => weight,
        _ => before.map_or_else(|| stretched(text, mention), |(weight, _)| weight),
    }
}

/// "I'd go to 700 for a pool": nice.
fn stretched(text: &Text<'_>, mention: &Mention) -> Weight {
    let start = text.sentence_start(mention.from);
    let stretch = (start..mention.from).any(|i| text.is(i, &["stretch", "extend"]) || text.matches(i, "go up? to|as|higher").is_some());
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
        for (weight, patterns) in REACH_ALL {
            let ends = patterns.iter().filter_map(|pattern| text.matches(at, pattern)).filter(|end| *end <= mention.from);
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

fn reaches(text: &Text<'_>, mentions: &[Mention], cue: (usize, usize), mention: &Mention, part: usize, weight: Weight) -> bool {
    let (from, end) = cue;
    let listed = |i: usize| {
        text.is(i, &FILLERS) || text.mark(i) == Some(',') || mentions.iter().any(|other| (other.from..other.to).contains(&i))
    };
    if text.is(end.wrapping_sub(1), &["no", "zero"]) && end == from + 1 {
        // "No pool, yard": the refusal ends at the comma unless the list goes on with "or".
        let list = (end..mention.from).all(listed);
        let comma = (end..mention.from).any(|i| text.mark(i) == Some(','));
        let or_follows = (end..text.sentence_end(mention.from)).any(|i| text.is(i, &["or"]));
        let and_between = (end..mention.from).any(|i| text.is(i, &["and", "but"])) && !or_follows;
        return (list && (!comma || or_follows) && !and_between) || ((from >= part) && (mention.from - end <= 2) && !(end..mention.from).any(|i| text.is(i, &["but", "and", "with"])));
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
        } else if text.is(at, &["and", "or", "a", "an", "the", "both", "there", "in", "unit"]) || text.mark(at) == Some('/') {
            at += 1;
        } else {
            return None;
        }
    }
}
