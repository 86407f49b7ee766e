//! Mail feeds the same ledger as a text (P-47).

use super::{FORGED, VOUCHED, mail, receive, standing};
use crate::{
    accounts::ProviderName,
    conversations::{
        InboundText, RawMail, Received, is_known, receive_mail, receive_text, resolve_hold, timeline,
    },
    jobs::{JobKind, statuses},
    leads, on_both,
    outbound::{Draft, MessageState, submit, tests::fixture::*},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Automation, Decision, Level, Purpose, Reason, Suppression},
    reply::Class,
};

const QUOTE: &str = "\n\nOn Tue, Nov 24, 2026 Dana <dana@example.com> wrote:\n> New homes\n> Unsubscribe";

on_both!(p47_an_email_reply_unsubscribe_ends_marketing_and_answers_may_go_on, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Email, Level::ExpressWritten).await;
    let raw = mail("1", EMAIL, "Re: New homes", &format!("unsubscribe{QUOTE}"), VOUCHED);
    let Some(Received::Stored { lead: stored, reading, .. }) = receive(&core, &scope, &raw).await else {
        panic!("a lead's mail is stored")
    };
    assert_eq!((stored, reading.class), (lead, Class::OptOut));
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.1, Suppression::Marketing);
    assert_eq!(standing(&core, &scope, lead, Channel::Sms).await.1, Suppression::None);
    let letter = |purpose, key: &str| Draft {
        purpose,
        subject: Some("Hello".into()),
        automation: Automation::HumanTyped,
        ..Draft::typed(lead, Channel::Email, "Hello", key)
    };
    let denied = submit(&core, &scope, letter(Purpose::Newsletter, "n")).await.unwrap();
    assert_eq!(denied.verdict.decision, Decision::Deny(Reason::Suppressed));
    let answer = submit(&core, &scope, letter(Purpose::Conversation, "c")).await.unwrap();
    assert_eq!(answer.verdict.decision, Decision::Allow, "what is no marketing may go on");
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty(), "a mail is not confirmed by a text");
});

on_both!(p47_an_email_reply_stop_texting_me_ends_texts, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive(&core, &scope, &mail("1", EMAIL, "Re: New homes", "Stop texting me", VOUCHED)).await.unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Sms).await.1, Suppression::Everything);
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.1, Suppression::None);
});

on_both!(p47_an_email_reply_that_wants_no_contact_ends_every_channel, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive(&core, &scope, &mail("1", EMAIL, "unsubscribe", "", VOUCHED)).await.unwrap();
    receive(&core, &scope, &mail("2", EMAIL, "Re: hi", "Do not contact me again.", VOUCHED)).await.unwrap();
    for channel in Channel::ALL {
        assert_eq!(standing(&core, &scope, lead, channel).await.1, Suppression::Everything, "{channel}");
    }
});

on_both!(p47_p41_a_forged_mail_may_end_contact_and_never_begins_it, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive(&core, &scope, &mail("1", EMAIL, "Hi", "Is the house open? We need 3 bedrooms.", FORGED))
        .await
        .unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await, (Level::None, Suppression::None));
    assert!(statuses(&core, &scope, JobKind::ExtractFacts, 9).await.unwrap().is_empty());
    let live = crate::outbound::live_threads(core.db.read(), scope.account, &[lead], 0).await.unwrap();
    assert!(live.is_empty(), "nobody knows that they wrote");
    let found = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!((found.len(), found[0].purpose.as_str()), (1, "unverified"), "it is there, and marked");

    let raw = mail("2", EMAIL, "Re: New homes", "unsubscribe", FORGED);
    receive(&core, &scope, &raw).await.unwrap();
    for (id, word) in [("3", "START"), ("4", "Please send me everything again, I agree to texts and mail")] {
        receive(&core, &scope, &mail(id, EMAIL, word, word, VOUCHED)).await.unwrap();
    }
    let (level, suppressed) = standing(&core, &scope, lead, Channel::Email).await;
    assert_eq!(suppressed, Suppression::Marketing, "no mail lifts what was ended");
    assert!(level <= Level::Inquiry, "no mail is an express consent");
});

on_both!(p47_a_question_by_mail_is_an_inquiry_by_mail, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let raw = mail("1", EMAIL, "Alder Lane", "Is it still open?", VOUCHED);
    receive(&core, &scope, &raw).await.unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.0, Level::Inquiry);
    assert_eq!(standing(&core, &scope, lead, Channel::Sms).await.0, Level::None);
    assert_eq!(statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().len(), 1);

    assert_eq!(receive(&core, &scope, &raw).await, Some(Received::Repeated), "twice is once");
    assert_eq!(timeline(&core, &scope, lead).await.unwrap().len(), 1);
    assert_eq!(statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().len(), 1);
});

on_both!(p47_an_answer_in_absence_is_kept_and_means_nothing, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let raw = mail("1", EMAIL, "Away", "I am out of the office until Monday.", VOUCHED);
    let raw = raw.replacen("Subject:", "Auto-Submitted: auto-replied\r\nSubject:", 1);
    receive(&core, &scope, &raw).await.unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.0, Level::None);
    assert!(statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().is_empty());
    assert_eq!(timeline(&core, &scope, lead).await.unwrap()[0].purpose, "automatic_reply");
});

on_both!(p47_a_doubtful_mail_waits_for_the_realtor_who_ends_mail, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for (id, ends) in [("1", ChannelSet::NONE), ("2", ChannelSet::EMAIL)] {
        let raw = mail(id, EMAIL, "Re: New homes", "We went with another agent.", VOUCHED);
        receive(&core, &scope, &raw).await.unwrap();
        assert!(leads::get(&core, &scope, lead).await.unwrap().on_hold);
        resolve_hold(&core, &scope, lead, ends).await.unwrap();
        assert!(!leads::get(&core, &scope, lead).await.unwrap().on_hold);
        let (level, suppressed) = standing(&core, &scope, lead, Channel::Email).await;
        if ends.is_empty() {
            assert_eq!((level, suppressed), (Level::Inquiry, Suppression::None));
        } else {
            assert_eq!(suppressed, Suppression::Everything);
        }
    }
    assert_eq!(standing(&core, &scope, lead, Channel::Sms).await.1, Suppression::None);
});

on_both!(p47_texts_and_mails_of_one_person_stand_in_one_thread, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let text = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        body: "Hi".into(),
        ..InboundText::default()
    };
    receive_text(&core, scope.account, &text).await.unwrap();
    receive(&core, &scope, &mail("1", EMAIL, "Alder Lane", "And by mail", VOUCHED)).await.unwrap();
    let found = timeline(&core, &scope, lead).await.unwrap();
    let said: Vec<_> =
        found.iter().map(|item| (item.channel.as_str(), item.text.as_str(), item.state)).collect();
    let received = MessageState::Received;
    assert!(
        said.contains(&("sms", "Hi", received)) && said.contains(&("email", "And by mail", received)),
        "{said:?}"
    );
    assert_eq!(
        found.iter().find(|item| item.channel == "email").unwrap().subject.as_deref(),
        Some("Alder Lane")
    );
});

on_both!(p45_p47_a_review_of_a_mail_brings_no_older_text_back, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let text = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        body: "can you stop by tomorrow?".into(),
        ..InboundText::default()
    };
    receive_text(&core, scope.account, &text).await.unwrap();
    assert!(leads::get(&core, &scope, lead).await.unwrap().on_hold);
    // Week one: it meant stop.
    resolve_hold(&core, &scope, lead, ChannelSet::PHONE).await.unwrap();
    let before = standing(&core, &scope, lead, Channel::Sms).await;
    assert_eq!(before.1, Suppression::Everything);
    core.clock.advance(TimeDelta::days(7));
    // Week two: somebody forges a mail that is held, and the realtor finds that it meant no stop.
    let raw = mail("1", EMAIL, "Re: New homes", "We went with another agent.", FORGED);
    receive(&core, &scope, &raw).await.unwrap();
    assert!(leads::get(&core, &scope, lead).await.unwrap().on_hold);
    resolve_hold(&core, &scope, lead, ChannelSet::NONE).await.unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Sms).await, before, "no inquiry of week one's text");
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.0, Level::None);
    for kind in [JobKind::DraftReply, JobKind::ExtractFacts] {
        assert!(statuses(&core, &scope, kind, 9).await.unwrap().is_empty(), "no draft either");
    }
});

on_both!(p47_a_mail_that_is_read_late_does_not_undo_what_ended_meanwhile, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    core.clock.advance(TimeDelta::days(1));
    receive(&core, &scope, &mail("2", EMAIL, "Re: New homes", "unsubscribe", VOUCHED)).await.unwrap();
    let asked = mail("1", EMAIL, "Alder Lane", "Is it still open?", VOUCHED);
    let arrived = RawMail {
        bytes: asked.as_bytes(),
        taken_in_by: ProviderName::Google,
        arrived_at: Some(core.now_ms() - 3_600_000),
    };
    receive_mail(&core, scope.account, arrived).await.unwrap();
    assert_eq!(standing(&core, &scope, lead, Channel::Email).await.0, Level::None);
    assert!(statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().is_empty());
    let said = timeline(&core, &scope, lead).await.unwrap();
    let late = said.iter().find(|item| item.text == "Is it still open?").unwrap();
    assert_eq!(late.at, core.now_ms() - 3_600_000, "when it arrived, not what it says of itself");
});

on_both!(p47_a_mail_does_not_make_itself_older_than_a_week, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let old = mail("1", EMAIL, "Hi", "Is it open?", VOUCHED).replace("24 Nov 2026", "24 Nov 1999");
    receive(&core, &scope, &old).await.unwrap();
    let said = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(said[0].at, core.now_ms() - 7 * 24 * 3_600_000);
});

on_both!(p47_a_mail_with_an_odd_name_is_known_by_it, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, NUMBER, EMAIL).await;
    for name in ["<no-at-sign>".to_owned(), format!("<{}@example.com>", "x".repeat(300))] {
        let raw = mail("1", EMAIL, "Hi", "Is it open?", VOUCHED).replace("<1@mail.example.com>", &name);
        assert!(!is_known(&core, scope.account, &name).await.unwrap(), "{name}");
        receive(&core, &scope, &raw).await.unwrap();
        assert!(is_known(&core, scope.account, &name).await.unwrap(), "{name}");
        assert_eq!(receive(&core, &scope, &raw).await, Some(Received::Repeated));
    }
});
