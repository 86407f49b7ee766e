//! Sentences, clauses and words.

use super::keyword;
use super::normalise::{fold, unconfused};
use super::spelling::{contraction, expand};

/// A word in lower case without accents, contractions and short forms spelt out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word.
    pub text: String,
    /// Whether it was written with a capital, as names are.
    pub capital: bool,
}

/// A run of words without a comma or a turn such as "but" inside.
pub(crate) type Clause = Vec<Word>;

/// A sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its clauses, none of them empty.
    pub clauses: Vec<Clause>,
    /// Whether it ends with a question mark.
    pub question: bool,
}

impl Sentence {
    /// All its words.
    pub fn words(&self) -> Clause {
        self.clauses.iter().flatten().cloned().collect()
    }
}

const ABBREVIATIONS: &[&str] =
    &["mr", "mrs", "ms", "dr", "st", "ave", "ct", "rd", "sr", "sra", "dra", "no", "apt", "vs", "approx"];
const TURNS: &[&str] =
    &["but", "however", "although", "though", "pero", "aunque", "because", "porque", "except", "plus"];
const JOINTS: &[&str] = &["and", "or", "so", "y", "then"];
const NEW_SUBJECTS: &[&str] = &[
    "i", "we", "my", "the", "it", "that", "he", "she", "they", "please", "por", "can", "could", "do", "what",
    "when", "how", "stop", "quit", "remove", "take", "yo", "no", "is",
];

/// Splits visible text (see `normalise::visible`) into sentences.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut now = Sentence::default();
    let mut clause = Clause::new();
    let mut token = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| chars.get(j)).copied().unwrap_or(' ');
        let after = chars.get(i + 1).copied().unwrap_or(' ');
        let in_number = before.is_ascii_digit() && after.is_ascii_digit();
        match c {
            c if c.is_alphanumeric()
                || (c == '\'' && before.is_alphanumeric() && after.is_alphanumeric()) =>
            {
                token.push(c);
            }
            '.' | ',' | ':' if in_number => token.push(c),
            '.' if is_initial(&chars, i) || is_in_domain(&chars, i) => {}
            '.' if ABBREVIATIONS.contains(&fold(&token).as_str())
                && after == ' '
                && next_capital(&chars, i) =>
            {
                push(&mut clause, &mut token);
            }
            '.' | '!' | '?' | ';' | '\n' => {
                push(&mut clause, &mut token);
                end_clause(&mut now, &mut clause);
                now.question |= c == '?';
                if !now.clauses.is_empty() {
                    out.push(std::mem::take(&mut now));
                } else if let Some(last) = out.last_mut() {
                    last.question |= c == '?';
                }
                now.question = false;
            }
            ',' | ':' | '—' | '(' | ')' => {
                push(&mut clause, &mut token);
                end_clause(&mut now, &mut clause);
            }
            '-' if before == ' ' && after == ' ' => {
                push(&mut clause, &mut token);
                end_clause(&mut now, &mut clause);
            }
            '&' | '+' => {
                push(&mut clause, &mut token);
                clause.push(Word { text: "and".into(), capital: false });
            }
            '#' if !after.is_ascii_digit() => {
                push(&mut clause, &mut token);
                clause.push(Word { text: "number".into(), capital: false });
            }
            _ => push(&mut clause, &mut token),
        }
    }
    push(&mut clause, &mut token);
    end_clause(&mut now, &mut clause);
    if !now.clauses.is_empty() {
        out.push(now);
    }
    out
}

/// A point inside an abbreviation of single letters ("S.T.O.P.", "p.m."), where the letters stay together.
fn is_initial(chars: &[char], i: usize) -> bool {
    let letter = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| c.is_alphabetic());
    let lone = |j: usize| letter(Some(j)) && !letter(j.checked_sub(1)) && !letter(Some(j + 1));
    i > 0 && lone(i - 1) && (lone(i + 1) || (i > 2 && chars[i - 2] == '.' && letter(Some(i - 3))))
}

/// The point of "zillow.com": the name stays one word.
fn is_in_domain(chars: &[char], i: usize) -> bool {
    let ending: String = chars[i + 1..].iter().take_while(|c| c.is_alphanumeric()).collect();
    i > 0 && chars[i - 1].is_alphanumeric() && matches!(fold(&ending).as_str(), "com" | "net" | "org")
}

fn next_capital(chars: &[char], i: usize) -> bool {
    chars[i + 1..].iter().find(|c| !c.is_whitespace()).is_some_and(|c| c.is_uppercase())
}

fn push(clause: &mut Clause, token: &mut String) {
    if token.is_empty() {
        return;
    }
    let capital = token.chars().next().is_some_and(char::is_uppercase);
    let folded = unconfused(&fold(token), keyword::is_per_se);
    let parts = match folded.split_once('\'') {
        Some((before, after)) => contraction(before, after),
        None => expand(&folded),
    };
    clause.extend(parts.into_iter().map(|text| Word { text, capital }));
    token.clear();
}

fn end_clause(sentence: &mut Sentence, clause: &mut Clause) {
    let joined = join_parts(std::mem::take(clause));
    let mut part = Clause::new();
    for (i, word) in joined.iter().enumerate() {
        let next = joined.get(i + 1).map_or("", |w| w.text.as_str());
        let turn = TURNS.contains(&word.text.as_str())
            || (JOINTS.contains(&word.text.as_str()) && NEW_SUBJECTS.contains(&next) && i > 0);
        if turn && !part.is_empty() {
            sentence.clauses.push(std::mem::take(&mut part));
        }
        part.push(word.clone());
    }
    if !part.is_empty() {
        sentence.clauses.push(part);
    }
}

/// Things with "stop" in their name, wherever they do not begin a clause ("stop sign me off").
const STOP_THINGS: &[&str] = &["sign", "signs", "light", "lights", "watch", "gap", "bath"];

/// Words that belong together: "e mail" → "email", "un subscribe" → "unsubscribe", "no longer" → "nolonger";
/// and "a stop sign" → "a stopsign", which is no stop.
fn join_parts(words: Clause) -> Clause {
    let mut out: Clause = Vec::with_capacity(words.len());
    for word in words {
        let inside = out.len() > 1;
        let joins = out.last().is_some_and(|last| {
            (last.text == "e" && word.text.starts_with("mail"))
                || (last.text == "un" && word.text.starts_with("subscri"))
                || (last.text == "any" && word.text == "more")
                || (last.text == "no" && (word.text == "longer" || word.text == "one"))
                || (last.text == "news" && word.text.starts_with("letter"))
                || (last.text == "voice" && word.text.starts_with("mail"))
                || (inside && last.text == "stop" && STOP_THINGS.contains(&word.text.as_str()))
        });
        match out.last_mut() {
            Some(last) if joins => last.text.push_str(&word.text),
            _ => out.push(word),
        }
    }
    spelled_out(out)
}

/// "6am" → "6 am".
fn clock_time(word: Word) -> Vec<Word> {
    let half = ["am", "pm"].into_iter().find(|half| word.text.ends_with(half));
    let number = half
        .and_then(|half| word.text.strip_suffix(half))
        .filter(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    match (number, half) {
        (Some(number), Some(half)) => {
            [number, half].map(|text| Word { text: text.to_owned(), capital: false }).to_vec()
        }
        _ => vec![word],
    }
}

/// Three or more single letters in a row are one word.
fn spelled_out(words: Clause) -> Clause {
    let words: Clause = words.into_iter().flat_map(clock_time).collect();
    let single = |w: &Word| w.text.chars().count() == 1 && w.text.chars().all(char::is_alphabetic);
    let mut out = Clause::new();
    let mut i = 0;
    while i < words.len() {
        let run = words[i..].iter().take_while(|w| single(w)).count();
        if run >= 3 {
            let text: String = words[i..i + run].iter().map(|w| w.text.as_str()).collect();
            out.push(Word { text, capital: words[i].capital });
            i += run;
        } else {
            out.push(words[i].clone());
            i += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        sentences(text)
            .iter()
            .flat_map(|s| &s.clauses)
            .map(|c| c.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn texts_fall_into_clauses() {
        assert_eq!(
            clauses("Don't text, e-mail is ok. At 2:30 p.m. then?"),
            ["do not text", "email is ok", "at 2:30 pm then"]
        );
        assert_eq!(clauses("I'm not Mr. Feld! S.T.O.P."), ["i am not mr feld", "stop"]);
        assert_eq!(clauses("calls are fine but texts aren't"), ["calls are fine", "but texts are not"]);
    }
}
