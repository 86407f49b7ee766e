//! Tier 1: the keywords of 47 CFR 64.1200(a)(10), those of the providers, and their Spanish counterparts.

use super::normalise::{compact, unconfused};
use super::pattern;
use super::words::Word;

/// Keywords as compact text, in the order in which a repeated one is searched for.
const KEYWORDS: &[&str] = &[
    "stopall",
    "stop",
    "unsubscribe",
    "cancel",
    "quit",
    "revoke",
    "optout",
    "end",
    "alto",
    "basta",
    "parar",
    "cancelar",
];

/// Other whole texts that mean the same.
const SYNONYMS: &[&str] = &[
    "remove",
    "removeme",
    "delete",
    "stopit",
    "stopthis",
    "pare",
    "paren",
    "para",
    "detener",
    "detenganse",
    "detente",
    "salir",
    "baja",
    "cancele",
    "cancelen",
    "cancela",
    "desuscribir",
    "nomas",
    "yabasta",
    "unsub",
    "arret",
    "opt",
    "stopnow",
    "dnc",
    "halt",
    "cease",
    "optmeout",
    "yano",
    "deja",
    "dejen",
    "dejeme",
    "stop2end",
    "stop2quit",
    "stop2stop",
    "stop2cancel",
    "stop2optout",
    "stoptoend",
    "stoptoquit",
];

/// Real words that are one slip away from a keyword.
const REAL: &[&str] = &[
    "shop",
    "step",
    "atop",
    "top",
    "stow",
    "slop",
    "swop",
    "quiet",
    "quite",
    "suit",
    "quip",
    "evoke",
    "and",
    "send",
    "ends",
    "bend",
    "lend",
    "mend",
    "tend",
    "pasta",
    "casta",
    "hasta",
    "canal",
    "altos",
    "alta",
    "salto",
    "auto",
    "asta",
    "vasta",
    "pagar",
    "pasar",
    "parir",
    "tarar",
    "stops",
    "spot",
    "post",
    "stoop",
    "hand",
    "land",
    "en",
    "ed",
    "enc",
    "eng",
    "gusta",
    "cancer",
    "revoked",
    "invoke",
    "stay",
    "soap",
    "quid",
    "guit",
    "unit",
    "aldo",
    "also",
    "bata",
    "busta",
    "cancelled",
    "stomp",
    "strop",
    "stopped",
];

/// Keywords that a number may follow or precede: "STOP 2" has no other object.
const NUMBERED: &[&str] = &["stop", "stopall", "unsubscribe", "quit", "revoke", "optout", "unsub"];

/// Whether a folded word is a keyword exactly as the rule has it.
pub(super) fn is_per_se(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether the whole text is a keyword, whatever its case, width, spacing, punctuation, script and emoji.
pub(super) fn is_keyword(text: &str) -> bool {
    let bare =
        text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".,!#*-\"'()".contains(c));
    if bare.len() < text.len() && NUMBERED.contains(&unconfused(&compact(bare), is_per_se).as_str()) {
        return true;
    }
    let text = unconfused(&compact(text), |word| is_per_se(unrepeated(word)));
    let once = unrepeated(&text);
    KEYWORDS.contains(&once) || SYNONYMS.contains(&once) || is_misspelling(once)
}

/// Whether a clause says nothing but a keyword and politeness: "stop please", "ok unsubscribe thanks".
pub(super) fn is_keyword_clause(words: &[Word]) -> bool {
    const ALONE: &[&str] = &[
        "^ stop|stopall|unsubscribe|quit|revoke|desist|cease|dnc $",
        "^ stop this|it|all|everything|immediately|now|that $",
        "^ opt out $",
        "^ alto|basta|parar|paren|pare $",
        "^ ya? basta ya? $",
        "^ ya pare|paren|deje|dejen $",
    ];
    pattern::any(ALONE, words)
}

/// Whether the whole text is "end" or "cancel" with politeness; inside a longer text these have objects.
pub(super) fn is_polite_keyword(words: &[Word]) -> bool {
    const ALONE: &[&str] = &[
        "^ end|cancel|remove|halt|pare|para|cancelar|detener|detengan|cancele|cancelen $",
        "^ cancel|end this|it|all|everything $",
    ];
    is_keyword_clause(words) || pattern::any(ALONE, words)
}

/// "stopstopstop" → "stop".
fn unrepeated(text: &str) -> &str {
    KEYWORDS
        .iter()
        .find(|keyword| {
            let rest = text.replace(*keyword, "");
            !text.is_empty() && rest.is_empty()
        })
        .copied()
        .unwrap_or(text)
}

fn is_misspelling(text: &str) -> bool {
    let length = text.chars().count();
    let drawn: String = undoubled(text);
    let looks = text.replace('0', "o").replace('5', "s").replace('1', "l");
    if KEYWORDS.iter().any(|k| undoubled(k) == drawn || *k == looks) && length >= 3 {
        return true;
    }
    let slips = |keyword: &&&str| match keyword.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    length >= 3
        && text.chars().all(char::is_alphabetic)
        && !REAL.contains(&text)
        && KEYWORDS.iter().any(|k| {
            let distance = strsim::osa_distance(text, k);
            distance > 0
                && distance <= slips(&k)
                && (length > 3 || k.starts_with("st") && text.starts_with('s'))
        })
}

fn undoubled(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p45_every_keyword_counts() {
        for text in [
            "stop",
            "QUIT",
            "End.",
            "revoke!",
            "opt out",
            "OPT-OUT",
            "optout",
            "cancel",
            "unsubscribe",
            "StopAll",
            "stop all",
            "alto",
            "Basta",
            "parar",
            "cancelar",
            "stop stop stop",
            "\"STOP\"",
            "STOPPP",
            "stpo",
            "st0p",
            "unsubscribre",
            "unsubcribe",
            "cancle",
            "qiut",
            "revok",
            "S T O P",
            "stip",
            "dtop",
            "sotp",
            "unsuscribe",
        ] {
            assert!(is_keyword(text), "{text}");
        }
    }

    #[test]
    fn words_that_look_like_keywords_do_not() {
        for text in [
            "weekend",
            "quite",
            "unstoppable",
            "shop",
            "hasta",
            "pasta",
            "step",
            "send",
            "and",
            "ok",
            "",
            "irrevocable",
            "yes",
            "start",
            "help",
            "👍",
        ] {
            assert!(!is_keyword(text), "{text}");
        }
    }
}
