//! What is refused is refused at the use case, whoever calls it (P-54).

use super::fixture::*;
use crate::{
    Error, Scope, consent,
    consent::Source,
    do_not_call, jobs,
    leads::{self, Switch},
    on_both,
    outbound::{
        AccountFacts, Draft, MessageState,
        facts::Facts,
        gate::{Ask, ask},
        preview, submit,
    },
    privacy::{self, ContactSetting, Kind},
    worker::Worker,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Claim, Decision, Level, Purpose, Reason, StepName},
    ids::{AccountId, LeadId},
};
use uuid::Uuid;

fn typed(lead: LeadId, key: &str) -> Draft {
    Draft {
        purpose: Purpose::Sales,
        ..Draft::typed(lead, Channel::Sms, "A house on Alder Lane is open.", key)
    }
}

on_both!(p54_a_call_that_skips_the_page_is_denied_all_the_same, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let submitted = submit(&core, &scope, typed(lead, "one")).await.unwrap();
    assert_eq!(submitted.state, MessageState::Denied);
    assert_eq!(submitted.verdict.decision, Decision::Deny(Reason::NoConsent));
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty());
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Denied]);
});

on_both!(p42_each_level_lets_through_what_it_covers, core, {
    let scope = account(&core, "dana@example.com").await;
    let cases =
        [(Level::Inquiry, true, false), (Level::Express, true, false), (Level::ExpressWritten, true, true)];
    for (n, (level, by_hand, by_machine)) in cases.into_iter().enumerate() {
        let lead = lead(&core, &scope, &format!("+1212555014{n}"), &format!("l{n}@example.com")).await;
        give(&core, &scope, lead, Channel::Sms, level).await;
        give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
        let hand = preview(&core, &scope, &typed(lead, "h")).await.unwrap();
        assert_eq!(hand.verdict.decision == Decision::Allow, by_hand, "{level:?}");
        let machine = Draft::automatic(lead, Channel::Sms, Purpose::Sales, "New this week.", "m");
        let machine = preview(&core, &scope, &machine).await.unwrap();
        assert_eq!(machine.verdict.decision == Decision::Allow, by_machine, "{level:?}");
    }
});

on_both!(p54_the_decision_names_every_step_and_what_was_not_evaluated, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let preview = preview(&core, &scope, &typed(lead, "k")).await.unwrap();
    let names: Vec<_> = preview.verdict.steps.iter().map(|step| step.name).collect();
    assert_eq!(names, StepName::ALL);
    let wording = preview.verdict.steps.iter().find(|step| step.name == StepName::ContentGuards).unwrap();
    assert!(wording.detail.contains("not evaluated"));
});

on_both!(p43_a_text_at_night_waits_for_the_morning_and_goes_then, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    core.clock.advance(TimeDelta::hours(9));
    let submitted = submit(&core, &scope, typed(lead, "night")).await.unwrap();
    assert_eq!(submitted.state, MessageState::Deferred);
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty());
    core.clock.advance(TimeDelta::hours(11));
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 1);
    let sent = recorder.texts.lock().unwrap()[0].1.clone();
    assert_eq!(sent.valid_seconds, 12 * 3_600, "it may wait at the provider until 20:00 and no longer");
});

on_both!(p54_only_a_person_in_a_live_thread_can_answer_at_night, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    crate::conversations::receive_text(&core, scope.account, &text("SM1", NUMBER, "Is it still open?"))
        .await
        .unwrap();
    core.clock.advance(TimeDelta::hours(9));
    let mut draft = Draft::typed(lead, Channel::Sms, "Yes, it is.", "k");
    let asked = preview(&core, &scope, &draft).await.unwrap();
    assert!(asked.can_override && matches!(asked.verdict.decision, Decision::Defer { .. }));
    draft.override_quiet_hours = true;
    assert_eq!(submit(&core, &scope, draft).await.unwrap().state, MessageState::Queued);
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("Yes, it is.")], "the choice holds at dispatch");

    let mut machine = Draft::automatic(lead, Channel::Sms, Purpose::Conversation, "Yes!", "m");
    machine.override_quiet_hours = true;
    assert!(matches!(
        preview(&core, &scope, &machine).await.unwrap().verdict.decision,
        Decision::Defer { .. }
    ));
});

on_both!(p44_what_left_earlier_in_the_day_counts, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    let (recorder, providers) = recording();
    for n in 0..4 {
        let draft = Draft::automatic(lead, Channel::Sms, Purpose::Sales, "Hello", format!("k{n}"));
        submit(&core, &scope, draft).await.unwrap();
        drain(&core, &providers).await;
        core.clock.advance(TimeDelta::minutes(5));
    }
    assert_eq!(recorder.bodies().len(), 3, "each left by itself");
});

on_both!(p44_the_fourth_automatic_sales_text_of_a_day_waits, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    for n in 0..4 {
        let text = format!("Number {n}");
        let draft = Draft::automatic(lead, Channel::Sms, Purpose::Sales, text, format!("k{n}"));
        submit(&core, &scope, draft).await.unwrap();
    }
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 3, "all four were due at once");
    assert_eq!(
        *states(&core, &scope, lead)
            .await
            .iter()
            .filter(|s| **s == MessageState::Deferred)
            .collect::<Vec<_>>(),
        [&MessageState::Deferred]
    );
    core.clock.advance(TimeDelta::hours(24));
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 4);
});

on_both!(p52_unsubscribing_ends_newsletters_and_leaves_reminders, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let mail = |purpose, key: &str| Draft {
        subject: Some("Saturday".into()),
        ..Draft::automatic(lead, Channel::Email, purpose, "Hello.", key)
    };
    submit(&core, &scope, mail(Purpose::Newsletter, "n1")).await.unwrap();
    submit(&core, &scope, mail(Purpose::Reminder, "r1")).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    assert!(consent::suppress(&tx, &core, &scope, Channel::Email, EMAIL, Source::Unsubscribe).await.unwrap());
    assert!(
        !consent::suppress(&tx, &core, &scope, Channel::Email, EMAIL, Source::Unsubscribe).await.unwrap()
    );
    tx.commit().await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.mails.lock().unwrap().len(), 1, "the reminder");
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Denied, MessageState::Sent]);
});

on_both!(restriction_denies_everything, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    leads::set_switch(&core, &scope, lead, Switch::Restricted, true).await.unwrap();
    let decision = preview(&core, &scope, &typed(lead, "k")).await.unwrap().verdict.decision;
    assert_eq!(decision, Decision::Deny(Reason::Restricted));
});

on_both!(p35_a_foreign_lead_does_not_exist, core, {
    let (one, two) = (account(&core, "dana@example.com").await, account(&core, "lee@example.com").await);
    let lead = lead(&core, &one, NUMBER, EMAIL).await;
    for id in [lead, LeadId(Uuid::from_u128(5))] {
        let error = submit(&core, &two, typed(id, "k")).await.unwrap_err();
        assert!(matches!(error, Error::NotFound));
        let preview = preview(&core, &two, &typed(id, "k")).await.unwrap();
        assert_eq!(preview.verdict.decision, Decision::Deny(Reason::NoRecipient));
    }
    let nobody = Scope { account: AccountId(Uuid::from_u128(9)), ..one };
    assert!(matches!(submit(&core, &nobody, typed(lead, "k")).await.unwrap_err(), Error::NotFound));
});

on_both!(p51_commercial_mail_of_an_account_without_a_postal_address_is_denied, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for (postal_address, expected) in
        [("17 Pecan Way", Decision::Allow), (" ", Decision::Deny(Reason::ContentFinding))]
    {
        let mut account = AccountFacts::load(&core, scope.account).await.unwrap();
        postal_address.clone_into(&mut account.postal_address);
        let facts = Facts::load(core.db.read(), &core, account, &[lead], ChannelSet::ALL).await.unwrap();
        // What answers nobody is commercial, whatever it is called.
        for purpose in [Purpose::Sales, Purpose::Newsletter, Purpose::Conversation] {
            let draft = Draft { purpose, ..Draft::typed(lead, Channel::Email, "Hello", "k") };
            let decision = ask(&core, &facts, &Ask::of_draft(&draft, Claim::First)).verdict.decision;
            assert_eq!(decision, expected, "{purpose:?} {postal_address:?}");
        }
    }
});

on_both!(p51_an_answer_by_mail_needs_no_postal_address, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let question = text("SM1", NUMBER, "Can you mail me the floor plan?");
    crate::conversations::receive_text(&core, scope.account, &question).await.unwrap();
    let mut account = AccountFacts::load(&core, scope.account).await.unwrap();
    account.postal_address.clear();
    let facts = Facts::load(core.db.read(), &core, account, &[lead], ChannelSet::EMAIL).await.unwrap();
    let answer = Draft::typed(lead, Channel::Email, "Here it is.", "k");
    let decision = ask(&core, &facts, &Ask::of_draft(&answer, Claim::First)).verdict.decision;
    assert_eq!(decision, Decision::Allow);
});

on_both!(p44_what_is_called_a_conversation_and_answers_nobody_counts, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    let (recorder, providers) = recording();
    for n in 0..4 {
        let draft = Draft::automatic(lead, Channel::Sms, Purpose::Conversation, "Hello", format!("k{n}"));
        submit(&core, &scope, draft).await.unwrap();
        // One after the other and in one batch.
        if n < 2 {
            drain(&core, &providers).await;
        }
    }
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 3);
});

on_both!(p48_numbers_are_not_looked_up_for_mail, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Express).await;
    let mut list = do_not_call::Incoming::begin(&core, &scope).await.unwrap();
    list.add(b"212,5550100\n".to_vec()).await;
    let id = list.finish(&do_not_call::ListForm::default()).await.unwrap();
    do_not_call::start(&core, &scope, id, &[212], true).await.unwrap();
    while jobs::step(&core, &Worker::new((*core).clone())).await.unwrap() {}
    let never = Decision::Deny(Reason::DncUnchecked);
    // Who decided about a text with what was read for mails would find a number that was never checked.
    for (channels, expected) in [(ChannelSet::PHONE, Decision::Allow), (ChannelSet::EMAIL, never)] {
        let account = AccountFacts::load(&core, scope.account).await.unwrap();
        let facts = Facts::load(core.db.read(), &core, account, &[lead], channels).await.unwrap();
        let decision = ask(&core, &facts, &Ask::of_draft(&typed(lead, "k"), Claim::First)).verdict.decision;
        assert_eq!(decision, expected, "{channels:?}");
    }
});

on_both!(the_same_key_sends_once, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let first = submit(&core, &scope, typed(lead, "same")).await.unwrap();
    let second = submit(&core, &scope, typed(lead, "same")).await.unwrap();
    assert_eq!(first.id, second.id);
    assert_eq!(second.verdict.decision, Decision::Deny(Reason::Duplicate));
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 1);
});

fn text(id: &str, from: &str, body: &str) -> crate::conversations::InboundText {
    crate::conversations::InboundText {
        provider_id: id.into(),
        from: from.into(),
        to: "+12125550100".into(),
        body: body.into(),
        ..Default::default()
    }
}

on_both!(p34_what_the_settings_forbid_goes_out_on_no_way, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for channel in [Channel::Sms, Channel::Email] {
        give(&core, &scope, lead, channel, Level::ExpressWritten).await;
        give(&core, &scope, lead, channel, Level::Inquiry).await;
        for kind in Kind::ALL {
            let setting = ContactSetting { channel, kind, allowed: false };
            privacy::set_contact(&core, &scope, setting).await.unwrap();
        }
        for purpose in Purpose::ALL.into_iter().filter(|purpose| !purpose.answers_request()) {
            let by_hand = Draft { purpose, ..Draft::typed(lead, channel, "Hello.", "h") };
            for draft in [by_hand, Draft::automatic(lead, channel, purpose, "Hello.", "m")] {
                let decision = preview(&core, &scope, &draft).await.unwrap().verdict.decision;
                assert!(matches!(decision, Decision::Deny(_)), "{channel} {purpose:?}: {decision:?}");
            }
        }
    }
});
