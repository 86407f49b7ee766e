//! A newsletter in the quotation of an answer says nothing for the person who answers (P-47).

use super::*;
use crate::{
    accounts::ProviderName,
    conversations::{RawMail, Received, receive_mail},
    on_both,
};
use realtoros_domain::reply::Class;

/// What an answer of the lead is read as.
async fn read(core: &TestCore, scope: &Scope, id: usize, kind: &str, body: &str) -> Class {
    let raw = format!(
        "From: rosa@example.com\r\nSubject: Re: Porches for Rosa\r\nMessage-ID: <{id}@example.com>\r\n\
         Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}"
    );
    let mail = RawMail { bytes: raw.as_bytes(), taken_in_by: ProviderName::Google, arrived_at: None };
    match receive_mail(core, scope.account, mail).await.unwrap() {
        Some(Received::Stored { reading, .. }) => reading.class,
        other => panic!("{other:?}"),
    }
}

on_both!(p47_the_way_out_of_a_quoted_newsletter_is_not_the_leads_wish, core, {
    let scope = realtor(&core).await;
    lead(&core, &scope, "Rosa", Some("rosa@example.com")).await;
    let id = sent(&core, &scope, content()).await;
    let (_, mail) = mails(&core, &scope, id).await.remove(0);
    assert!(mail.text.contains("nsubscribe") && mail.html.as_ref().unwrap().contains("Unsubscribe"));
    let quoted = format!("> {}\r\n", mail.text.replace('\n', "\r\n> "));
    let html = mail.html.unwrap();
    let wishes = [("Love the porch!", Class::None), ("Please unsubscribe me.", Class::OptOut)];
    for (n, (words, class)) in wishes.into_iter().enumerate() {
        let plain = format!("{words}\r\n\r\nOn Tue, Nov 24, 2026 at 8:00 AM Dana wrote:\r\n\r\n{quoted}");
        assert_eq!(read(&core, &scope, 10 + n, "plain", &plain).await, class, "{plain}");
        let page = format!(
            "<div>{words}</div><br><div class=\"gmail_quote\"><div>On Tue, Nov 24, 2026 Dana wrote:<br></div>\
             <blockquote>{html}</blockquote></div>"
        );
        assert_eq!(read(&core, &scope, 20 + n, "html", &page).await, class, "{page}");
    }
});
