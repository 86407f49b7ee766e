//! A mail in HTML as words, line by line, so that what it quotes can be told from what is new. No HTML is ever kept.

use mail_parser::decoders::html::html_to_text;

/// Elements whose content nobody reads.
const UNSEEN: [&str; 5] = ["script", "style", "template", "title", "object"];
/// Elements that begin and end a line.
const BLOCKS: [&str; 27] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// What stands for a line across the page, above the mail that is answered.
const RULE: &str = "________________________________";

/// The words of a mail in HTML. Quoted lines begin with `>`.
pub(super) fn text_of(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (words, tag) = rest.split_at(start);
        page.say(words);
        rest = if tag.starts_with("<!--") {
            tag.split_once("-->").map_or("", |(_, rest)| rest)
        } else if let Some((tag, after)) = split_tag(&tag[1..]) {
            page.tag(tag, after)
        } else {
            // No tag at all: "3 < 4".
            page.say("&lt;");
            &tag[1..]
        };
    }
    page.say(rest);
    page.end_line();
    page.out.trim().to_owned()
}

#[derive(Default)]
struct Page {
    out: String,
    line: String,
    /// How deep in quotations.
    quoted: usize,
}

impl Page {
    fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let spaced = |at: Option<char>| at.is_some_and(|letter| letter.is_ascii_whitespace());
        let text = html_to_text(words);
        if spaced(words.chars().next()) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        self.line.push_str(text.trim_matches(|letter: char| letter.is_ascii_whitespace()));
        if spaced(words.chars().next_back()) && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() {
            self.out.push_str(&"> ".repeat(self.quoted));
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    /// Does what a tag says; what of `after` comes next.
    fn tag<'a>(&mut self, tag: &str, after: &'a str) -> &'a str {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name =
            tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        if !closes && UNSEEN.contains(&name.as_str()) {
            return skip(&name, after);
        }
        match name.as_str() {
            "br" => {
                let is_blank = self.line.trim().is_empty();
                self.end_line();
                if is_blank && !self.out.ends_with("\n\n") {
                    self.out.push('\n');
                }
            }
            "hr" => {
                self.end_line();
                RULE.clone_into(&mut self.line);
                self.end_line();
            }
            "td" | "th" => self.say(" "),
            block if BLOCKS.contains(&block) => self.end_line(),
            _ => {}
        }
        match (name.as_str(), closes) {
            ("blockquote", false) => self.quoted += 1,
            ("blockquote", true) => self.quoted = self.quoted.saturating_sub(1),
            ("p", true) if !self.out.is_empty() && !self.out.ends_with("\n\n") => self.out.push('\n'),
            _ => {}
        }
        after
    }
}

/// A tag and what comes after it; a `>` in a quoted attribute does not end it.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some((&text[..at], &text[at + 1..])),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    // A quote that does not end: the first bracket ends the tag.
    text.split_once('>')
}

/// What comes after the end of an element.
fn skip<'a>(name: &str, text: &'a str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p47_html_becomes_lines_and_quotations_are_marked() {
        for (html, text) in [
            ("<div>Yes,&nbsp;please</div><div>Jo &amp; Al</div>", "Yes,\u{a0}please\nJo & Al"),
            ("<p>One</p><p>Two <b>bold</b>, three</p>", "One\n\nTwo bold, three"),
            ("Ok<br><br>Bye", "Ok\n\nBye"),
            (
                "Ok<div>On Tue Ann &lt;a@b.com&gt; wrote:<blockquote type=\"cite\"><div>Unsubscribe</div></blockquote></div>",
                "Ok\nOn Tue Ann <a@b.com> wrote:\n> Unsubscribe",
            ),
            ("<style>p{color:red}</style><script>stop()</script>Hello<!-- stop -->", "Hello"),
            ("3 < 4 and <a title=\"x > y\" href='z'>this</a>", "3 < 4 and this"),
            (
                "Ok<hr><b>From:</b> Ann<br><b>Sent:</b> Monday",
                "Ok\n________________________________\nFrom: Ann\nSent: Monday",
            ),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            ("", ""),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }
}
