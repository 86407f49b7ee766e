//! The plainest words of minors in languages that the product does not speak otherwise: their age, and "a minor".

use super::words::{after, ends_or, number, skip};

/// How ages are said in a language.
struct Tongue {
    /// What stands before the number.
    says: &'static [&'static str],
    /// What may stand between.
    fillers: &'static [&'static str],
    /// "Years", "years old".
    years: &'static [&'static str],
    /// Whether the number is an age only with its years.
    counted: bool,
    /// How a thought goes on after an age.
    goes_on: &'static [&'static str],
    /// "I am a minor".
    minor: &'static [&'static str],
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        says: &["ich bin", "ich werde"],
        fillers: &["erst", "gerade", "schon", "noch", "fast", "nur", "bald"],
        years: &["jahre alt", "jahre jung", "jahre"],
        counted: false,
        goes_on: &["und", "aber", "also", "darf", "kann", "geworden"],
        minor: &[
            "ich bin minderjahrig",
            "ich bin noch minderjahrig",
            "ich bin noch nicht 18",
            "ich bin unter 18",
        ],
    },
    Tongue {
        says: &["jai", "je nai que"],
        fillers: &["seulement", "juste", "bientot", "presque"],
        years: &["ans"],
        counted: true,
        goes_on: &["et", "mais", "donc", "je"],
        minor: &["je suis mineur", "je suis mineure", "je suis encore mineur", "je suis encore mineure"],
    },
    Tongue {
        says: &["tenho", "eu tenho", "vou fazer"],
        fillers: &["so", "apenas", "quase"],
        years: &["anos"],
        counted: true,
        goes_on: &["e", "mas", "posso"],
        minor: &["sou menor de idade", "sou menor"],
    },
    Tongue {
        says: &["ho"],
        fillers: &["solo", "appena", "quasi"],
        years: &["anni"],
        counted: true,
        goes_on: &["e", "ma", "posso"],
        minor: &["sono minorenne", "sono ancora minorenne"],
    },
];

/// Whether these words say that the writer is under 18.
pub(super) fn says(words: &[&str]) -> bool {
    TONGUES.iter().any(|tongue| {
        let minor = after(words, tongue.minor);
        minor.is_some_and(|rest| ends_or(rest, tongue.goes_on))
            || after(words, tongue.says).is_some_and(|rest| aged(skip(rest, tongue.fillers), tongue))
    })
}

fn aged(rest: &[&str], tongue: &Tongue) -> bool {
    let years = rest.first().and_then(|word| number(word)).filter(|years| (8..18).contains(years));
    years.is_some_and(|_| match after(&rest[1..], tongue.years) {
        Some(rest) => ends_or(rest, tongue.goes_on),
        None => !tongue.counted && ends_or(&rest[1..], tongue.goes_on),
    })
}
