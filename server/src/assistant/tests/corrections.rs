//! A correction reaches what was derived from the old value (P-61).

use super::{StandIn, realtor, text, work};
use crate::{
    Core, Scope,
    assistant::{suggestions, summary},
    conversations::timeline,
    leads::{self, LeadPatch},
    newsletters, on_both,
    outbound::MessageState,
};
use chrono::TimeDelta;
use realtoros_domain::{
    contact::PersonName,
    facts::Facts,
    ids::LeadId,
    newsletter::{Block, Content},
};
use serde_json::{Value, json};

const FROM: &str = "+15125550100";

async fn correct(core: &Core, scope: &Scope, lead: LeadId, name: &str, beds: u8) {
    let preferences = Facts { beds_min: Some(beds), ..Facts::default() };
    let patch = LeadPatch {
        name: Some(PersonName::new(name, "Ruiz")),
        preferences: Some(preferences),
        ..LeadPatch::default()
    };
    leads::patch(core, scope, lead, patch).await.unwrap();
}

on_both!(p61_a_correction_marks_drafts_and_summaries_and_drops_suggestions, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "We need 4 bedrooms. Our budget is up to $575k.").await;
    correct(&core, &scope, lead, "Rosa", 2).await;
    work(&core).await;
    assert_eq!(summary(&core, &scope, lead).await.unwrap().corrected_at, None, "nothing was replaced yet");
    let fields = async |core: &Core| -> Vec<String> {
        suggestions(core, &scope, lead).await.unwrap().into_iter().map(|fact| fact.field).collect()
    };
    assert!(fields(&core.core).await.contains(&"beds_min".to_owned()));
    let outdated = async |core: &Core| {
        let items = timeline(core, &scope, lead).await.unwrap();
        items
            .into_iter()
            .filter(|item| item.state == MessageState::Draft)
            .map(|item| item.outdated)
            .collect::<Vec<_>>()
    };
    assert_eq!(outdated(&core.core).await, [false]);

    core.clock.advance(TimeDelta::hours(1));
    correct(&core, &scope, lead, "Rosalia", 3).await;
    assert_eq!(outdated(&core.core).await, [true], "the draft was made before the correction");
    let left = fields(&core.core).await;
    assert!(!left.contains(&"beds_min".to_owned()), "what rests on the old value went: {left:?}");
    assert!(left.contains(&"budget".to_owned()), "the rest stays: {left:?}");
    assert_eq!(summary(&core, &scope, lead).await.unwrap().corrected_at, Some(core.now_ms()));
    // What is drafted from here on knows better.
    core.clock.advance(TimeDelta::hours(1));
    text(&core, &scope, FROM, "When can we see it?").await;
    work(&core).await;
    assert_eq!(outdated(&core.core).await, [false], "the new draft stands in place of the old one");
});

on_both!(p61_the_next_call_and_the_next_newsletter_use_the_new_value, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "Let me check.", "cites": [1] })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "Is Alder Lane open?").await;
    correct(&core, &scope, lead, "Rosa", 2).await;
    work(&core).await;
    correct(&core, &scope, lead, "Rosalia", 3).await;
    server.asked.lock().unwrap().clear();
    text(&core, &scope, FROM, "And a porch?").await;
    work(&core).await;
    let data = |body: &Value| -> Value {
        serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap()
    };
    // Whether the text asks to stop is asked first, without a name.
    let asked = server.requests().into_iter().map(|(_, body)| data(&body));
    let data = asked.into_iter().find(|data| data["lead_first_name"].is_string()).unwrap();
    assert_eq!((&data["lead_first_name"], &data["preferences"]["beds_min"]), (&json!("Rosalia"), &json!(3)));

    let content = Content {
        subject: "For {{first_name}}".into(),
        blocks: vec![Block::Text { markdown: "Hello {{first_name}}".into() }],
        ..Content::default()
    };
    let id = newsletters::create(&core, &scope, content).await.unwrap();
    assert_eq!(
        newsletters::preview(&core, &scope, id, Some(lead), None).await.unwrap().subject,
        "For Rosalia"
    );
});
