//! Restriction and objection (GDPR art. 18 and 21).

use crate::{
    Error, assistant,
    conversations::{InboundText, object, receive_text},
    jobs::{JobKind, statuses},
    leads::{self, Switch},
    newsletters, on_both,
    outbound::{Draft, MessageState, submit, tests::fixture::*},
};
use realtoros_domain::{
    Channel,
    consent::{Automation, Decision, Level, Purpose, Reason},
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

on_both!(p61_p54_restricted_data_is_stored_and_not_used, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    for channel in [Channel::Sms, Channel::Email] {
        give(&core, &scope, lead, channel, Level::ExpressWritten).await;
    }
    let waiting = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "before")).await.unwrap();
    assert_eq!(waiting.state, MessageState::Queued);
    leads::set_switch(&core, &scope, lead, Switch::Restricted, true).await.unwrap();

    for (n, automation) in Automation::ALL.into_iter().enumerate() {
        for channel in [Channel::Sms, Channel::Email] {
            for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
                let key = format!("{n}{channel}{purpose:?}");
                let draft = Draft {
                    automation,
                    purpose,
                    subject: Some("Hello".into()),
                    ..Draft::typed(lead, channel, "Hello", key)
                };
                let decision = submit(&core, &scope, draft).await.unwrap().verdict.decision;
                assert_eq!(
                    decision,
                    Decision::Deny(Reason::Restricted),
                    "{automation:?} {channel} {purpose:?}"
                );
            }
        }
    }
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.texts.lock().unwrap().is_empty() && recorder.mails.lock().unwrap().is_empty());
    // What they write is kept, and nothing is made of it.
    receive_text(&core, scope.account, &text("SM1", "We need 3 bedrooms")).await.unwrap();
    assert!(statuses(&core, &scope, JobKind::ExtractFacts, 9).await.unwrap().is_empty());
    assert_eq!(assistant::summary(&core, &scope, lead).await.unwrap().denied, Some("restricted"));
    let content = Content {
        subject: "News".into(),
        blocks: vec![Block::Text { markdown: "Hello".into() }],
        ..Content::default()
    };
    let letter = newsletters::create(&core, &scope, content).await.unwrap();
    assert_eq!(newsletters::recipients(&core, &scope, letter).await.unwrap().will_receive, 0);
    leads::set_switch(&core, &scope, lead, Switch::Restricted, false).await.unwrap();
    let again = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "after")).await.unwrap();
    assert_eq!(again.verdict.decision, Decision::Allow);
});

on_both!(p47_an_objection_to_marketing_ends_every_channel, core, {
    let scope = account(&core, "dana@example.com").await;
    let (mine, other) = (
        lead(&core, &scope, NUMBER, EMAIL).await,
        lead(&core, &scope, "+12125550177", "ben@example.com").await,
    );
    object(&core, &scope, mine).await.unwrap();
    for channel in [Channel::Sms, Channel::Email] {
        for (to, stopped) in [(mine, true), (other, false)] {
            give(&core, &scope, to, channel, Level::ExpressWritten).await;
            let draft = Draft {
                subject: Some("Hi".into()),
                ..Draft::typed(to, channel, "Hi", format!("{to}{channel}"))
            };
            let decision = submit(&core, &scope, draft).await.unwrap().verdict.decision;
            assert_eq!(decision == Decision::Deny(Reason::Suppressed), stopped, "{channel}");
        }
    }
    let stranger = account(&core, "lee@example.com").await;
    assert!(matches!(object(&core, &stranger, mine).await, Err(Error::NotFound)));
});
