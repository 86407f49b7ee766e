//! Mails as programs really write them.

use crate::{accounts::ProviderName, conversations::mail::parse::parse};
use base64::Engine;
use realtoros_domain::reply::{self, Class, Reply, Source};

const HEAD: &str = "From: Rosa <Rosa@Example.com>\r\nTo: dana@example.com\r\nMessage-ID: <1@example.com>\r\n";

/// What is kept of a mail, whether a machine wrote it, and what it means.
fn read(head: &str, body: &[u8]) -> (String, bool, Class) {
    let raw = [HEAD.as_bytes(), head.as_bytes(), b"\r\n", body].concat();
    let mail = parse(&raw, ProviderName::Google).unwrap();
    assert_eq!(mail.from.as_str(), "rosa@example.com");
    let reading = reply::read(&Reply {
        source: Source::Email,
        subject: mail.subject.as_deref(),
        text: &mail.words,
        prior_outbound: None,
        automatic: mail.is_automatic,
        media: mail.pictures,
    });
    (mail.kept, mail.is_automatic, reading.class)
}

const PLAIN: &str = "Subject: Re: New homes\r\nContent-Type: text/plain; charset=utf-8\r\n";
const HTML: &str = "Subject: Re: New homes\r\nContent-Type: text/html; charset=utf-8\r\n";

#[test]
fn p47_plain_mail_in_every_coding_is_read() {
    let base64 = base64::engine::general_purpose::STANDARD.encode("Hola, ¿se puede ver el sábado?");
    let coded = |coding: &str, charset: &str| {
        format!(
            "Subject: Hi\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n"
        )
    };
    for (head, body, text) in [
        (PLAIN.to_owned(), b"See you Saturday.\r\n".to_vec(), "See you Saturday."),
        (coded("base64", "utf-8"), base64.into_bytes(), "Hola, ¿se puede ver el sábado?"),
        (
            coded("quoted-printable", "iso-8859-1"),
            b"El s=E1bado est=\r\n=E1 bien".to_vec(),
            "El sábado está bien",
        ),
        (coded("8bit", "windows-1252"), b"I\x92d like that \x96 thanks".to_vec(), "I’d like that – thanks"),
        (coded("8bit", "gb2312"), b"\xc4\xe3\xba\xc3".to_vec(), "你好"),
        ("Subject: none\r\n".to_owned(), b"Hello there".to_vec(), "Hello there"),
    ] {
        assert_eq!(read(&head, &body), (text.to_owned(), false, Class::None), "{head}");
    }
}

#[test]
fn p47_of_several_parts_the_words_are_read() {
    let head = "Subject: Re: New homes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n";
    let body = "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\n\
                Please stop texting me.\r\n--a\r\nContent-Type: text/html\r\n\r\n<p>Please stop texting me.</p>\r\n--a--\r\n\
                --m\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\n\
                Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--m--\r\n";
    assert_eq!(read(head, body.as_bytes()), ("Please stop texting me.".to_owned(), false, Class::OptOut));
}

#[test]
fn p47_our_own_footer_in_a_quotation_ends_nothing() {
    let footer =
        "You get this because you asked Dana for homes.\nRead on the web · Your choices · Unsubscribe";
    let quoted = format!("> {}\n", footer.replace('\n', "\n> "));
    let html =
        format!("<blockquote class=\"gmail_quote\"><p>{}</p></blockquote>", footer.replace('\n', "<br>"));
    for (head, body) in [
        (
            PLAIN,
            format!(
                "Love the second one!\n\nOn Tue, Nov 24, 2026 at 8:00 AM Dana <dana@example.com>\nwrote:\n\n{quoted}"
            ),
        ),
        (
            PLAIN,
            format!("Love the second one!\n\n-----Original Message-----\nFrom: Dana\n{footer}\nUnsubscribe"),
        ),
        (
            PLAIN,
            format!(
                "Love the second one!\n\nFrom: Dana\nSent: Tuesday\nTo: Rosa\nSubject: Homes\n\n{footer}\nUnsubscribe"
            ),
        ),
        (
            HTML,
            format!(
                "<div dir=\"ltr\">Love the second one!</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Tue, Dana &lt;dana@example.com&gt; wrote:<br></div>{html}</div>"
            ),
        ),
        (
            HTML,
            format!(
                "<p>Love the second one!</p><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Dana<br><b>Sent:</b> Tuesday<br><b>To:</b> Rosa</div><p>{footer}</p><p>Unsubscribe</p>"
            ),
        ),
    ] {
        assert_eq!(
            read(head, body.as_bytes()),
            ("Love the second one!".to_owned(), false, Class::None),
            "{body}"
        );
        let asked = body.replace("Love the second one!", "Please unsubscribe me.");
        assert_eq!(read(head, asked.as_bytes()).2, Class::OptOut, "{asked}");
    }
}

#[test]
fn p47_machines_end_nothing() {
    for mark in [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "X-Autoreply: yes",
        "List-Id: <news.example.com>",
        "Return-Path: <>",
        "Content-Type: multipart/report; boundary=b; report-type=delivery-status",
    ] {
        let head = format!("Subject: Away\r\n{mark}\r\n");
        let (_, is_automatic, class) =
            read(&head, b"I am away until Monday. For anything urgent stop by the office.");
        assert!(is_automatic && class != Class::OptOut, "{mark}: {class:?}");
    }
    assert!(!read("Subject: Hi\r\nAuto-Submitted: no\r\n", b"Hi").1);
}

#[test]
fn what_is_no_mail_or_has_no_writer_is_nobodys() {
    for raw in [&b""[..], b"\xff\xfe\x00", b"Subject: Hi\r\n\r\nHello", b"From: nobody\r\n\r\nHello"] {
        assert!(parse(raw, ProviderName::Google).is_none());
    }
    let two = "From: a@example.com\r\nFrom: b@example.com\r\nAuthentication-Results: mx.google.com; dmarc=pass header.from=example.com\r\n\r\nHi";
    assert!(!parse(two.as_bytes(), ProviderName::Google).unwrap().is_vouched_for, "two writers");
}
