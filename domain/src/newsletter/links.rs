//! Where the links of a text lead.

/// The targets of the links in a Markdown text: inline, by reference, and in angle brackets.
pub(super) fn targets(markdown: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in markdown.lines() {
        let mut rest = line;
        while let Some(at) = rest.find("](") {
            rest = &rest[at + 2..];
            found.push(first_word(rest, ')'));
        }
        if line.trim_start().starts_with('[')
            && let Some((_, target)) = line.split_once("]:")
        {
            found.push(first_word(target, ' '));
        }
        for part in line.split('<').skip(1) {
            let inner = part.split('>').next().unwrap_or_default();
            if is_address(inner) {
                found.push(inner);
            }
        }
    }
    found
}

/// Whether a link may be in a newsletter: `https://` with a host, and nothing that breaks out of it.
pub fn is_allowed_link(target: &str) -> bool {
    target.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && !host.starts_with('.')
            // A name before an @ makes a link look like it led elsewhere.
            && !host.contains('@')
            && !rest.contains(|sign: char| sign.is_whitespace() || sign.is_control() || "<>\"'\\`".contains(sign))
    })
}

/// Whether a picture is one of our own site: a plain path, and nothing that a browser reads as another host.
pub fn is_own_path(src: &str) -> bool {
    src.strip_prefix('/').is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains("..")
            && rest.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_./".contains(sign))
    })
}

fn first_word(text: &str, end: char) -> &str {
    let text = text.trim_start().trim_start_matches('<');
    text.split(|sign: char| sign == end || sign == '>' || sign.is_whitespace()).next().unwrap_or_default()
}

fn is_address(inner: &str) -> bool {
    inner.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign))
    })
}
