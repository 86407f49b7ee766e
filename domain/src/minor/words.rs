//! From text to plain words, and ages among them.

use crate::number_names::BELOW_TWENTY;

/// The sentences of a text as words: lower case, without accents and apostrophes. Commas, dashes and other marks between
/// words are words of their own. Brackets end a sentence, except those that open after "I".
pub(super) fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut sentences = vec![Vec::new()];
    let mut word = String::new();
    let text = text.to_lowercase().replace("d.o.b.", "dob ").replace("d.o.b", "dob");
    let mut chars = text.chars().map(plain).peekable();
    while let Some(c) = chars.next() {
        let in_number = word.ends_with(|c: char| c.is_ascii_digit());
        let digit_next = chars.peek().is_some_and(char::is_ascii_digit);
        if c == '\'' {
            continue;
        }
        if c.is_alphanumeric() || (matches!(c, '.' | ',' | ':') && in_number && digit_next) {
            word.push(c);
            continue;
        }
        let Some(sentence) = sentences.last_mut() else { break };
        if !word.is_empty() {
            sentence.push(std::mem::take(&mut word));
        }
        let of_me = c == '(' && sentence.last().is_some_and(|word| matches!(word.as_str(), "i" | "im"));
        if matches!(c, '.' | '!' | '?' | ';' | '\n' | '(' | ')' | '"') {
            if !of_me {
                sentences.push(Vec::new());
            }
        } else if !c.is_whitespace() {
            sentence.push(c.to_string());
        }
    }
    if let Some(sentence) = sentences.last_mut().filter(|_| !word.is_empty()) {
        sentence.push(word);
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.iter_mut().for_each(join_years);
    sentences
}

/// Letters without their accents, and one kind of apostrophe.
const fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ì' => 'i',
        'ó' | 'ò' | 'ö' | 'õ' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        '’' | '‘' | '`' | '´' => '\'',
        '–' | '—' | '‑' => '-',
        other => other,
    }
}

/// "16-year-old" and "16yo" become "16 year old".
fn join_years(words: &mut Vec<String>) {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str);
        let before = joined.last().map(String::as_str);
        let binds_years = matches!(next, Some("year" | "years" | "yr" | "yrs" | "yo"));
        let binds_old = matches!(before, Some("year" | "years" | "yr" | "yrs")) && next == Some("old");
        if word == "-" && (binds_years || binds_old) {
            continue;
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match word.strip_prefix(digits).filter(|_| !digits.is_empty()) {
            Some("yo" | "y" | "yr" | "yrs" | "yrsold" | "yearold" | "yearsold") => {
                joined.extend([digits.to_owned(), "year".to_owned(), "old".to_owned()]);
            }
            _ if word == "yo" || (word == "y" && next == Some("/")) => {
                joined.extend(["year".to_owned(), "old".to_owned()]);
            }
            _ => joined.push(word.clone()),
        }
    }
    *words = joined;
}

const SPANISH: [&str; 19] = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
];

/// The whole number that a word is, from 1 to 120; also of "16f" and "17m", as people write their age and sex.
pub(super) fn number(word: &str) -> Option<u8> {
    let named = |names: &[&str]| names.iter().position(|name| *name == word);
    match word.strip_suffix(['f', 'm']).unwrap_or(word).parse::<u8>() {
        Ok(number) => Some(number).filter(|number| (1..=120).contains(number)),
        Err(_) => {
            named(&BELOW_TWENTY[1..]).or_else(|| named(&SPANISH)).and_then(|at| u8::try_from(at + 1).ok())
        }
    }
}

/// What follows `words`, if they begin with one of these phrases.
pub(super) fn after<'a, 'w>(words: &'a [&'w str], phrases: &[&str]) -> Option<&'a [&'w str]> {
    phrases.iter().find_map(|phrase| {
        let wanted = phrase.split(' ');
        let count = wanted.clone().count();
        let begins = words.len() >= count && wanted.zip(words).all(|(wanted, word)| wanted == *word);
        begins.then(|| &words[count..])
    })
}

/// What follows any number of these filling words.
pub(super) fn skip<'a, 'w>(mut words: &'a [&'w str], fillers: &[&str]) -> &'a [&'w str] {
    while words.first().is_some_and(|word| fillers.contains(word)) {
        words = &words[1..];
    }
    words
}

/// Whether a thought ends here, or goes on with one of these words.
pub(super) fn ends_or(words: &[&str], goes_on: &[&str]) -> bool {
    words.first().is_none_or(|word| goes_on.contains(word) || *word == ",")
}
