//! Years of birth, in both languages.

use super::{
    english::MONTHS,
    words::{after, skip},
};

const BORN: &[&str] = &[
    "i was born in",
    "i was born on",
    "im born in",
    "i am born in",
    "my birth year is",
    "naci en",
    "yo naci en",
];
/// What may stand between "born in" and the year, beside an English month.
const BETWEEN: &[&str] = &[
    "the",
    "year",
    "late",
    "early",
    "el",
    "ano",
    "de",
    "del",
    "of",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// Whether these words say that the writer was born less than eighteen years before `year`.
pub(super) fn says(words: &[&str], starts: bool, year: i32) -> bool {
    let told = after(words, BORN).or_else(|| after(words, &["born in"]).filter(|_| starts));
    let Some(mut rest) = told else { return false };
    loop {
        let shorter = skip(skip(rest, BETWEEN), MONTHS);
        let is_day = |word: &&&str| {
            word.len() <= 4
                && word.trim_end_matches(char::is_alphabetic).parse::<u8>().is_ok_and(|day| day <= 31)
        };
        let next = shorter.first().filter(is_day).map_or(shorter, |_| &shorter[1..]);
        let next = skip(next, &[","]);
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    let born = rest.first().filter(|word| word.len() == 4).and_then(|word| word.parse::<i32>().ok());
    born.is_some_and(|born| (year - 17..=year).contains(&born))
}
