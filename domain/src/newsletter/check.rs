//! What stands against sending a newsletter.

use super::{Block, Content, Field, links, unknown_fields};
use serde::{Deserialize, Serialize};

/// The most blocks in one newsletter.
const MOST_BLOCKS: usize = 60;
/// The longest text of one block, in characters.
const LONGEST_TEXT: usize = 20_000;
/// The longest subject, in characters: what mail programs show, with room to spare.
const LONGEST_SUBJECT: usize = 150;

/// Something that has to be mended before the newsletter can be approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The block it is in, from 0; `None` for the newsletter as a whole.
    pub block: Option<usize>,
    /// What to do, for the person who writes.
    pub message: String,
}

/// Everything that stands against sending; empty when nothing does. `postal_address` is the account's (P-51).
pub fn check(content: &Content, postal_address: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |block, message: String| problems.push(Problem { block, message });
    for message in subject(&content.subject) {
        add(None, message);
    }
    if postal_address.trim().is_empty() {
        let message =
            "Add your postal address in Settings: the law (CAN-SPAM) asks for one in every newsletter.";
        add(None, message.to_owned());
    }
    if !content.blocks.iter().any(|block| *block != Block::Divider) {
        add(None, "Add a text, a listing or another block: the newsletter is empty.".to_owned());
    }
    if content.blocks.len() > MOST_BLOCKS {
        add(None, format!("Use at most {MOST_BLOCKS} blocks."));
    }
    for (at, one) in content.blocks.iter().enumerate() {
        for message in block(one) {
            add(Some(at), message);
        }
    }
    problems
}

fn subject(subject: &str) -> Vec<String> {
    let mut found = words(subject, "Write a subject.");
    if subject.chars().count() > LONGEST_SUBJECT {
        found.push(format!("Shorten the subject to {LONGEST_SUBJECT} characters."));
    }
    if subject.contains(char::is_control) {
        found.push("Write the subject on one line.".to_owned());
    }
    if let Some(prefix) = false_answer(subject) {
        found.push(format!(
            "Take “{prefix}:” off the subject: a newsletter that looks like an answer is misleading (CAN-SPAM)."
        ));
    }
    found
}

/// The prefix of a subject that pretends to answer or pass on a message.
fn false_answer(subject: &str) -> Option<&str> {
    let (prefix, _) = subject.split_once([':', '：'])?;
    let prefix = prefix.trim();
    let word: String =
        prefix.chars().filter(|sign| sign.is_alphabetic()).flat_map(char::to_lowercase).collect();
    // "Re[2]" and "Fwd (3)" are counted answers.
    let counted = prefix.chars().all(|sign| sign.is_alphanumeric() || "[]() ".contains(sign));
    (counted && matches!(word.as_str(), "re" | "fw" | "fwd" | "aw" | "sv" | "tr" | "rv")).then_some(prefix)
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { text } => words(text, "Write the heading, or remove it."),
        Block::Text { markdown } => {
            let mut found = words(markdown, "Write the text, or remove it.");
            found.extend(
                links::targets(markdown)
                    .into_iter()
                    .filter(|target| !links::is_allowed_link(target))
                    .map(link),
            );
            found
        }
        Block::Listing { listing: None } => vec!["Choose a listing, or remove this block.".to_owned()],
        Block::Image { src, alt } => {
            let mut found = words(alt, "Say what the picture shows, for those who do not see it.");
            if !links::is_own_path(src) {
                found.push(
                    "Choose a picture of this site, such as /house-1.svg: newsletters load nothing from elsewhere."
                        .to_owned(),
                );
            }
            found
        }
        Block::Button { label, url } => {
            let mut found = words(label, "Say what the button does.");
            if !links::is_allowed_link(url) {
                found.push(link(url));
            }
            found
        }
        Block::Listing { listing: Some(_) } | Block::Divider => Vec::new(),
    }
}

fn words(text: &str, when_empty: &str) -> Vec<String> {
    if text.trim().is_empty() {
        return vec![when_empty.to_owned()];
    }
    let mut found: Vec<String> = unknown_fields(text)
        .into_iter()
        .map(|name| {
            let known = Field::ALL.map(|field| format!("{{{{{}}}}}", field.as_str())).join(", ");
            format!("{name} is no field. Use one of {known}.")
        })
        .collect();
    if text.chars().count() > LONGEST_TEXT {
        found.push(format!("Shorten the text to {LONGEST_TEXT} characters."));
    }
    found
}

fn link(target: &str) -> String {
    if target.is_empty() {
        return "Say where the link leads, beginning with https://.".to_owned();
    }
    format!("“{target}” cannot be linked: use an address that begins with https://.")
}
