//! The words of a mail, from whichever of its parts holds them.

use super::html::text_of;
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

/// How many characters of a mail are kept. The mail itself stays in the mailbox.
pub(super) const LONGEST: usize = 50_000;

/// All words of a mail: its plain text, or its HTML as text where there is no plain text.
pub(super) fn words(mail: &Message<'_>) -> String {
    let plain = joined(mail.text_bodies());
    if plain.trim().is_empty() { joined(mail.html_bodies()) } else { plain }
}

fn joined<'x>(parts: impl Iterator<Item = &'x MessagePart<'x>>) -> String {
    let texts: Vec<String> = parts
        .filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref().to_owned()),
            PartType::Html(html) => Some(text_of(html)),
            _ => None,
        })
        .collect();
    texts.join("\n")
}

/// How many pictures came with it.
pub(super) fn pictures(mail: &Message<'_>) -> u32 {
    let is_picture = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"))
    };
    u32::try_from(mail.attachments().filter(is_picture).count()).unwrap_or(u32::MAX)
}

/// `text` as far as it is kept.
pub(super) fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
