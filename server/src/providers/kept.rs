//! A mail that was sent or received before, as a file that mail programs open (RFC 5322).

use super::mime::one_line;
use crate::{Error, Result, clock::from_millis};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

/// A mail as it was kept.
#[derive(Clone, Debug)]
pub struct KeptMail<'a> {
    /// Its `Message-ID`, in angle brackets.
    pub id: String,
    /// Who wrote it.
    pub from: &'a str,
    /// Who got it.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The words.
    pub text: &'a str,
    /// The same as HTML, where it had any.
    pub html: Option<String>,
    /// Further headers: name, value.
    pub headers: &'a [(String, String)],
    /// When it was sent, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// The mail as bytes. What cannot stand in a mail is left out of its head, never its words: an address that is none becomes
/// one that reaches nobody (RFC 2606), a header that is none is dropped.
pub fn mail_bytes(mail: &KeptMail<'_>) -> Result<Vec<u8>> {
    let mut builder = Message::builder()
        .from(mailbox(mail.from))
        .to(mailbox(mail.to))
        .subject(one_line(mail.subject))
        .message_id(Some(one_line(&mail.id)))
        .date(from_millis(mail.at).into());
    for (name, value) in mail.headers {
        let is_set =
            ["from", "to", "subject", "date", "message-id"].iter().any(|set| name.eq_ignore_ascii_case(set));
        let shapes = ["content-", "mime-"].iter().any(|shape| name.to_ascii_lowercase().starts_with(shape));
        if is_set || shapes {
            continue;
        }
        if let Ok(name) = HeaderName::new_from_ascii(name.clone()) {
            builder = builder.raw_header(HeaderValue::new(name, one_line(value)));
        }
    }
    let built = match &mail.html {
        None => builder.header(ContentType::TEXT_PLAIN).body(mail.text.to_owned()),
        Some(html) => {
            builder.multipart(MultiPart::alternative_plain_html(mail.text.to_owned(), html.clone()))
        }
    };
    let built = built.map_err(|error| Error::Internal(format!("a mail cannot be written: {error}")))?;
    Ok(built.formatted())
}

fn mailbox(text: &str) -> Mailbox {
    let plain = || text.parse::<Address>().ok().map(|address| Mailbox::new(None, address));
    text.parse::<Mailbox>().ok().or_else(plain).unwrap_or_else(|| {
        let nobody = Address::new_dangerous("unknown", "realtoros.invalid");
        Mailbox::new(None, nobody)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p60_a_kept_mail_has_its_date_its_id_and_no_line_that_it_did_not_have() {
        let mail = KeptMail {
            id: "<7@crm.example>".into(),
            from: "no address",
            to: "rosa@example.com",
            subject: "Samstag\r\nBcc: evil@example.com",
            text: "Grüße",
            html: None,
            headers: &[
                ("List-Unsubscribe".into(), "<https://x.example/u/…>".into()),
                ("Bad Header:".into(), "x".into()),
            ],
            at: 1_795_392_000_000,
        };
        let bytes = String::from_utf8(mail_bytes(&mail).unwrap()).unwrap();
        for line in [
            "Message-ID: <7@crm.example>\r\n",
            "To: rosa@example.com\r\n",
            "From: unknown@realtoros.invalid\r\n",
            "Date: Mon, 23 Nov 2026",
        ] {
            assert!(bytes.contains(line), "{line} is missing in\n{bytes}");
        }
        assert!(!bytes.contains("\r\nBcc:"));
    }
}
