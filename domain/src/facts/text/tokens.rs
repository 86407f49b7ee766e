//! Splits text into words, numbers and marks.

use super::number_words;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// A number in thousandths: `1.2` is 1200.
    Number(i64),
    /// A sign that carries meaning, such as `$`, `-`, `/`, `+`, `,` or the end of a sentence (`.`).
    Mark(char),
}

/// One token of a text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    /// As written.
    pub raw: &'a str,
    /// Lower case; `n't` written `nt`, a possessive `'s` left out.
    pub norm: String,
    /// What it is.
    pub kind: Kind,
    /// Byte offset of its first byte.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Follows the token before it without white space.
    pub glued: bool,
}

impl Token<'_> {
    /// Whether the first letter is a capital.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.kind == Kind::Word && self.raw.starts_with(char::is_uppercase)
    }
}

/// A text and its tokens. All positions are indices of tokens; one past the end is never an error.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    /// The text itself.
    pub source: &'a str,
    /// Its tokens in order.
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Text<'a> {
    /// Splits `source`.
    pub(crate) fn new(source: &'a str) -> Self {
        let tokens = number_words::merge(source, &Scanner { source, at: 0, gap: true }.collect::<Vec<_>>());
        Self { source, tokens }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The normalised word at `at`; empty at a mark and outside the text.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| if matches!(token.kind, Kind::Mark(_)) { "" } else { &token.norm })
    }

    /// Whether the word at `at` is one of `words`.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The number at `at` in thousandths.
    pub(crate) fn number(&self, at: usize) -> Option<i64> {
        match self.tokens.get(at)?.kind {
            Kind::Number(milli) => Some(milli),
            _ => None,
        }
    }

    /// The whole number at `at`.
    pub(crate) fn whole(&self, at: usize) -> Option<i64> {
        self.number(at).filter(|milli| milli % 1000 == 0).map(|milli| milli / 1000)
    }

    /// The mark at `at`.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether the token at `at` follows the one before it without white space.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the word at `at` is part of a name: a capitalised word beside another one inside a sentence
    /// ("Lake View", "Lady Bird Lake").
    pub(crate) fn is_in_name(&self, at: usize) -> bool {
        let capital = |i: usize| {
            self.tokens.get(i).is_some_and(|t| t.is_capitalised() && !t.raw.chars().all(char::is_uppercase))
        };
        let follows = at > self.part_start(at) && capital(at - 1) && at - 1 > self.sentence_start(at);
        capital(at) && (capital(at + 1) || follows)
    }

    /// The text from token `from` up to (not including) token `to`, as written.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &'a str {
        let start = self.tokens.get(from).map(|token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|token| token.end);
        start.zip(end).and_then(|(start, end)| self.source.get(start..end)).unwrap_or_default()
    }

    /// The first token of the sentence that holds `at`.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        (0..at.min(self.len())).rev().find(|&i| self.mark(i) == Some('.')).map_or(0, |i| i + 1)
    }

    /// One past the last token of the sentence that holds `at`.
    pub(crate) fn sentence_end(&self, at: usize) -> usize {
        (at..self.len()).find(|&i| self.mark(i) == Some('.')).unwrap_or(self.len())
    }

    /// The first token of the part between commas that holds `at`.
    pub(crate) fn part_start(&self, at: usize) -> usize {
        (0..at.min(self.len())).rev().find(|&i| self.ends_part(i)).map_or(0, |i| i + 1)
    }

    /// One past the last token of the part between commas that holds `at`.
    pub(crate) fn part_end(&self, at: usize) -> usize {
        (at..self.len()).find(|&i| self.ends_part(i)).unwrap_or(self.len())
    }

    fn ends_part(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('.' | ',' | '(' | ')'))
    }
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    gap: bool,
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.source.get(self.at..)?;
            let first = rest.chars().next()?;
            let (length, kind) = if first.is_ascii_digit() || self.leading_point(rest) {
                let length = number_length(rest);
                (length, number(&rest[..length]).map_or(Kind::Word, Kind::Number))
            } else if first.is_alphabetic() {
                (word_length(rest), Kind::Word)
            } else if let Some(mark) = self.meaningful_mark(first, rest) {
                (first.len_utf8(), Kind::Mark(mark))
            } else {
                self.gap = !matches!(first, '\'' | '’');
                self.at += first.len_utf8();
                continue;
            };
            let (start, end) = (self.at, self.at + length);
            let raw = self.source.get(start..end)?;
            let token = Token { raw, norm: normalise(raw), kind, start, end, glued: !self.gap };
            self.at = end;
            self.gap = false;
            return Some(token);
        }
    }
}

impl Scanner<'_> {
    /// ".5", which is a number without its zero.
    fn leading_point(&self, rest: &str) -> bool {
        let mut characters = rest.chars();
        self.gap && characters.next() == Some('.') && characters.next().is_some_and(|c| c.is_ascii_digit())
    }

    fn meaningful_mark(&self, mark: char, rest: &str) -> Option<char> {
        let next = rest.chars().nth(1);
        let before = self.source.get(..self.at).and_then(|text| text.chars().next_back());
        let ends_here = next.is_none_or(|c| !c.is_alphanumeric());
        match mark {
            '.' if ends_here => Some('.'),
            '!' | '?' | ';' | '\n' | '…' | '•' => Some('.'),
            ',' => Some(','),
            // Between letters, or between a number and a word, a hyphen only joins.
            '-' | '–' | '—' | '−' => {
                let joins = |c: Option<char>| c.is_some_and(char::is_alphabetic);
                let glued = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                let word_joint = (joins(before) && glued(next)) || (joins(next) && glued(before));
                let range = before.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(|c| c.is_ascii_digit() || c == '$');
                (!word_joint || range).then_some('-')
            }
            '$' | '/' | '+' | '%' | '~' | '<' | '>' | '#' | '&' | '(' | ')' | ':' | '=' | '@' => Some(mark),
            '≈' => Some('~'),
            '≤' => Some('<'),
            '≥' => Some('>'),
            _ => None,
        }
    }
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    loop {
        while digit(at) {
            at += 1;
        }
        let group = bytes.get(at) == Some(&b',') && (1..=3).all(|i| digit(at + i)) && !digit(at + 4);
        let fraction = bytes.get(at) == Some(&b'.') && digit(at + 1);
        if !(group || fraction) {
            return at;
        }
        at += 1;
    }
}

/// The value in thousandths; `None` for what is no plain number (`1.2.3`) or is too long.
fn number(text: &str) -> Option<i64> {
    let digits = text.replace(',', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.len() > 12 || fraction.contains('.') {
        return None;
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(whole.parse::<i64>().ok()? * 1000 + thousandths.parse::<i64>().ok()?)
}

fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let inside =
            matches!(c, '\'' | '’') && characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphabetic() || inside) {
            return at;
        }
    }
    text.len()
}

fn normalise(raw: &str) -> String {
    let lower = raw.to_lowercase().replace('’', "'");
    if let Some(stem) = lower.strip_suffix("n't") {
        return format!("{stem}nt");
    }
    lower.strip_suffix("'s").map_or(lower.clone(), str::to_owned)
}
