//! Ways out of a text: links, names of web sites, telephone numbers and markup (P-32).
//!
//! Telephones and mail programs make links of names and numbers, so a bare one counts as a link.

use super::instruction::has_link;

/// Endings of names of web sites that are no English words.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "io", "co", "ai", "app", "dev", "biz", "info", "edu", "gov", "mil", "xyz", "online",
    "site", "website", "club", "shop", "store", "realty", "realtor", "homes", "tv", "cc", "ly", "gg", "gl",
    "sh", "ru", "cn", "uk", "eu", "de", "fr", "mx", "ca", "top", "click", "link", "live", "page", "example",
    "test", "zip",
];
/// First digits of numbers that cost the caller nothing, and may end in letters ("1-800-HOMES").
const TOLL_FREE: &[&str] = &["800", "833", "844", "855", "866", "877", "888"];
/// Words before seven digits that make them a local number.
const CALLING: &[&str] =
    &["call", "text", "phone", "number", "dial", "cell", "ring", "reach", "fax", "tel", "whatsapp"];

/// Whether a folded text holds a link, the name of a web site or a telephone number.
pub(super) fn leads_out(low: &str) -> bool {
    let low = low.replace('。', ".");
    has_link(&low)
        || low.contains("hxxp")
        || low.contains(" dot com")
        || low.split(|c: char| c.is_whitespace() || "\"'(),;<>[]|".contains(c)).any(is_site)
        || has_phone(&low)
}

/// Whether a text holds tags, code or templates that a program might run or fill.
pub(super) fn has_markup(low: &str) -> bool {
    let tag = |(at, _): (usize, &str)| {
        low[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    };
    low.match_indices('<').any(tag)
        || ["![", "&lt;", "&#", "{{", "{%", "```"].iter().any(|sign| low.contains(sign))
}

/// "evil.example.com", "bit.ly/x", "203.0.113.7/x".
fn is_site(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let (host, path) = token.split_once(['/', '?', ':']).map_or((token, ""), |(host, path)| (host, path));
    let host = host.rsplit('@').next().unwrap_or(host).trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let Some((last, names)) = labels.split_last().filter(|(_, names)| !names.is_empty()) else {
        return false;
    };
    if !labels.iter().all(is_label) {
        return false;
    }
    let digits = |label: &&str| label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
    if labels.len() == 4 && labels.iter().all(digits) {
        return true;
    }
    let named = names.iter().any(|name| name.len() > 1 && name.contains(char::is_alphabetic));
    named
        && (ENDINGS.contains(last)
            || (!path.is_empty() && last.len() > 1 && last.chars().all(char::is_alphabetic)))
}

/// Ten digits as people write them, an international number, or seven digits to call.
fn has_phone(low: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || " ()+-./".contains(c);
    let mut from = 0;
    while let Some(start) = low[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let end = low[start..].find(|c| !of_number(c)).map_or(low.len(), |at| start + at);
        let run = &low[start..end];
        let groups: Vec<&str> =
            run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let before = low[..start].trim_end_matches(['(', ' ']);
        let worded = before
            .split_whitespace()
            .rev()
            .take(3)
            .any(|word| CALLING.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())));
        if !before.ends_with(['$', '#']) && is_phone(&groups, before.ends_with('+'), worded) {
            return true;
        }
        from = end;
    }
    false
}

fn is_phone(groups: &[&str], international: bool, worded: bool) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let starts = |lengths: &[usize], wanted: &[usize]| lengths.windows(wanted.len()).any(|w| w == wanted);
    let free = groups
        .iter()
        .position(|group| TOLL_FREE.contains(group))
        .is_some_and(|at| at > 0 && groups[at - 1] == "1");
    let local = groups
        .windows(2)
        .any(|pair| pair[0].len() == 3 && pair[1].len() == 4 && (worded || pair[1].starts_with('0')));
    starts(&lengths, &[3, 3, 4])
        || starts(&lengths, &[3, 7])
        || groups.iter().any(|group| group.len() == 10 || (group.len() == 11 && group.starts_with('1')))
        || (international && lengths.iter().sum::<usize>() >= 8)
        || free
        || local
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p32_numbers_and_names_of_sites_lead_out() {
        for text in [
            "call me at 512-555-0199",
            "(512) 555-0199",
            "512.555.0199 is my cell",
            "5125550199",
            "+1 512 555 0199",
            "+44 20 7946 0999",
            "text 555-0199",
            "dial 1-800-homes",
            "evil.example.com has it",
            "see evil.example",
            "bit.ly/x2",
            "go to evil.me/listing",
            "203.0.113.7/x",
            "write to ann@example.org",
            "evil dot com",
        ] {
            assert!(leads_out(text), "{text}");
        }
    }

    #[test]
    fn figures_and_ends_of_sentences_do_not() {
        for text in [
            "the price is $412,000 and it has 3 beds, 2.5 baths",
            "built in 1998, 1,850 sq ft, lot 0.25 acres",
            "mls 1234567, zip 78745-1234",
            "on 03-15-2026 at 10:30 a.m. or 2026-03-15",
            "rents run 300-1000 a month",
            "two-bedrooms rent at 300-1000 a month",
            "homes there start at 900-1200 sq ft",
            "sure.in that case we go.me too",
            "0.4 miles from the library, e.g. on foot",
            "hi ana,thanks.i'll check",
            "between 400-500k",
        ] {
            assert!(!leads_out(text), "{text}");
        }
    }

    #[test]
    fn p32_markup_is_seen() {
        for text in ["<script>x", "a <b>b</b>", "<!-- x -->", "&lt;script&gt;", "{{name}}", "![x](y)"] {
            assert!(has_markup(text), "{text}");
        }
        for text in ["i <3 it", "beds < 4", "5 > 4"] {
            assert!(!has_markup(text), "{text}");
        }
    }
}
