//! Joins number words into numbers: "six fifty" is 650, "twelve hundred" 1,200, "two and a half" 2.5.

use super::{Kind, Token};
use crate::number_names::BELOW_TWENTY;

/// Replaces every run of number words by one number token.
pub(super) fn merge<'a>(source: &'a str, tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut merged = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (value, mut next) = match token.kind {
            Kind::Number(milli) if is_count_of_hundreds(tokens, at, milli) => (Some(milli * 100), at + 2),
            Kind::Number(milli) => (Some(milli), at + 1),
            _ if let Some((value, next)) = pointed(tokens, at) => (Some(value), next),
            _ => spoken(tokens, at).map_or((None, at + 1), |(value, next)| (Some(value * 1000), next)),
        };
        let half = value.and_then(|_| and_a_half(tokens, next));
        next = half.unwrap_or(next);
        match (value, tokens.get(next - 1)) {
            (Some(value), Some(last)) if next > at + 1 || token.kind == Kind::Word => {
                let raw = source.get(token.start..last.end).unwrap_or(token.raw);
                let value = if half.is_some() { value + 500 } else { value };
                let (start, end, glued) = (token.start, last.end, token.glued);
                merged.push(Token {
                    raw,
                    norm: raw.to_lowercase(),
                    kind: Kind::Number(value),
                    start,
                    end,
                    glued,
                });
            }
            _ => merged.push(token.clone()),
        }
        at = next;
    }
    merged
}

/// "5 hundred".
fn is_count_of_hundreds(tokens: &[Token<'_>], at: usize, milli: i64) -> bool {
    (1_000..100_000).contains(&milli) && milli % 1000 == 0 && word(tokens, at + 1) == "hundred"
}

/// "one point two", in thousandths.
fn pointed(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (whole, next) = below_hundred(tokens, at)?;
    let tenths = value(word(tokens, next + 1)).filter(|digit| *digit < 10)?;
    (word(tokens, next) == "point").then_some((whole * 1000 + tenths * 100, next + 2))
}

fn word<'t>(tokens: &'t [Token<'_>], at: usize) -> &'t str {
    tokens.get(at).filter(|token| token.kind == Kind::Word).map_or("", |token| &token.norm)
}

/// "and a half" or "1/2" after a number.
fn and_a_half(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if word(tokens, at) == "and" && word(tokens, at + 1) == "a" && word(tokens, at + 2) == "half" {
        return Some(at + 3);
    }
    let kind = |i: usize| tokens.get(i).map(|token| token.kind);
    let fraction = [kind(at), kind(at + 1), kind(at + 2)];
    let one_half = [Some(Kind::Number(1000)), Some(Kind::Mark('/')), Some(Kind::Number(2000))];
    let apart = tokens.get(at).is_some_and(|token| !token.glued);
    (fraction == one_half && apart).then_some(at + 3)
}

fn spoken(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let (first, next) = below_hundred(tokens, at)?;
    if word(tokens, next) == "hundred" {
        let after = if word(tokens, next + 1) == "and" { next + 2 } else { next + 1 };
        // "between three hundred and three fifty": the "and" belongs to "between", unless another one follows.
        let of_between = after == next + 2 && at > 0 && word(tokens, at - 1) == "between";
        return Some(match below_hundred(tokens, after) {
            Some((rest, end)) if first < 20 && (!of_between || and_follows(tokens, end)) => {
                (first * 100 + rest, end)
            }
            _ => (first * 100, next + 1),
        });
    }
    match below_hundred(tokens, next) {
        Some((rest, end)) if first < 20 && rest >= 10 => Some((first * 100 + rest, end)),
        _ => Some((first, next)),
    }
}

/// Whether another "and" follows, past the unit of the number: "fifty thousand and".
fn and_follows(tokens: &[Token<'_>], end: usize) -> bool {
    let unit = usize::from(matches!(word(tokens, end), "thousand" | "k" | "grand"));
    word(tokens, end + unit) == "and"
}

fn below_hundred(tokens: &[Token<'_>], at: usize) -> Option<(i64, usize)> {
    let first = value(word(tokens, at))?;
    match value(word(tokens, at + 1)) {
        Some(ones) if first >= 20 && ones < 10 => Some((first + ones, at + 2)),
        _ => Some((first, at + 1)),
    }
}

fn value(word: &str) -> Option<i64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place =
        |list: &[&str]| list.iter().position(|name| *name == word).and_then(|at| i64::try_from(at).ok());
    place(&BELOW_TWENTY).or_else(|| place(&TENS).map(|at| (at + 2) * 10))
}
