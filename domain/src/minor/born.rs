//! Dates and years of birth, in both languages.

use super::{
    english::{GOES_ON, MONTHS},
    own,
    words::{after, ends_or},
};

/// What only the writer's own birth is called.
const BORN: &[&str] = &[
    "i was born",
    "im born",
    "i am born",
    "i got born",
    "my birth year is",
    "my birth year",
    "my birthday is",
    "my birthday was",
    "my bday is",
    "my birthdate is",
    "my birth date is",
    "my dob is",
    "my date of birth is",
    "naci",
    "yo naci",
    "mi cumpleanos es",
    "mi fecha de nacimiento es",
];
/// The same, where a thought about the writer begins, and not "mother of two, born 2012 and 2014".
const BARE: &[&str] =
    &["born", "birthday", "my birthday", "bday", "my bday", "nacido", "nacida", "cumpleanos"];
/// The heading of a date of birth, wherever nobody else has been named.
const HEADINGS: &[&str] = &[
    "my dob",
    "dob",
    "d o b",
    "date of birth",
    "birth date",
    "birthdate",
    "year of birth",
    "fecha de nacimiento",
];
/// What may stand between these words and the year, beside months.
const BETWEEN: &[&str] = &[
    "the", "year", "late", "early", "el", "ano", "de", "del", "of", "in", "on", "en", "is", "was", "es",
    "fue", "dia", ",", "/", "-", ":", "=",
];
const SPANISH_MONTHS: &[&str] = &[
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
/// The youngest who write: a later year is that of a coming birthday.
const YOUNGEST: i32 = 5;

/// Whether these words, which come after `earlier`, say that the writer was born less than eighteen years before `year`.
pub(super) fn says(words: &[&str], earlier: &[&str], year: i32) -> bool {
    let is_own = |rest: &&[&str]| own::begins(earlier) && !earlier.contains(&"of") && own::nobody_else(rest);
    let told = after(words, BORN)
        .or_else(|| after(words, BARE).filter(is_own))
        .or_else(|| after(words, HEADINGS).filter(|_| own::nobody_else(earlier)));
    let born = told.and_then(|rest| birth_year(rest, year));
    born.is_some_and(|born| (year - 17..=year - YOUNGEST).contains(&born))
}

/// The year of the date with which `rest` begins: "May 5, 2010", "3/4/2011", "2009-12-01", "in '09".
fn birth_year(rest: &[&str], today: i32) -> Option<i32> {
    let (mut small, mut month) = (Vec::new(), false);
    let mut end = 0;
    for word in rest {
        month |= MONTHS.contains(word) || SPANISH_MONTHS.contains(word);
        let numbers: Vec<&str> = word.split(['.', ',', ':']).collect();
        if numbers.iter().all(|number| number.len() <= 4 && day(number).is_some()) {
            small.extend(numbers);
        } else if let Some(year) = numbers.iter().rev().find_map(|number| year_of(number)) {
            return Some(year);
        } else if !(BETWEEN.contains(word) || MONTHS.contains(word) || SPANISH_MONTHS.contains(word)) {
            break;
        }
        end += 1;
    }
    let short = match small.as_slice() {
        [_, _, year] => Some(*year),
        [_, year] if month => Some(*year),
        [year] if !month && rest.first() == Some(&"in") && ends_or(&rest[end..], GOES_ON) => Some(*year),
        _ => None,
    };
    let short = short.filter(|year| year.len() == 2).and_then(|year| year.parse::<i32>().ok())?;
    Some(if 2000 + short <= today { 2000 + short } else { 1900 + short })
}

/// A day or a month as a number, or the last two digits of a year.
fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let suffix = word.strip_prefix(digits)?;
    let number = digits.parse::<u8>().ok().filter(|number| *number <= 99)?;
    matches!(suffix, "" | "st" | "nd" | "rd" | "th").then_some(number)
}

/// The year of "2010", or of a whole date in eight digits as Americans write it: "05062010".
fn year_of(word: &str) -> Option<i32> {
    let (month, rest) = word.split_at_checked(2)?;
    let (date, year) = rest.split_at_checked(2)?;
    let within = |part: &str, most| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    full_year(word).or_else(|| full_year(year).filter(|_| within(month, 12) && within(date, 31)))
}

fn full_year(word: &str) -> Option<i32> {
    let year = word.parse::<i32>().ok().filter(|_| word.len() == 4)?;
    (1900..2100).contains(&year).then_some(year)
}
