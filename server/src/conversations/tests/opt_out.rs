//! STOP and its siblings (P-45, P-46).

use crate::{
    Core, Scope, consent,
    conversations::{InboundText, Received, receive_text, resolve_hold, threads, timeline},
    leads, on_both,
    outbound::{Draft, MessageState, submit, tests::fixture::*},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Suppression},
    ids::LeadId,
    reply::Class,
};

fn text(id: &str, body: &str) -> InboundText {
    InboundText {
        provider_id: id.into(),
        from: NUMBER.into(),
        to: "+12125550100".into(),
        body: body.into(),
        ..Default::default()
    }
}

async fn suppression(core: &Core, scope: &Scope, lead: LeadId, channel: Channel) -> Suppression {
    let lead = leads::load(core.db.read(), core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), core, scope.account, &lead).await.unwrap();
    state.channels.into_iter().find(|found| found.channel == channel).unwrap().suppressed
}

on_both!(p45_keywords_and_phrases_suppress_in_the_same_transaction, core, {
    let scope = account(&core, "dana@example.com").await;
    for (n, body) in ["sToP", "ＳＴＯＰ", "opt out", "Stop please", "please stop texting me", "wrong number"]
        .iter()
        .enumerate()
    {
        let number = format!("+1212555014{n}");
        let lead = lead(&core, &scope, &number, &format!("l{n}@example.com")).await;
        let received = receive_text(
            &core,
            scope.account,
            &InboundText { from: number, ..text(&format!("SM{n}"), body) },
        )
        .await
        .unwrap();
        let Received::Stored { lead: stored, reading, .. } = received else { panic!("{body}") };
        assert_eq!((stored, reading.class), (lead, Class::OptOut), "{body}");
        assert_eq!(suppression(&core, &scope, lead, Channel::Sms).await, Suppression::Everything, "{body}");
    }
});

on_both!(p46_exactly_one_confirmation_and_none_when_the_carrier_has_answered, core, {
    let scope = account(&core, "dana@example.com").await;
    let ours = [
        ("please stop texting me", None, 1),
        ("STOP", None, 0),
        ("basta", Some("STOP"), 0),
        ("Stop please", None, 1),
    ];
    for (n, (body, kind, confirmations)) in ours.into_iter().enumerate() {
        let number = format!("+1212555014{n}");
        lead(&core, &scope, &number, &format!("l{n}@example.com")).await;
        for again in 0..2 {
            let inbound = InboundText {
                from: number.clone(),
                opt_out_type: kind.map(str::to_owned),
                ..text(&format!("SM{n}{again}"), body)
            };
            receive_text(&core, scope.account, &inbound).await.unwrap();
        }
        let (recorder, providers) = recording();
        drain(&core, &providers).await;
        assert_eq!(recorder.bodies().len(), confirmations, "{body}");
        assert!(recorder.bodies().iter().all(|words| !words.contains("http")), "no marketing, no link");
    }
});

on_both!(p45_a_replayed_webhook_has_no_second_effect, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive_text(&core, scope.account, &text("SM1", "please stop texting me")).await.unwrap();
    core.clock.advance(TimeDelta::days(1));
    let again = receive_text(&core, scope.account, &text("SM1", "please stop texting me")).await.unwrap();
    assert_eq!(again, Received::Repeated);
    assert_eq!(timeline(&core, &scope, lead).await.unwrap().len(), 2, "the text and its confirmation");
});

on_both!(p45_a_stop_to_one_realtor_leaves_the_other_untouched, core, {
    let (one, two) = (account(&core, "dana@example.com").await, account(&core, "lee@example.com").await);
    let (first, second) = (lead(&core, &one, NUMBER, EMAIL).await, lead(&core, &two, NUMBER, EMAIL).await);
    receive_text(&core, one.account, &text("SM1", "STOP")).await.unwrap();
    assert_eq!(suppression(&core, &one, first, Channel::Sms).await, Suppression::Everything);
    assert_eq!(suppression(&core, &two, second, Channel::Sms).await, Suppression::None);
    assert!(timeline(&core, &two, second).await.unwrap().is_empty());
});

on_both!(p45_a_doubtful_reply_pauses_automation_until_the_realtor_has_looked, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    receive_text(&core, scope.account, &text("SM1", "can you stop by tomorrow?")).await.unwrap();
    assert_eq!(suppression(&core, &scope, lead, Channel::Sms).await, Suppression::None);
    assert!(threads(&core, &scope, None).await.unwrap().threads[0].on_hold);
    let automatic =
        Draft::automatic(lead, Channel::Sms, realtoros_domain::consent::Purpose::Sales, "New!", "k");
    assert_eq!(submit(&core, &scope, automatic).await.unwrap().state, MessageState::Held);
    let typed = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Sure, at four?", "t")).await.unwrap();
    assert_eq!(typed.state, MessageState::Queued);
    resolve_hold(&core, &scope, lead, ChannelSet::NONE).await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 2);
});

on_both!(p45_start_brings_back_only_what_was_there, core, {
    let scope = account(&core, "dana@example.com").await;
    let with = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, with, Channel::Sms, Level::Express).await;
    let without = lead(&core, &scope, "+12125550143", "b@example.com").await;
    for (n, (id, number)) in [(with, NUMBER), (without, "+12125550143")].into_iter().enumerate() {
        for (m, word) in ["STOP", "START"].into_iter().enumerate() {
            let inbound = InboundText { from: number.into(), ..text(&format!("SM{n}{m}"), word) };
            core.clock.advance(TimeDelta::seconds(1));
            receive_text(&core, scope.account, &inbound).await.unwrap();
        }
        let expected = if id == with { Suppression::None } else { Suppression::Everything };
        assert_eq!(suppression(&core, &scope, id, Channel::Sms).await, expected);
    }
    let found = leads::load(core.db.read(), &core, scope.account, with).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert_eq!(state.channels[0].level, Level::Express);
});

on_both!(help_is_answered_even_after_a_stop, core, {
    let scope = account(&core, "dana@example.com").await;
    lead(&core, &scope, NUMBER, EMAIL).await;
    receive_text(&core, scope.account, &text("SM1", "STOP")).await.unwrap();
    receive_text(&core, scope.account, &text("SM2", "HELP")).await.unwrap();
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies().len(), 1);
    assert!(recorder.bodies()[0].contains("Harbor Street Realty"));
});

on_both!(an_unknown_number_becomes_a_lead_whose_question_is_an_inquiry, core, {
    let scope = account(&core, "dana@example.com").await;
    receive_text(&core, scope.account, &text("SM1", "Is 18 Alder Lane still open?")).await.unwrap();
    receive_text(&core, scope.account, &text("SM2", "And does it have a porch?")).await.unwrap();
    let found = threads(&core, &scope, None).await.unwrap().threads;
    assert_eq!((found.len(), found[0].unread), (1, 2));
    let answer = submit(&core, &scope, Draft::typed(found[0].lead, Channel::Sms, "It is, and it does.", "k"))
        .await
        .unwrap();
    assert_eq!(answer.state, MessageState::Queued);
    core.clock.advance(TimeDelta::days(93));
    let late = submit(&core, &scope, Draft::typed(found[0].lead, Channel::Sms, "Still looking?", "l"))
        .await
        .unwrap();
    assert_eq!(late.state, MessageState::Denied, "an inquiry lasts three months");
});
