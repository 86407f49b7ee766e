//! A lead's links are theirs alone: whoever reads a message that carried them sees that there was a link, not which.

/// The letters of a token: 24 bytes in base64url without padding (see [`crate::vault::token`]).
const LETTERS: usize = 32;
/// What stands before a token.
const PATHS: [&str; 3] = ["/n/", "/u/", "/me/"];

/// `text` with the tokens of its links taken out (P-21).
pub fn hide_tokens(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = next_token(rest) {
        shown.push_str(before);
        shown.push('…');
        rest = after;
    }
    shown + rest
}

/// The words of a message as people and programs of the account may read them: without the tokens of the lead's links,
/// and without the code by which only the lead shows who they are (P-64).
pub fn shown(purpose: &str, text: &str) -> String {
    let text = hide_tokens(text);
    if purpose == "privacy_request" { hide_codes(&text) } else { text }
}

/// `text` with every six digits in a row taken out.
fn hide_codes(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut digits = String::new();
    let flush = |digits: &mut String, shown: &mut String| {
        shown.push_str(if digits.len() == 6 { "••••••" } else { digits.as_str() });
        digits.clear();
    };
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            flush(&mut digits, &mut shown);
            shown.push(letter);
        }
    }
    flush(&mut digits, &mut shown);
    shown
}

/// What stands before and after the first token.
fn next_token(text: &str) -> Option<(&str, &str)> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.match_indices('/').find_map(|(at, _)| {
        let path = PATHS.into_iter().find(|path| text[at..].starts_with(path))?;
        let start = at + path.len();
        let letters = text.as_bytes()[start..].iter().take_while(|byte| is_letter(byte)).count();
        (letters == LETTERS).then(|| (&text[..start], &text[start + letters..]))
    })
}

#[cfg(test)]
mod tests {
    use super::{hide_tokens, shown};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn p21_no_token_is_shown(before in ".{0,20}", path in "/(n|u|me)/", after in "[ .,)>\n].{0,20}") {
            let token = crate::vault::token();
            let shown = hide_tokens(&format!("{before}{path}{token}{after}"));
            prop_assert!(!shown.contains(&token));
            prop_assert_eq!(shown, format!("{before}{path}…{after}"));
        }
    }

    #[test]
    fn other_words_stay() {
        for text in ["", "and/or", "/n/short", "see https://homes.example/u/", "½ /me/ ½", "/n/é"] {
            assert_eq!(hide_tokens(text), text);
        }
    }

    #[test]
    fn p64_a_code_is_for_the_lead_alone() {
        assert_eq!(shown("privacy_request", "Your code is 012345."), "Your code is ••••••.");
        assert_eq!(
            shown("privacy_request", "Call 5125550100 by 2026-11-24"),
            "Call 5125550100 by 2026-11-24"
        );
        assert_eq!(shown("conversation", "The lockbox is 012345."), "The lockbox is 012345.");
    }

    #[test]
    fn every_token_goes() {
        let [a, b] = [crate::vault::token(), crate::vault::token()];
        let text = format!("Web: https://x.example/n/{a}\nStop: https://x.example/u/{b}");
        assert_eq!(hide_tokens(&text), "Web: https://x.example/n/…\nStop: https://x.example/u/…");
    }
}
