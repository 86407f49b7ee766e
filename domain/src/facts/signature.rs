//! Cuts the signature off a message: names below the text are not places.

/// `text` without a closing line and the name below it, or a name after a dash at the end.
pub(super) fn without(text: &str) -> &str {
    let lines: Vec<&str> = text.lines().collect();
    let closing = lines
        .iter()
        .enumerate()
        .skip(1)
        .find(|(at, line)| is_closing(line) && lines.iter().skip(at + 1).all(|line| is_name(line)));
    let below_gap = lines
        .len()
        .checked_sub(1)
        .filter(|&last| last >= 2 && is_name(lines[last]) && lines[last - 1].trim().is_empty());
    let cut = closing.map(|(at, _)| at).or(below_gap);
    let body =
        cut.and_then(|at| offset_of(text, lines.get(at)?)).and_then(|end| text.get(..end)).unwrap_or(text);
    without_dashed_name(body.trim_end())
}

fn offset_of(text: &str, line: &str) -> Option<usize> {
    (line.as_ptr() as usize).checked_sub(text.as_ptr() as usize)
}

fn is_closing(line: &str) -> bool {
    const CLOSINGS: [&str; 14] = [
        "best",
        "thanks",
        "thank you",
        "thx",
        "regards",
        "best regards",
        "kind regards",
        "warm regards",
        "sincerely",
        "cheers",
        "many thanks",
        "all the best",
        "thanks again",
        "warmly",
    ];
    let words = line.trim().trim_end_matches([',', '!', '.', '-']).trim().to_lowercase();
    CLOSINGS.contains(&words.as_str())
}

/// At most four words, each with a capital, and no digit.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let capital =
        |word: &&str| word.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '&' | '–' | '—'));
    words.len() <= 4
        && words.iter().all(capital)
        && !line.contains(|c: char| c.is_ascii_digit())
        && !line.contains(',')
}

fn without_dashed_name(text: &str) -> &str {
    let Some((body, name)) = text
        .rsplit_once([' ', '\n'])
        .filter(|(_, last)| last.starts_with(['-', '–', '—']))
        .or_else(|| text.rsplit_once(" - ").or_else(|| text.rsplit_once(" — ")))
    else {
        return text;
    };
    let name = name.trim_start_matches(['-', '–', '—']).trim();
    let one_name = name.split_whitespace().count() == 1 && name.starts_with(char::is_uppercase);
    if one_name && body.ends_with(['.', '!', '?', '\n']) { body } else { text }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn names_below_the_text_are_cut() {
        for (text, body) in [
            ("Two beds please.\n\nInez Vail", "Two beds please."),
            ("Two beds please.\nThanks,\nInez Vail", "Two beds please."),
            ("Two beds please. -Inez", "Two beds please."),
            ("Leander", "Leander"),
            ("Two beds.\n\nLeander, near the lake", "Two beds.\n\nLeander, near the lake"),
        ] {
            assert_eq!(without(text), body);
        }
    }
}
