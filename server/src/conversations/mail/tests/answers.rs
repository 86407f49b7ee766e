//! Answers to mail stand in its thread.

use super::{VOUCHED, mail, receive};
use crate::{
    conversations::Received,
    on_both,
    outbound::{Draft, NewDraft, approve, save_draft, submit, tests::fixture::*},
    providers::MailOut,
};
use realtoros_domain::Channel;

fn header<'a>(mail: &'a MailOut, name: &str) -> Option<&'a str> {
    mail.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

on_both!(an_answer_to_a_mail_stands_in_its_thread, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let raw = mail("q1", EMAIL, "Alder Lane", "Is it open?", VOUCHED);
    let raw = raw.replacen("Date:", "References: <q0@mail.example.com>\r\nDate:", 1);
    let Some(Received::Stored { message, .. }) = receive(&core, &scope, &raw).await else { panic!("stored") };
    let typed = |subject: &str, key: &str| Draft {
        subject: Some(subject.into()),
        ..Draft::typed(lead, Channel::Email, "It is.", key)
    };
    submit(&core, &scope, typed("Re: Alder Lane", "1")).await.unwrap();
    submit(&core, &scope, typed("Something else", "2")).await.unwrap();
    // It rests on the mail itself, so it has its subject.
    let new = NewDraft {
        lead,
        channel: Channel::Email,
        subject: None,
        text: "It is, until Friday.".into(),
        answers: message,
        cites: vec![message],
    };
    let draft = save_draft(&core, &scope, new).await.unwrap().unwrap();
    approve(&core, &scope, draft, "It is, until Friday.").await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    let mails = recorder.mails.lock().unwrap();
    assert_eq!(mails.len(), 3);
    for mail in mails.iter() {
        if mail.subject == "Something else" {
            assert_eq!(header(mail, "In-Reply-To"), None, "another subject is another thread");
        } else {
            assert_eq!(mail.subject, "Re: Alder Lane");
            assert_eq!(header(mail, "In-Reply-To"), Some("<q1@mail.example.com>"));
            let all = "<q0@mail.example.com> <q1@mail.example.com>";
            assert_eq!(header(mail, "References"), Some(all));
        }
    }
});
