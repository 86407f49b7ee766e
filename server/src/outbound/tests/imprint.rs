//! Mail that answers nobody says who writes, from where, and how to hear no more (P-51 to P-53).

use super::fixture::*;
use crate::{
    conversations::{self, InboundText},
    links::{self, WayOut},
    on_both,
    outbound::{Draft, preview, submit},
    providers::MailOut,
};
use realtoros_domain::{
    Channel,
    consent::{Decision, Purpose, Reason},
    ids::LeadId,
};

fn mail(lead: LeadId, purpose: Purpose, key: &str) -> Draft {
    let subject = Some("Open on Sunday".to_owned());
    Draft { purpose, subject, ..Draft::typed(lead, Channel::Email, "The house on Elm is open.", key) }
}

fn named(mail: &MailOut, name: &str) -> Option<String> {
    mail.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone())
}

on_both!(p51_p53_mail_that_answers_nobody_carries_who_writes_and_the_way_out, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let (recorder, providers) = recording();
    for (n, purpose) in [Purpose::Conversation, Purpose::Sales].into_iter().enumerate() {
        let draft = mail(lead, purpose, &format!("k{n}"));
        assert!(preview(&core, &scope, &draft).await.unwrap().sells_by_mail, "it is shown before");
        submit(&core, &scope, draft).await.unwrap();
        drain(&core, &providers).await;
        let sent = recorder.mails.lock().unwrap().pop().unwrap();
        let (words, end) = sent.text.split_once("\n\n--\n").unwrap();
        assert_eq!(words, "The house on Elm is open.");
        let lines: Vec<_> = end.lines().collect();
        assert_eq!(lines[..2], ["Harbor Street Realty", "200 Harbor Street, New York, NY 10004"]);
        let out = lines[2].strip_prefix("Unsubscribe: ").unwrap();
        assert_eq!(named(&sent, "List-Unsubscribe").unwrap(), format!("<{out}>"));
        assert_eq!(named(&sent, "List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    }

    submit(&core, &scope, mail(lead, Purpose::Conversation, "last")).await.unwrap();
    drain(&core, &providers).await;
    let last = recorder.mails.lock().unwrap().pop().unwrap();
    let token = last.text.rsplit('/').next().unwrap().to_owned();
    links::unsubscribe(&core, &token, WayOut::Newsletters).await.unwrap();
    let after = preview(&core, &scope, &mail(lead, Purpose::Conversation, "more")).await.unwrap();
    assert_eq!(after.verdict.decision, Decision::Deny(Reason::Suppressed));
});

on_both!(p51_an_answer_by_mail_stays_as_it_was_written, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let question = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        body: "Can you mail me the floor plan?".into(),
        ..InboundText::default()
    };
    conversations::receive_text(&core, scope.account, &question).await.unwrap();
    let (recorder, providers) = recording();
    submit(&core, &scope, mail(lead, Purpose::Conversation, "k")).await.unwrap();
    drain(&core, &providers).await;
    let sent = recorder.mails.lock().unwrap().pop().unwrap();
    assert_eq!(sent.text, "The house on Elm is open.");
    assert_eq!(named(&sent, "List-Unsubscribe"), None);
});
