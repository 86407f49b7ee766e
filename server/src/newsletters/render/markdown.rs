//! Markdown as HTML and as plain text.

use super::html::escape;
use ammonia::Builder;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use realtoros_domain::newsletter::is_allowed_link;
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
    sync::LazyLock,
};

/// The second wall: what gets through the renderer is words, and links that give nothing away about who follows them.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "em",
            "h2",
            "h3",
            "hr",
            "li",
            "ol",
            "p",
            "strong",
            "ul",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noreferrer noopener"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

/// Markdown as HTML: no raw HTML, no pictures, no links but `https://`.
pub fn html(markdown: &str) -> String {
    let mut allowed = Vec::new();
    let events = Parser::new(markdown).filter_map(|event| match event {
        Event::Html(_)
        | Event::InlineHtml(_)
        | Event::Start(Tag::Image { .. })
        | Event::End(TagEnd::Image) => None,
        // The subject is the only heading of the first rank, and headings are blocks.
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(heading())),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(heading().to_end())),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            allowed.push(is_allowed_link(dest_url));
            allowed.last().copied().unwrap_or_default().then_some(event)
        }
        Event::End(TagEnd::Link) => allowed.pop().unwrap_or_default().then_some(event),
        other => Some(other),
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    // Closed the way XML wants it: the result also goes through an XML reader on its way into a mail.
    SANITISER
        .clean(&out)
        .to_string()
        .replace("<br>", "<br/>")
        .replace("<hr>", "<hr/>")
        .replace("&nbsp;", "\u{a0}")
}

const fn heading() -> Tag<'static> {
    Tag::Heading { level: pulldown_cmark::HeadingLevel::H3, id: None, classes: Vec::new(), attrs: Vec::new() }
}

/// Markdown as plain text; a link becomes its words and its target.
pub fn text(markdown: &str) -> String {
    let mut out = String::new();
    let mut links: Vec<String> = Vec::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\n'),
            Event::Rule => out.push_str("---\n\n"),
            Event::Start(Tag::List(start)) => lists.push(start),
            Event::Start(Tag::Item) => match lists.last_mut() {
                Some(Some(number)) => {
                    let _ = write!(out, "{number}. ");
                    *number += 1;
                }
                _ => out.push_str("- "),
            },
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.into_string()),
            Event::End(TagEnd::Link) => {
                if let Some(target) =
                    links.pop().filter(|target| is_allowed_link(target) && !out.ends_with(target))
                {
                    let _ = write!(out, " ({target})");
                }
            }
            Event::End(TagEnd::Item) if !out.ends_with('\n') => out.push('\n'),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                out.push('\n');
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => out.push_str("\n\n"),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// Plain words as paragraphs, one per empty line.
pub fn paragraphs(words: &str) -> String {
    words
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .fold(String::new(), |out, paragraph| out + "<p>" + &escape(paragraph) + "</p>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p21_markdown_becomes_words_and_safe_links_only() {
        for (markdown, expected) in [
            ("A **bold** word", "<p>A <strong>bold</strong> word</p>"),
            ("# Big", "<h3>Big</h3>"),
            ("one  \ntwo", "<p>one<br/>\ntwo</p>"),
            (
                "[a](https://x.example/?a=1&b=2)",
                "<p><a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noreferrer noopener\">a</a></p>",
            ),
            ("[a](http://x.example)", "<p>a</p>"),
            ("[a](javascript:alert(1))", "<p>a</p>"),
            ("[a](JaVaScRiPt:alert(1))", "<p>a</p>"),
            ("[a](&#106;avascript:alert(1))", "<p>a</p>"),
            ("[a](//x.example)", "<p>a</p>"),
            ("[a](/u/token)", "<p>a</p>"),
            ("[a](data:text/html,x)", "<p>a</p>"),
            ("<mailto:a@b.example>", "<p>mailto:a@b.example</p>"),
            ("![p](https://x.example/p.gif)", "<p>p</p>"),
            (
                "[![p](https://x.example/p.gif)](https://y.example)",
                "<p><a href=\"https://y.example\" rel=\"noreferrer noopener\">p</a></p>",
            ),
            ("<img src=x onerror=alert(1)>", ""),
            ("a <script>alert(1)</script> b", "<p>a alert(1) b</p>"),
            ("<svg onload=alert(1)>", ""),
            ("<style>@import url(https://x.example)</style>", ""),
            ("<div style=\"background:url(https://x.example)\">\n\nwords\n\n</div>", "<p>words</p>"),
            ("a < b & c", "<p>a &lt; b &amp; c</p>"),
            (r"\<b\>", "<p>&lt;b&gt;</p>"),
        ] {
            assert_eq!(html(markdown).trim(), expected, "{markdown:?}");
        }
    }

    #[test]
    fn markdown_reads_well_as_text() {
        for (markdown, expected) in [
            ("# Big\n\nA **bold** [word](https://x.example).", "Big\n\nA bold word (https://x.example)."),
            ("- one\n- two\n\nend", "- one\n- two\n\nend"),
            ("3. c\n4. d", "3. c\n4. d"),
            ("<https://x.example/a>", "https://x.example/a"),
            ("[a](javascript:x) <b>c</b>", "a c"),
            ("one\ntwo  \nthree", "one two\nthree"),
        ] {
            assert_eq!(text(markdown), expected, "{markdown:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn p21_no_markdown_makes_anything_load_or_run(source in "[<>a-z\\[\\]()!:/\"'= \n*&#;]{0,60}") {
            let html = html(&source).to_lowercase();
            for word in ["<script", "<img", "<svg", "<style", "<iframe", " src=", "href=\"http:", "href=\"javascript"] {
                proptest::prop_assert!(!html.contains(word), "{word} in {html}");
            }
        }
    }
}
