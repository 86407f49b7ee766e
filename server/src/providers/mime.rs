//! A mail as bytes (RFC 5322).

use super::MailOut;
use crate::{Error, Result, clock::from_millis};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use realtoros_domain::ids::MessageId;

/// The `Message-ID` of a message: the same every time, so that a mail which is sent again is recognised.
pub fn message_id(message: MessageId, host: &str) -> String {
    format!("<{message}@{host}>")
}

/// Builds the mail, as if sent from `from`.
pub fn build(mail: &MailOut, from: &Address, id: String) -> Result<Message> {
    let wrong = |what: &str| Error::invalid(format!("this mail has {what}"));
    let to: Address = mail.to.parse().map_err(|_| wrong("a recipient that is no address"))?;
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(mail.from_name.clone()).filter(|name| !name.is_empty()), from.clone()))
        .to(Mailbox::new(None, to))
        .subject(one_line(&mail.subject))
        .message_id(Some(id))
        .date(from_millis(mail.at).into());
    if let Some(reply_to) = &mail.reply_to {
        let address = reply_to.parse().map_err(|_| wrong("a reply address that is none"))?;
        builder = builder.reply_to(Mailbox::new(None, address));
    }
    for (name, value) in &mail.headers {
        let name = HeaderName::new_from_ascii(name.clone()).map_err(|_| wrong("a header that is none"))?;
        builder = builder.raw_header(HeaderValue::new(name, one_line(value)));
    }
    let built = match &mail.html {
        None => builder.header(ContentType::TEXT_PLAIN).body(mail.text.clone()),
        Some(html) => builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html.clone())),
    };
    built.map_err(|error| Error::Internal(format!("the mail cannot be built: {error}")))
}

/// Line breaks could start a header of their own.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn mail() -> MailOut {
        MailOut {
            message: MessageId(Uuid::from_u128(7)),
            from_name: "Dana Whitfield".into(),
            reply_to: Some("dana@example.com".into()),
            to: "rosa@example.com".into(),
            subject: "Saturday\r\nBcc: evil@example.com".into(),
            text: "See you at four.".into(),
            html: None,
            headers: vec![("List-Unsubscribe-Post".into(), "List-Unsubscribe=One-Click".into())],
            at: 1_795_392_000_000,
        }
    }

    fn bytes(mail: &MailOut) -> String {
        let id = message_id(mail.message, "crm.example.com");
        let from = "mail@crm.example.com".parse().unwrap();
        String::from_utf8(build(mail, &from, id).unwrap().formatted()).unwrap()
    }

    #[test]
    fn p51_a_mail_says_who_sends_it_and_keeps_its_headers() {
        let text = bytes(&mail());
        for line in [
            "From: \"Dana Whitfield\" <mail@crm.example.com>\r\n",
            "Reply-To: dana@example.com\r\n",
            "Message-ID: <00000000-0000-0000-0000-000000000007@crm.example.com>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        ] {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
        assert!(!text.contains("\r\nBcc:"), "a line break in a subject starts no header");
    }

    #[test]
    fn html_comes_with_its_text() {
        let text = bytes(&MailOut { html: Some("<p>See you at four.</p>".into()), ..mail() });
        assert!(
            text.contains("multipart/alternative")
                && text.contains("text/plain")
                && text.contains("text/html")
        );
    }
}
