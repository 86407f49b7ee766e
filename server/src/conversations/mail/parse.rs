//! From bytes to what is known of a mail.

use super::{
    authenticity::{findings, is_vouched_for},
    words::{cut, pictures, words},
};
use crate::accounts::ProviderName;
use mail_parser::{Address, HeaderName, Message, MessageParser};
use realtoros_domain::{contact::EmailAddress, reply::new_words};
use sha2::{Digest, Sha256};

/// How many of the mails before it a mail may name.
const MOST_REFERENCES: usize = 20;
/// The longest name of a mail (RFC 5322 section 2.1.1).
const LONGEST_ID: usize = 250;

/// What is known of a mail.
#[derive(Clone, Debug)]
pub(super) struct Mail {
    pub from: EmailAddress,
    pub to: String,
    pub subject: Option<String>,
    /// Its `Message-ID`, or a fingerprint of one that has none.
    pub id: String,
    /// `Message-ID` and `References`, for its answer (RFC 5322 section 3.6.4).
    pub headers: Vec<(String, String)>,
    /// When it was written, in milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// All words.
    pub words: String,
    /// Those that are new.
    pub kept: String,
    pub pictures: u32,
    /// Whether a machine wrote it (RFC 3834).
    pub is_automatic: bool,
    /// Whether the mailbox's service vouches for its writer.
    pub is_vouched_for: bool,
}

/// Reads a mail that `by` took in. `None` for bytes that are no mail, or one that says of nobody that they wrote it.
pub(super) fn parse(raw: &[u8], by: ProviderName) -> Option<Mail> {
    let mail = MessageParser::default().parse(raw)?;
    let writers: Vec<EmailAddress> = mail
        .header_values(HeaderName::From)
        .filter_map(|value| value.as_address())
        .flat_map(addresses)
        .collect();
    let from = writers.first()?.clone();
    let id = header(&mail, "Message-ID").and_then(|value| name(&value));
    let references = references(&mail);
    let headers = id.iter().filter(|id| id.starts_with('<')).map(|id| ("Message-ID".to_owned(), id.clone()));
    let headers = headers.chain(references.map(|all| ("References".to_owned(), all))).collect();
    let words = words(&mail);
    // Two writers are nobody to vouch for.
    let is_vouched_for =
        writers.len() == 1 && is_vouched_for(findings(mail.headers_raw(), by), by, from.domain());
    Some(Mail {
        to: mail
            .to()
            .and_then(|to| addresses(to).next())
            .map(|to| to.as_str().to_owned())
            .unwrap_or_default(),
        subject: mail
            .subject()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| cut(text.to_owned())),
        id: id.unwrap_or_else(|| fingerprint(raw)),
        headers,
        at: mail.date().filter(|date| date.is_valid()).map(|date| date.to_timestamp().saturating_mul(1_000)),
        kept: cut(new_words(&words)),
        pictures: pictures(&mail),
        is_automatic: is_automatic(&mail),
        is_vouched_for,
        from,
        words,
    })
}

/// The address in a `From` line as a mailbox's service gives it, in lower case.
pub(super) fn sender(line: &str) -> Option<EmailAddress> {
    let head = format!("From: {}\r\n\r\n", line.replace(['\r', '\n'], " "));
    let mail = MessageParser::default().parse(head.as_bytes())?;
    mail.from().and_then(|from| addresses(from).next())
}

fn addresses<'a>(list: &'a Address<'a>) -> impl Iterator<Item = EmailAddress> + 'a {
    list.iter().filter_map(|one| one.address()?.parse().ok())
}

/// A header that stands once, the topmost of several, on one line.
fn header(mail: &Message<'_>, name: &str) -> Option<String> {
    let (_, value) = mail.headers_raw().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
    Some(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The name of a mail as it is remembered: its `Message-ID`, or a fingerprint of one that cannot stand in a header of
/// ours. `None` for a mail without one.
pub(super) fn name(message_id: &str) -> Option<String> {
    let line = message_id.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside =
        line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(line.as_str(), |(id, _)| id);
    match inside.trim() {
        "" => None,
        id if is_id(id) => Some(format!("<{id}>")),
        id => Some(fingerprint(id.as_bytes())),
    }
}

/// Whether a name can stand in a header of ours.
fn is_id(id: &str) -> bool {
    id.len() <= LONGEST_ID
        && id.contains('@')
        && id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'))
}

fn references(mail: &Message<'_>) -> Option<String> {
    let value = mail.references();
    let all: Vec<&str> = match (value.as_text(), value.as_text_list()) {
        (Some(one), _) => vec![one],
        (_, Some(list)) => list.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let all: Vec<String> = all.into_iter().filter(|id| is_id(id)).map(|id| format!("<{id}>")).collect();
    let newest = &all[all.len().saturating_sub(MOST_REFERENCES)..];
    (!newest.is_empty()).then(|| newest.join(" "))
}

/// Whether a machine wrote it: an answer in somebody's absence, a report that a mail did not arrive, a list.
fn is_automatic(mail: &Message<'_>) -> bool {
    let says = |name: &str| header(mail, name).map(|value| value.to_ascii_lowercase());
    let submitted = says("Auto-Submitted").is_some_and(|value| !value.is_empty() && !value.starts_with("no"));
    let precedence = says("Precedence")
        .is_some_and(|value| ["bulk", "junk", "list", "auto_reply", "auto-reply"].contains(&value.as_str()));
    let marked = ["X-Autoreply", "X-Autorespond", "X-Autoresponder", "List-Id", "List-Unsubscribe"];
    let report = says("Content-Type").is_some_and(|value| value.starts_with("multipart/report"));
    let bounced = says("Return-Path").is_some_and(|value| value == "<>");
    submitted || precedence || report || bounced || marked.into_iter().any(|name| says(name).is_some())
}

/// Tells a mail without a name from every other.
fn fingerprint(raw: &[u8]) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(raw)))
}
