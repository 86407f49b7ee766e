//! Somebody who may be under 18: everything automatic stops, and somebody has to look (P-68).

use crate::{
    assistant,
    conversations::{InboundText, not_a_minor, receive_text},
    jobs::{JobKind, statuses},
    leads, newsletters, on_both,
    outbound::{Draft, MessageState, submit, tests::fixture::*},
    privacy,
    today::today,
};
use realtoros_domain::{
    Channel,
    consent::{Decision, Level, Purpose, Reason},
    newsletter::{Block, Content},
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

on_both!(p68_a_minor_stops_everything_automatic_and_opens_a_task, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    let automatic = |key: &str| Draft::automatic(lead, Channel::Sms, Purpose::Sales, "New this week.", key);
    let waiting = submit(&core, &scope, automatic("before")).await.unwrap();
    assert_eq!(waiting.state, MessageState::Queued);
    receive_text(&core, scope.account, &text("SM1", "I'm 16 and want to rent a room")).await.unwrap();

    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    assert!(found.maybe_minor && !found.on_hold && !found.ai_paused);
    assert!(
        statuses(&core, &scope, JobKind::DraftReply, 9).await.unwrap().is_empty(),
        "no draft is asked for"
    );
    assert_eq!(assistant::summary(&core, &scope, lead).await.unwrap().denied, Some("maybe_minor"));
    let denied = Decision::Deny(Reason::MaybeMinor);
    assert_eq!(submit(&core, &scope, automatic("after")).await.unwrap().verdict.decision, denied);
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty(), "what was waiting does not leave either");
    let content = Content {
        subject: "News".into(),
        blocks: vec![Block::Text { markdown: "Hello".into() }],
        ..Content::default()
    };
    let letter = newsletters::create(&core, &scope, content).await.unwrap();
    let recipients = newsletters::recipients(&core, &scope, letter).await.unwrap();
    assert_eq!((recipients.will_receive, recipients.skipped[0].reason.as_str()), (0, "maybe_minor"));
    // The realtor may ask by hand.
    let typed =
        submit(&core, &scope, Draft::typed(lead, Channel::Sms, "How old are you?", "typed")).await.unwrap();
    assert_eq!(typed.verdict.decision, Decision::Allow);
    assert_eq!(
        today(&core, &scope).await.unwrap().minors.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [lead]
    );

    not_a_minor(&core, &scope, lead).await.unwrap();
    assert!(today(&core, &scope).await.unwrap().minors.is_empty());
    assert_eq!(submit(&core, &scope, automatic("again")).await.unwrap().verdict.decision, Decision::Allow);
    let log = privacy::who_saw_what(&core, &scope, Some(lead.0), 50).await.unwrap();
    assert!(log.iter().any(|event| event.what.contains("minor")), "{log:?}");
});

on_both!(p68_numbers_of_other_things_stop_nothing, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let texts =
        ["my son is 16", "I'm 16 minutes away", "I've been looking for 16 months", "house is 16 years old?"];
    for (n, body) in texts.into_iter().enumerate() {
        receive_text(&core, scope.account, &text(&format!("SM{n}"), body)).await.unwrap();
        let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
        assert!(!found.maybe_minor, "{body}");
    }
});

on_both!(p68_p62_a_minor_can_be_erased, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    receive_text(&core, scope.account, &text("SM1", "tengo 16 años")).await.unwrap();
    let reason = privacy::erasure::Reason::Minor;
    let certificate = privacy::erasure::erase_lead(&core, &scope, lead, reason).await.unwrap();
    assert!(certificate.text().contains("under 18"));
    assert!(today(&core, &scope).await.unwrap().minors.is_empty());
});
