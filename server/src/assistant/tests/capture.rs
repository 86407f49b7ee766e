//! What leaves for a model, seen from the other side.

use super::{realtor, stand_in::StandIn, text, work};
use crate::{
    accounts,
    assistant::{calls, suggestions, summary},
    conversations::timeline,
    leads::{self, LeadPatch},
    on_both,
    outbound::MessageState,
};
use realtoros_domain::contact::PersonName;
use serde_json::{Value, json};

const FROM: &str = "+15125550100";

/// Every member's name in a value, however deep.
fn names(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            into.push(name.clone());
            names(value, into);
        }),
        Value::Array(values) => values.iter().for_each(|value| names(value, into)),
        _ => {}
    }
}

on_both!(p26_p27_p36_p39_what_a_model_server_is_asked, core, {
    let answer = json!({ "text": "Let me check with Dana and get back to you.", "cites": [1] });
    let (core, server) = StandIn::start(&core, &answer).await;
    let mine = realtor(&core, "dana@example.com").await;
    let theirs = realtor(&core, "eli@example.com").await;
    text(&core, &theirs, "+15125550133", "canary-of-another-account porch").await;
    text(&core, &mine, "+15125550144", "canary-of-another-lead porch").await;
    work(&core).await;
    server.asked.lock().unwrap().clear();

    let words = "Is Alder Lane open? Reach me at canary.mail@example.com or (512) 555-0177.";
    let (lead, _) = text(&core, &mine, FROM, words).await;
    let patch = LeadPatch {
        name: Some(PersonName::new("Rosa", "Canarysurname")),
        source: Some("canary-source".to_owned()),
        tags: Some(vec!["canary-tag".to_owned()]),
        ..LeadPatch::default()
    };
    leads::patch(&core, &mine, lead, patch).await.unwrap();
    work(&core).await;
    summary(&core, &mine, lead).await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), 4, "wish to stop, draft, facts, summary");
    for (path, body) in &requests {
        assert!(["/v1/chat/completions", "/v1/responses"].contains(&path.as_str()), "{path}");
        assert_eq!(body["store"], false);
        assert!(body["safety_identifier"].as_str().is_some_and(|id| id.len() <= 64 && !id.contains('@')));
        let sent = body.to_string();
        for canary in
            ["another-account", "another-lead", "canary.mail", "0177", "0100", "Canarysurname", "canary-"]
        {
            assert!(!sent.contains(canary), "{canary} left in {sent}");
        }
        let data: Value = serde_json::from_str(body["messages"][1]["content"].as_str().unwrap()).unwrap();
        let mut fields = Vec::new();
        names(&data, &mut fields);
        names(body, &mut fields);
        for forbidden in
            ["phone", "phones", "email", "emails", "address", "user", "metadata", "tools", "conversation"]
        {
            assert!(!fields.iter().any(|field| field == forbidden), "{forbidden}");
        }
    }
});

on_both!(p27_accounts_are_told_apart_without_being_named, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "Let me check.", "cites": [1] })).await;
    for email in ["dana@example.com", "eli@example.com"] {
        let scope = realtor(&core, email).await;
        text(&core, &scope, FROM, "Is Alder Lane open?").await;
        work(&core).await;
    }
    let mut ids: Vec<String> =
        server.requests().iter().map(|(_, body)| body["safety_identifier"].to_string()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 2, "{ids:?}");
});

on_both!(p04_with_ai_off_nothing_reaches_a_model, core, {
    let (core, server) = StandIn::start(&core, &json!({})).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "We need 3 bedrooms").await;
    accounts::set_ai_enabled(&core, &scope, false).await.unwrap();
    work(&core).await;
    summary(&core, &scope, lead).await.unwrap();
    assert_eq!(server.requests(), []);
});

on_both!(p30_are_you_a_bot_is_answered_before_any_model, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "No, I am a human.", "cites": [1] })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "Wait, are you a bot?").await;
    work(&core).await;
    let drafted = timeline(&core, &scope, lead).await.unwrap();
    let draft = drafted.iter().find(|item| item.state == MessageState::Draft).unwrap();
    assert!(draft.text.contains("automated assistant") && !draft.text.contains("human"), "{}", draft.text);
    let tasks: Vec<String> = server
        .requests()
        .iter()
        .map(|(_, body)| body["response_format"]["json_schema"]["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(!tasks.contains(&"draft_reply".to_owned()), "{tasks:?}");
});

on_both!(p31_p32_words_that_break_a_rule_give_way_to_the_rules_own, core, {
    let bad =
        json!({ "text": "It is a safe area, perfect for families: https://evil.example", "cites": [1] });
    let (core, _server) = StandIn::start(&core, &bad).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "Is Alder Lane open?").await;
    work(&core).await;
    let drafted = timeline(&core, &scope, lead).await.unwrap();
    let draft = drafted.iter().find(|item| item.state == MessageState::Draft).unwrap();
    assert!(!draft.text.contains("safe") && !draft.text.contains("evil"), "{}", draft.text);
    let made = calls(&core, &scope, Some(lead), 10).await.unwrap();
    assert!(made.iter().any(|call| call.state == "replaced" && !call.reason.is_empty()));
});

on_both!(p32_a_model_cannot_invent_a_fact, core, {
    let invented = json!({ "facts": [{ "quote": "budget up to $9,000,000" }, { "quote": "3 bedrooms" }] });
    let (core, _server) = StandIn::start(&core, &invented).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "We need 3 bedrooms please").await;
    work(&core).await;
    let fields: Vec<String> =
        suggestions(&core, &scope, lead).await.unwrap().into_iter().map(|fact| fact.field).collect();
    assert_eq!(fields, ["beds_min"]);
});
