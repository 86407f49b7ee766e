//! What never changes the class of a keyword.

use super::sms;
use crate::reply::{Class, Tier};
use proptest::prelude::*;

const KEYWORDS: [&str; 13] = [
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "opt out",
    "optout",
    "alto",
    "basta",
    "parar",
    "cancelar",
];

fn wide(c: char) -> char {
    if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}

proptest! {
    #[test]
    fn p45_case_width_and_decoration_never_hide_a_keyword(
        at in 0..KEYWORDS.len(),
        upper in proptest::collection::vec(any::<bool>(), 16),
        full in proptest::collection::vec(any::<bool>(), 16),
        hidden in proptest::collection::vec(prop::option::of(prop::sample::select(vec!['\u{200B}', '\u{200D}', '\u{FEFF}', '\u{00AD}', '\u{2060}'])), 16),
        before in "[ \"'(*!.🛑🙏😡\n-]{0,4}",
        after in "[ \"')*!.,?🛑🙏😡\n-]{0,4}",
    ) {
        let mut text = before;
        for (i, c) in KEYWORDS[at].chars().enumerate() {
            let c = if upper[i] { c.to_ascii_uppercase() } else { c };
            text.push(if full[i] { wide(c) } else { c });
            text.extend(hidden[i]);
        }
        text.push_str(&after);
        let reading = sms(&text);
        prop_assert_eq!(reading.class, Class::OptOut, "{}", text);
        prop_assert_eq!(reading.tier, Some(Tier::Keyword));
    }

    #[test]
    fn reading_any_text_ends(text in "\\PC{0,80}") {
        let _ = sms(&text);
    }

    #[test]
    fn a_request_survives_politeness_and_shouting(polite in prop::sample::select(vec!["", "please ", "Hi, ", "Hello! ", "ok "]), loud in any::<bool>()) {
        let text = format!("{polite}stop texting me");
        let text = if loud { text.to_uppercase() } else { text };
        prop_assert_eq!(sms(&text).class, Class::OptOut, "{}", text);
    }
}
