//! Reads one amount or one range of amounts out of text ("650-725K", "low 500s", "half a million").

use super::Per;
use crate::facts::text::Text;

/// An amount in text: a single figure or a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The lower figure in cents; equal to `high` for a single figure.
    pub low: i64,
    /// The higher figure in cents.
    pub high: i64,
    /// Said as a range.
    pub is_range: bool,
    /// Marked as money: `$`, k, thousand, million, or "the 400s".
    pub is_marked: bool,
    /// The figure as written, in thousandths, before any reading as thousands or millions.
    pub bare_milli: i64,
    /// One past the last token.
    pub end: usize,
}

/// The amount that starts at token `at`, read for `per`.
pub(crate) fn amount_at(text: &Text<'_>, at: usize, per: Per) -> Option<Amount> {
    if let Some(amount) = hundreds_range(text, at) {
        return Some(amount);
    }
    let mut first = figure_at(text, at)?;
    let after = if text.mark(first.end) == Some('+') { return Some(first.single(per)) } else { first.end };
    let between = text.is(at.wrapping_sub(1), &["between"]);
    let joined = text.mark(after) == Some('-')
        || text.is(after, &["to", "through"])
        || (between && text.is(after, &["and"]));
    let either = text.is(after, &["or"]);
    let second = if joined || either { figure_at(text, after + 1) } else { None };
    let in_hundreds = second.is_some_and(|second| first.is_count_of_hundreds_with(second, text, after + 1));
    let Some(second) = second.filter(|_| joined || in_hundreds) else { return Some(first.single(per)) };
    if in_hundreds {
        first.milli *= 100;
    }
    // "650-725K": the unit belongs to both, unless that would turn the range around ("900-1.1M").
    let shared = if first.unit.is_none() && first.milli <= second.milli { second.unit } else { first.unit };
    let low = Figure { unit: shared, ..first }.cents(per);
    let high = Figure { unit: second.unit, ..second }.cents(per);
    let is_marked = first.is_marked() || second.is_marked();
    (low <= high).then_some(Amount {
        low,
        high,
        is_range: true,
        is_marked,
        bare_milli: first.milli,
        end: second.end,
    })
}

/// Words behind a price that are not counted by its last number.
const AFTER_PRICE: &[&str] = &[
    "max", "maximum", "tops", "budget", "or", "to", "and", "at", "for", "is", "dollars", "cash", "with",
    "in", "if", "but", "the", "would", "on", "we", "i", "ish", "total", "please",
];

#[derive(Clone, Copy)]
struct Figure {
    milli: i64,
    unit: Option<i64>,
    dollar: bool,
    end: usize,
}

impl Figure {
    fn is_marked(self) -> bool {
        self.dollar || self.unit.is_some()
    }

    /// Section D: in a purchase 395 means 395,000 and 1.2 means 1.2 million; section A rule 7: below 10,000 means
    /// thousands. Rents are dollars, and "2.1" is 2,100.
    fn cents(self, per: Per) -> i64 {
        let multiple = match (self.unit, per) {
            (Some(unit), _) => unit,
            (None, Per::Purchase) if self.milli < 10_000 => 1_000_000,
            (None, Per::Purchase) if self.milli < 10_000_000 => 1_000,
            (None, Per::Month) if self.milli < 10_000 => 1_000,
            (None, _) => 1,
        };
        (self.milli / 10).saturating_mul(multiple)
    }

    /// "4 to 5 hundred", "3 to 400k": the hundreds that are said once belong to both.
    fn is_count_of_hundreds_with(self, second: Self, text: &Text<'_>, at: usize) -> bool {
        let spoken = text.word(at).ends_with("hundred");
        let figure = second.unit == Some(1_000) && !second.dollar && second.milli < 1_000_000;
        self.unit.is_none()
            && (1_000..if spoken { 100_000 } else { 10_000 }).contains(&self.milli)
            && self.milli % 1000 == 0
            && (spoken || figure)
            && second.milli >= 100_000
            && second.milli % 100_000 == 0
            && self.milli * 100 <= second.milli
    }

    /// "a million two" is 1.2 million, "a million two fifty" 1.25: unless the number counts what follows it.
    fn with_rest(self, text: &Text<'_>) -> Self {
        if self.unit != Some(1_000_000) {
            return self;
        }
        if text.matches(self.end, "and a half").is_some() {
            return Self { milli: self.milli + 500, end: self.end + 3, ..self };
        }
        let Some(rest) = text.whole(self.end).filter(|_| !text.glued(self.end)) else { return self };
        let thousands = text.is(self.end + 1, &["thousand", "k", "grand"]);
        let end = self.end + 1 + usize::from(thousands);
        let counts_nothing = end >= text.len()
            || matches!(text.mark(end), Some('.' | ',' | '-' | ')' | '+'))
            || text.is(end, AFTER_PRICE);
        match rest {
            1..=9 if !thousands && counts_nothing => Self { milli: self.milli + rest * 100, end, ..self },
            10..=999 if thousands || (rest >= 100 && counts_nothing) => {
                Self { milli: self.milli + rest, end, ..self }
            }
            _ => self,
        }
    }

    fn single(self, per: Per) -> Amount {
        let cents = self.cents(per);
        let is_marked = self.is_marked();
        Amount { low: cents, high: cents, is_range: false, is_marked, bare_milli: self.milli, end: self.end }
    }
}

fn figure_at(text: &Text<'_>, at: usize) -> Option<Figure> {
    for (pattern, milli) in
        [("half a million", 500), ("half million", 500), ("quarter million", 250), ("a million", 1000)]
    {
        if let Some(end) = text.matches(at, pattern) {
            return Some(Figure { milli, unit: Some(1_000_000), dollar: false, end }.with_rest(text));
        }
    }
    let dollar = text.mark(at) == Some('$');
    let number = at + usize::from(dollar);
    let milli = text.number(number)?;
    // "400 mil" is Spanish for 400,000; nobody has 400 million to spend.
    let unit = unit_at(text, number + 1)
        .map(|unit| if milli >= 100_000 && text.is(number + 1, &["mil"]) { 1_000 } else { unit });
    Some(Figure { milli, unit, dollar, end: number + 1 + usize::from(unit.is_some()) }.with_rest(text))
}

fn unit_at(text: &Text<'_>, at: usize) -> Option<i64> {
    match text.word(at) {
        "k" | "thousand" | "grand" => Some(1_000),
        "mil" | "mill" | "million" | "mm" => Some(1_000_000),
        "m" if text.glued(at) => Some(1_000_000),
        _ => None,
    }
}

/// "the 600s", "mid 400s", "low to mid 500s", "high 600s to mid 700s" (section D, budget).
fn hundreds_range(text: &Text<'_>, at: usize) -> Option<Amount> {
    let first = hundreds_at(text, at)?;
    let joined = text.mark(first.end) == Some('-') || text.is(first.end, &["to", "through", "or", "and"]);
    match joined.then(|| hundreds_at(text, first.end + 1)).flatten() {
        Some(second) if second.high >= first.low => {
            Some(Amount { high: second.high, end: second.end, ..first })
        }
        _ => Some(first),
    }
}

fn hundreds_at(text: &Text<'_>, at: usize) -> Option<Amount> {
    let lower = third_at(text, at);
    let mut number = at + usize::from(lower.is_some());
    let mut upper = lower;
    if lower.is_some() {
        let gap = usize::from(text.is(number, &["to"]) || matches!(text.mark(number), Some('-' | '/')));
        if let Some(third) = third_at(text, number + gap) {
            (upper, number) = (Some(third), number + gap + 1);
        }
        number += usize::from(text.is(number, &["the"]));
    }
    number += usize::from(text.mark(number) == Some('$'));
    let whole = text.whole(number)?;
    let thousands = usize::from(text.is(number + 1, &["k"]));
    let suffix = number + 1 + thousands;
    let plural = text.is(suffix, &["s"]) && (text.glued(suffix) || thousands > 0) || text.is(suffix, &["ks"]);
    if !(plural || (lower.is_some() && (100..1000).contains(&whole) && whole % 100 == 0)) {
        return None;
    }
    let (base, width, dollars) = match whole {
        1..=9 => (whole * 100, 100, 1000),
        100..=999 if whole % 100 == 0 => (whole, 100, 1000),
        100..=999 if whole % 10 == 0 => (whole, 10, 1000),
        1000..=9999 if whole % 1000 == 0 => (whole, 1000, 1),
        100_000..=999_999 if whole % 100_000 == 0 => (whole / 1000, 100, 1000),
        _ => return None,
    };
    // Lower third 400–433, middle 434–466, upper 467–499.
    let starts = [0, width / 3 + 1, width * 2 / 3 + 1];
    let ends = [width / 3, width * 2 / 3, width - 1];
    let low = base + lower.map_or(0, |third| starts[third]);
    let high = base + upper.map_or(width - 1, |third| ends[third]);
    let cents = |figure: i64| figure * dollars * 100;
    let end = if plural { suffix + 1 } else { suffix };
    Some(Amount {
        low: cents(low),
        high: cents(high),
        is_range: true,
        is_marked: true,
        bare_milli: whole * 1000,
        end,
    })
}

fn third_at(text: &Text<'_>, at: usize) -> Option<usize> {
    match text.word(at) {
        "low" | "lower" | "early" => Some(0),
        "mid" | "middle" => Some(1),
        "high" | "upper" | "late" => Some(2),
        _ => None,
    }
}
