//! Texts leave only from registered numbers, and the first one says who sends it and how to end it (P-50).

use super::fixture::*;
use crate::{
    Core, Scope,
    accounts::{self, ChannelSettings, channels, entered_registration},
    audit,
    conversations::{InboundText, receive_text},
    leads::{self, LeadRecord, NewLead},
    on_both,
    outbound::{
        AccountFacts, Draft, MessageState, StatusCallback, apply_status, claim_due, preview, submit,
        submit_in,
    },
    privacy::processors,
    providers::SendError,
    testing::{TestCore, registered_twilio},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Level, Purpose, Reason},
    ids::LeadId,
    registration::{Approval, Entry, Registration},
};

const OURS: &str = "+12125550100";

/// An account with Twilio, and a lead who asked something.
async fn with_twilio(core: &TestCore, settings: ChannelSettings) -> (Scope, LeadId) {
    processors::register(core).await.unwrap();
    let scope = account(core, "dana@example.com").await;
    accounts::save_channels(core, &scope, settings).await.unwrap();
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    for level in [Level::Inquiry, Level::ExpressWritten] {
        give(core, &scope, lead, Channel::Sms, level).await;
    }
    (scope, lead)
}

fn unregistered() -> ChannelSettings {
    ChannelSettings { registration: None, ..registered_twilio(OURS) }
}

async fn decided(core: &Core, scope: &Scope, draft: &Draft) -> Decision {
    preview(core, scope, draft).await.unwrap().verdict.decision
}

on_both!(p50_texts_wait_until_their_number_is_registered, core, {
    let (scope, lead) = with_twilio(&core, unregistered()).await;
    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k");
    let waits = Decision::Hold(Reason::NotRegistered);
    assert_eq!(decided(&core, &scope, &hello).await, waits);
    for purpose in Purpose::ALL.into_iter().filter(|purpose| !purpose.answers_request()) {
        let draft = Draft::automatic(lead, Channel::Sms, purpose, "Hello", "a");
        assert_eq!(decided(&core, &scope, &draft).await, waits, "{purpose:?}");
    }
    for purpose in [Purpose::Help, Purpose::PrivacyRequest] {
        let draft = Draft::automatic(lead, Channel::Sms, purpose, "Hello", format!("{purpose:?}"));
        let refused = submit(&core, &scope, draft).await.unwrap();
        assert_eq!(refused.state, MessageState::Denied, "{purpose:?} would come too late");
        assert_eq!(refused.verdict.decision, Decision::Deny(Reason::NotRegistered));
    }
    let mail = Draft { subject: Some("Hello".into()), ..Draft::typed(lead, Channel::Email, "Hello", "m") };
    assert_eq!(decided(&core, &scope, &mail).await, Decision::Allow, "mail needs no carrier");
    assert_eq!(submit(&core, &scope, hello).await.unwrap().state, MessageState::Held);
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.bodies().is_empty());

    accounts::save_channels(&core, &scope, registered_twilio(OURS)).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("Hello")], "it goes on by itself, and what was refused stays so");
});

on_both!(p50_a_registration_that_is_taken_back_counts_for_what_waits, core, {
    let (scope, lead) = with_twilio(&core, registered_twilio(OURS)).await;
    let (recorder, providers) = recording();
    for (hours, state) in [(23, MessageState::Sent), (25, MessageState::Denied)] {
        let draft = Draft::typed(lead, Channel::Sms, "Hello", format!("{hours}"));
        let submitted = submit(&core, &scope, draft).await.unwrap();
        assert_eq!(submitted.state, MessageState::Queued);
        accounts::save_channels(&core, &scope, unregistered()).await.unwrap();
        drain(&core, &providers).await;
        let items = outgoing(&core, &scope, lead).await;
        let waiting = items.iter().find(|item| item.id == submitted.id).unwrap();
        assert_eq!((waiting.state, waiting.reason.as_str()), (MessageState::Held, "not_registered"));
        core.clock.advance(TimeDelta::hours(hours));
        accounts::save_channels(&core, &scope, registered_twilio(OURS)).await.unwrap();
        drain(&core, &providers).await;
        let items = outgoing(&core, &scope, lead).await;
        let decided = items.iter().find(|item| item.id == submitted.id).unwrap();
        assert_eq!(decided.state, state, "after {hours} hours");
    }
    assert_eq!(recorder.bodies().len(), 1, "what is older than a day is not meant any more");
});

on_both!(p50_what_was_read_before_the_registration_was_recorded_keeps_no_text_held, core, {
    let (scope, lead) = with_twilio(&core, unregistered()).await;
    let stale = AccountFacts::load(&core, scope.account).await.unwrap();
    accounts::save_channels(&core, &scope, registered_twilio(OURS)).await.unwrap();
    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k");
    let tx = core.db.begin().await.unwrap();
    let submitted = submit_in(&tx, &core, &scope, stale.clone(), vec![hello]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(submitted[0].state, MessageState::Queued);
    let lease = core.now_ms() + 20_000;
    accounts::save_channels(&core, &scope, registered_twilio("+12125550101")).await.unwrap();
    let (decided, _) = claim_due(&core, stale.clone(), lease).await.unwrap();
    assert_eq!(decided, 0, "from another number it is not sent");
    accounts::save_channels(&core, &scope, registered_twilio(OURS)).await.unwrap();
    let (_, claimed) = claim_due(&core, stale, lease).await.unwrap();
    assert_eq!(claimed.len(), 1);
});

on_both!(p50_texts_that_waited_go_on_when_no_carrier_is_involved_any_more, core, {
    let (scope, lead) = with_twilio(&core, unregistered()).await;
    let (recorder, providers) = recording();
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Old", "k1")).await.unwrap();
    core.clock.advance(TimeDelta::hours(25));
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "New", "k2")).await.unwrap();
    accounts::save_channels(&core, &scope, ChannelSettings::default()).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("New")]);
    let history = audit::history(&core, &scope, None, 50).await.unwrap();
    let counted = |entry: &audit::History| entry.detail.ends_with("released=1 expired=1");
    assert!(history.iter().any(|entry| entry.action == "channels.updated" && counted(entry)));
});

on_both!(p50_a_second_text_is_the_first_when_the_one_before_it_did_not_arrive, core, {
    let (scope, lead) = with_twilio(&core, registered_twilio(OURS)).await;
    let (recorder, providers) = recording();
    let lost = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k1")).await.unwrap();
    drain(&core, &providers).await;
    submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Again", "k2")).await.unwrap();
    let callback = StatusCallback {
        provider_id: format!("SM{}", lost.id),
        status: "undelivered".into(),
        ..StatusCallback::default()
    };
    apply_status(&core, scope.account, &callback).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("Hello"), first("Again")]);
    let kept: Vec<_> = outgoing(&core, &scope, lead).await.into_iter().map(|item| item.text).collect();
    assert!(kept.contains(&first("Again")), "what is kept is what was sent: {kept:?}");
});

on_both!(p50_a_registration_belongs_to_the_number, core, {
    let (scope, lead) = with_twilio(&core, registered_twilio(OURS)).await;
    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k");
    assert_eq!(decided(&core, &scope, &hello).await, Decision::Allow);
    let stored = channels(core.db.read(), &core, scope.account).await.unwrap();
    let typed = Entry::of(stored.registration.as_ref().unwrap());
    let entered = async |number| entered_registration(&core, &scope, number, &typed).await.unwrap();
    assert_eq!(entered("(212) 555-0100").await, stored.registration, "the same number in another form");
    assert_eq!(entered("+12125550101").await, None, "left over from the old number");
    let other = Some("+12125550101".to_owned());
    accounts::save_channels(&core, &scope, ChannelSettings { twilio_from_number: other, ..stored })
        .await
        .unwrap();
    assert_eq!(decided(&core, &scope, &hello).await, Decision::Hold(Reason::NotRegistered));
    let stored = channels(core.db.read(), &core, scope.account).await.unwrap();
    assert!(stored.has_twilio() && stored.registration.is_none(), "it was taken back");
    let registration = entered("+12125550101").await;
    assert!(registration.is_some(), "entered anew it counts");
    accounts::save_channels(&core, &scope, ChannelSettings { registration, ..stored }).await.unwrap();
    assert_eq!(decided(&core, &scope, &hello).await, Decision::Allow);
    let tomorrow = Entry { approved_on: "2026-11-25".into(), ..typed.clone() };
    let refused = entered_registration(&core, &scope, "+12125550102", &tomorrow).await.unwrap_err();
    assert!(refused.to_string().contains("in the future"), "{refused}");
});

on_both!(p50_a_toll_free_number_is_verified_instead, core, {
    let number = "+18885550100";
    let local = registered_twilio(number);
    let (scope, lead) = with_twilio(&core, local.clone()).await;
    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k");
    let decision = decided(&core, &scope, &hello).await;
    assert_eq!(decision, Decision::Hold(Reason::NotRegistered), "a campaign is of local numbers");
    let approval = Approval::TollFree { verification: format!("HH{}", "0".repeat(32)) };
    let approved_on = "2026-11-02".parse().unwrap();
    let registration = Some(Registration { number: number.into(), approval, approved_on });
    accounts::save_channels(&core, &scope, ChannelSettings { registration, ..local }).await.unwrap();
    assert_eq!(decided(&core, &scope, &hello).await, Decision::Allow);
});

on_both!(p50_texts_that_are_captured_reach_no_carrier_and_need_no_registration, core, {
    let (scope, lead) = with_twilio(&core, ChannelSettings::default()).await;
    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k");
    assert_eq!(decided(&core, &scope, &hello).await, Decision::Allow);
});

on_both!(p50_the_first_text_to_a_number_says_who_sends_it_and_how_to_end_it, core, {
    let scope = account(&core, "dana@example.com").await;
    let other = "+12125550143";
    let phones = [NUMBER, other].map(|number| number.parse().unwrap()).to_vec();
    let record = LeadRecord { phones, ..LeadRecord::default() };
    let lead = leads::create(&core, &scope, NewLead { record, ..NewLead::default() }).await.unwrap();
    let help = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        to: OURS.into(),
        body: "HELP".into(),
        ..InboundText::default()
    };
    receive_text(&core, scope.account, &help).await.unwrap();
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 1, "the answer to HELP, which is no first text");

    let hello = Draft::typed(lead, Channel::Sms, "Hello", "k1");
    let asked = preview(&core, &scope, &hello).await.unwrap();
    assert_eq!(asked.introduces.as_deref(), Some("Harbor Street Realty"), "it is shown before");
    recorder.will(Err(SendError::Permanent("no such number".into())));
    submit(&core, &scope, hello).await.unwrap();
    drain(&core, &providers).await;
    let mut sent = Vec::new();
    for (n, (to, text)) in
        [(NUMBER, "Hello"), (NUMBER, "Again"), (other, "Hello"), (other, "Again")].into_iter().enumerate()
    {
        let draft = match text {
            "Hello" => Draft::automatic(lead, Channel::Sms, Purpose::Sales, text, format!("a{n}")),
            _ => Draft::typed(lead, Channel::Sms, text, format!("t{n}")),
        };
        submit(&core, &scope, Draft { to: Some(to.into()), ..draft }).await.unwrap();
        drain(&core, &providers).await;
        sent.push(recorder.bodies().pop().unwrap());
    }
    let first = first("Hello");
    assert_eq!(sent, [first.as_str(), "Again", first.as_str(), "Again"], "what did not arrive told nobody");
    let later = Draft::typed(lead, Channel::Sms, "Hello", "k3");
    assert_eq!(preview(&core, &scope, &later).await.unwrap().introduces, None);
    let long = Draft::typed(lead, Channel::Sms, "a".repeat(1_600), "k4");
    assert!(submit(&core, &scope, long).await.is_ok(), "the length is that of the words alone");
});

on_both!(p50_what_is_added_counts_in_the_length_and_not_in_what_is_refused, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let refused = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k1")).await.unwrap();
    assert_eq!(refused.state, MessageState::Denied);
    assert_eq!(outgoing(&core, &scope, lead).await[0].text, "Hello");
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let long = Draft::typed(lead, Channel::Sms, "a".repeat(1_600), "k2");
    assert!(
        matches!(submit(&core, &scope, long).await, Err(crate::Error::Invalid(why)) if why.contains("1,600"))
    );
});

on_both!(p50_no_automatic_text_asks_for_a_word_that_ends_texts_for_something_else, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for level in [Level::Inquiry, Level::ExpressWritten] {
        give(&core, &scope, lead, Channel::Sms, level).await;
    }
    let reminder = |text: &str, key: &str| Draft::automatic(lead, Channel::Sms, Purpose::Reminder, text, key);
    let bad = reminder("Saturday at ten. Reply CANCEL to cancel your showing.", "k1");
    let refused = submit(&core, &scope, bad).await.unwrap();
    assert_eq!(refused.verdict.decision, Decision::Deny(Reason::ContentFinding));
    assert!(refused.verdict.steps.iter().any(|step| step.detail == "stop_word_for_else"));
    let good = reminder("Saturday at ten. Reply STOP to opt out.", "k2");
    assert_eq!(submit(&core, &scope, good).await.unwrap().state, MessageState::Queued);
    let mut confirmation = Draft::automatic(
        lead,
        Channel::Sms,
        Purpose::OptOutConfirmation,
        "No more texts. New homes: a.example",
        "k3",
    );
    confirmation.opted_out_at = Some(core.now_ms());
    let refused = submit(&core, &scope, confirmation).await.unwrap();
    assert_eq!(refused.verdict.decision, Decision::Deny(Reason::ContentFinding), "it sells");
});
