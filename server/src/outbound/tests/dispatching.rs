//! From the outbox to the provider.

use super::fixture::*;
use crate::{
    conversations::{InboundText, receive_text},
    leads::{self, Switch},
    on_both,
    outbound::{
        AccountFacts, Draft, MessageState, NewDraft, approve, dispatch, handover, resend, save_draft, submit,
    },
    privacy::{self, ContactSetting, Kind},
    providers::SendError,
    vault::KeyOwner,
};
use chrono::TimeDelta;
use realtoros_domain::{Channel, consent::Level};

fn stop(id: &str) -> InboundText {
    InboundText {
        provider_id: id.into(),
        from: NUMBER.into(),
        body: "please stop texting me".into(),
        ..Default::default()
    }
}

on_both!(p20_ten_queued_then_stop_then_none_is_sent, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    for n in 0..10 {
        let draft = Draft::typed(lead, Channel::Sms, format!("Text {n}"), format!("k{n}"));
        assert_eq!(submit(&core, &scope, draft).await.unwrap().state, MessageState::Queued);
    }
    receive_text(&core, scope.account, &stop("SM1")).await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    let sent = recorder.bodies();
    assert_eq!(sent.len(), 1, "the confirmation alone: {sent:?}");
    assert!(!sent[0].contains("Text "));
});

on_both!(p20_what_waits_is_decided_again_when_it_is_due, core, {
    let scope = account(&core, "dana@example.com").await;
    let first = lead(&core, &scope, NUMBER, EMAIL).await;
    let second = lead(&core, &scope, "+12125550143", "tom@example.com").await;
    for lead in [first, second] {
        give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    }
    submit(&core, &scope, Draft::typed(first, Channel::Sms, "Hello", "k1")).await.unwrap();
    let mail = Draft::typed(second, Channel::Email, "Hello", "k2");
    submit(&core, &scope, Draft { subject: Some("Hello".into()), ..mail }).await.unwrap();
    // Neither of these takes back what waits: only the second look finds them.
    leads::set_switch(&core, &scope, first, Switch::Restricted, true).await.unwrap();
    for kind in Kind::ALL {
        let setting = ContactSetting { channel: Channel::Email, kind, allowed: false };
        privacy::set_contact(&core, &scope, setting).await.unwrap();
    }
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty() && recorder.mails.lock().unwrap().is_empty());
    for (lead, reason) in [(first, "restricted"), (second, "feature_disabled")] {
        let items = outgoing(&core, &scope, lead).await;
        assert_eq!((items[0].state, items[0].reason.as_str()), (MessageState::Denied, reason));
    }
});

on_both!(p45_a_stop_between_claim_and_call_is_heard, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k")).await.unwrap();
    let facts = AccountFacts::load(&core, scope.account).await.unwrap();
    let lease = core.now_ms() + dispatch::LEASE_MS;
    let (_, claimed) = dispatch::claim(&core, facts.clone(), lease).await.unwrap();
    assert_eq!(claimed.len(), 1);

    receive_text(&core, scope.account, &stop("SM1")).await.unwrap();

    let (recorder, providers) = recording();
    handover::send_all(&core, &providers, &facts, claimed, lease).await.unwrap();
    assert!(recorder.texts.lock().unwrap().is_empty());
    let items = outgoing(&core, &scope, lead).await;
    assert_eq!(items.iter().find(|item| item.text == first("Hello")).unwrap().state, MessageState::Denied);
});

on_both!(p45_an_opt_out_at_the_provider_becomes_ours, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "One", "k1")).await.unwrap();
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::OptedOut));
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Failed]);
    let next = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Two", "k2")).await.unwrap();
    assert_eq!(next.state, MessageState::Denied);
    core.clock.advance(TimeDelta::hours(1));
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty(), "no retry");
});

on_both!(what_may_work_later_is_tried_again_and_what_may_not_is_not, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    for (n, error) in
        [SendError::Retry("busy".into()), SendError::Permanent("error 30006".into())].into_iter().enumerate()
    {
        submit(&core, &scope, Draft::typed(lead, Channel::Sms, format!("Text {n}"), format!("k{n}")))
            .await
            .unwrap();
        let (recorder, providers) = recording();
        recorder.will(Err(error));
        drain(&core, &providers).await;
        assert!(recorder.bodies().is_empty());
        core.clock.advance(TimeDelta::seconds(10));
        drain(&core, &providers).await;
        assert_eq!(recorder.bodies().len(), 1 - n);
    }
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Sent, MessageState::Failed]);
});

on_both!(the_carriers_quiet_hours_are_waited_for, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k")).await.unwrap();
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::QuietHours));
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Deferred]);
    core.clock.advance(TimeDelta::hours(1));
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("Hello")]);
});

on_both!(a_mail_that_nobody_is_sure_about_waits_for_a_person, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let mail =
        Draft { subject: Some("Saturday".into()), ..Draft::typed(lead, Channel::Email, "At four?", "k") };
    let mail = submit(&core, &scope, mail).await.unwrap();
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Unknown("silence".into())));
    drain(&core, &providers).await;
    core.clock.advance(TimeDelta::hours(1));
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Unconfirmed]);
    assert!(recorder.mails.lock().unwrap().is_empty());
    resend(&core, &scope, mail.id).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.mails.lock().unwrap().len(), 1);
});

on_both!(p18_a_draft_leaves_only_when_a_person_approves_and_only_once, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let question = InboundText { body: "Is it still open?".into(), ..stop("SM1") };
    let received = receive_text(&core, scope.account, &question).await.unwrap();
    let crate::conversations::Received::Stored { message, .. } = received else { panic!("stored") };
    let new = |text: &str| NewDraft {
        lead,
        channel: Channel::Sms,
        subject: None,
        text: text.into(),
        answers: message,
        cites: vec![message],
    };
    let draft = save_draft(&core, &scope, new("It is.")).await.unwrap().unwrap();
    assert_eq!(save_draft(&core, &scope, new("Again")).await.unwrap(), None, "one draft for each message");
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty());
    approve(&core, &scope, draft, "It is, come by.").await.unwrap();
    assert!(approve(&core, &scope, draft, "Twice").await.is_err());
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [format!("{SENTENCE} It is, come by.\nReply STOP to opt out.")]);
});

on_both!(p46_a_confirmation_that_comes_too_late_is_dropped, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive_text(&core, scope.account, &stop("SM1")).await.unwrap();
    core.clock.advance(TimeDelta::seconds(301));
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty());
    let items = outgoing(&core, &scope, lead).await;
    assert_eq!((items[0].state, items[0].reason.as_str()), (MessageState::Denied, "confirmation_late"));
    assert_eq!(items[0].purpose, "opt_out_confirmation");
});

on_both!(an_account_that_cannot_be_opened_does_not_hold_up_the_others, core, {
    let (broken, sound) = (account(&core, "dana@example.com").await, account(&core, "lee@example.com").await);
    let mut leads = Vec::new();
    for (n, scope) in [broken, sound].into_iter().enumerate() {
        let lead = lead(&core, &scope, NUMBER, EMAIL).await;
        give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
        submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", format!("k{n}"))).await.unwrap();
        core.clock.advance(TimeDelta::seconds(1));
        leads.push(lead);
    }
    core.vault.destroy(core.db.write(), KeyOwner::Account(broken.account)).await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 1);
    assert_eq!(states(&core, &sound, leads[1]).await, [MessageState::Sent]);
});
