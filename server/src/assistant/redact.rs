//! Taking addresses and numbers out of words that leave the machine (P-39).

/// `text` with e-mail addresses, telephone numbers and other long numbers replaced. Prices stay.
pub(super) fn redact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&without_numbers(&without_addresses(line)));
    }
    out
}

fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
    };
    let words = line.split(' ').map(|word| if is_address(word) { "[e-mail]" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Replaces runs of digits, with the usual separators between them, that are as long as a telephone number.
fn without_numbers(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while at < chars.len() {
        let end = run_end(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let run: String = chars[at..end].iter().collect();
        let is_price = at > 0 && matches!(chars[at - 1], '$' | '€' | '£');
        out.push_str(if is_price || !is_number(&run) { &run } else { "[number]" });
        at = end;
    }
    out
}

/// Where the run of digits and separators that begins at `at` ends; `at` when none begins there.
fn run_end(chars: &[char], at: usize) -> usize {
    if !(chars[at].is_ascii_digit() || matches!(chars[at], '+' | '(')) {
        return at;
    }
    let mut last_digit = at;
    let mut digits = 0;
    for (i, c) in chars.iter().enumerate().skip(at) {
        match c {
            c if c.is_ascii_digit() => {
                last_digit = i;
                digits += 1;
            }
            ' ' | '-' | '.' | '(' | ')' | '+' | '/' | '\u{2011}' | '\u{2013}' | '\u{a0}'
                if i - last_digit < 3 => {}
            _ => break,
        }
    }
    if digits == 0 { at } else { last_digit + 1 }
}

/// Seven digits cut as a local number, or nine and more, are not a price, a date or a house number.
fn is_number(run: &str) -> bool {
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<usize> =
        run.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|n| *n > 0).collect();
    digits >= 9 || groups == [3, 4]
}

#[cfg(test)]
mod tests {
    use super::redact;
    use proptest::prelude::*;

    #[test]
    fn p39_addresses_and_numbers_go_and_prices_stay() {
        let cases = [
            ("call me at (512) 555-0100 or +1 512.555.0101", "call me at [number] or [number]"),
            ("mail rosa.d@example.com please", "mail [e-mail] please"),
            ("mine is 555-0134", "mine is [number]"),
            ("my ssn is 123-45-6789", "my ssn is [number]"),
            ("up to $650,000, 3 beds, 78704", "up to $650,000, 3 beds, 78704"),
            ("between $450000 and $1250000", "between $450000 and $1250000"),
            ("Thursday 11/26 at 4:30", "Thursday 11/26 at 4:30"),
            ("18 Alder Lane\n2 baths", "18 Alder Lane\n2 baths"),
            ("meet me @ 5 pm", "meet me @ 5 pm"),
        ];
        for (text, expected) in cases {
            assert_eq!(redact(text), expected);
        }
    }

    proptest! {
        #[test]
        fn p39_no_telephone_number_survives(area in 200_u32..999, rest in 2_000_000_u32..9_999_999, form in 0..4) {
            let (a, b) = (rest / 10_000, rest % 10_000);
            let written = match form {
                0 => format!("({area}) {a:03}-{b:04}"),
                1 => format!("{area}-{a:03}-{b:04}"),
                2 => format!("+1{area}{a:03}{b:04}"),
                _ => format!("{area} {a:03} {b:04}"),
            };
            let text = redact(&format!("reach me on {written}, thanks"));
            prop_assert_eq!(text, "reach me on [number], thanks");
        }
    }
}
