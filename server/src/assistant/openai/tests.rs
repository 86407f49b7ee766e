//! Whatever is known, what leaves is what the list says (P-26, P-27, P-39).

use super::{config::bound, request, wire::PATHS};
use crate::{
    assistant::{Context, Figures, Task, tests::conversation},
    privacy::{Processor, fields_of},
    providers::Egress,
    settings::{OpenAiSettings, Settings},
};
use proptest::prelude::*;
use realtoros_domain::facts::Facts;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Contexts of every shape, with words that try to get out of their place.
fn contexts() -> impl Strategy<Value = Context> {
    let words = prop::collection::vec(r#"[a-zA-Z0-9 .,@"'{}\[\]:\\-]{0,60}"#, 0..6);
    (words, ".{0,20}", ".{0,20}", proptest::option::of(".{0,12}"), proptest::option::of(0_u8..9), 0_u32..50)
        .prop_map(|(texts, realtor_name, brokerage, lead_first_name, beds, new_listings)| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            Context {
                realtor_name,
                brokerage,
                lead_first_name,
                preferences: Facts { beds_min: beds, ..Facts::default() },
                figures: Some(Figures { new_listings, ..Figures::default() }),
                ..conversation(&texts)
            }
        })
}

proptest! {
    #[test]
    fn p26_p27_every_prompt_builder_keeps_to_the_list(context in contexts()) {
        for task in Task::ALL {
            let body = request::body("m", &"a".repeat(64), task, &context);
            prop_assert!(request::check(&body, task).is_ok(), "{}", body);
            prop_assert_eq!(&body["store"], &json!(false));
            prop_assert!(body.get("user").is_none() && body.get("metadata").is_none() && body.get("tools").is_none());
            prop_assert!(body.get("previous_response_id").is_none() && body.get("conversation").is_none());
            prop_assert_eq!(body["messages"].as_array().map(Vec::len), Some(2));
        }
    }
}

#[test]
fn p27_a_request_that_holds_more_is_not_sent() {
    let good = || request::body("m", "a1", Task::Summarise, &conversation(&["Hello"]));
    assert!(request::check(&good(), Task::Summarise).is_ok());
    let spoiled: [(&str, Value); 6] = [
        ("store", json!(true)),
        ("user", json!("dana@example.com")),
        ("metadata", json!({ "lead": "Rosa" })),
        ("safety_identifier", json!("dana@example.com")),
        ("safety_identifier", json!("a".repeat(65))),
        ("tools", json!([])),
    ];
    for (name, value) in spoiled {
        let mut body = good();
        body[name] = value;
        assert!(request::check(&body, Task::Summarise).is_err(), "{name}");
    }
    // Preferences are no business of a summary.
    let more =
        Context { preferences: Facts { beds_min: Some(3), ..Facts::default() }, ..conversation(&["Hello"]) };
    let drafted = request::body("m", "a1", Task::DraftReply, &more);
    assert!(request::check(&drafted, Task::DraftReply).is_ok());
    assert!(request::check(&drafted, Task::Summarise).is_err());
    assert!(!fields_of(Processor::OpenAi, "answer").contains(&"user"));
}

fn settings(base_url: &str) -> (Settings, OpenAiSettings) {
    let vars = HashMap::from([
        ("REALTOROS_OPENAI_BASE_URL".to_owned(), base_url.to_owned()),
        ("REALTOROS_OPENAI_MODEL".to_owned(), "m".to_owned()),
    ]);
    let settings = Settings::read(&vars).unwrap();
    let openai = settings.providers.openai.clone().unwrap();
    (settings, openai)
}

/// The library's own ways into the rest of the interface end before anything is built.
#[tokio::test]
async fn p26_no_other_part_of_the_interface_is_reached() {
    crate::tls::install();
    assert_eq!(PATHS, ["/chat/completions", "/responses"]);
    let (settings, openai) = settings("http://127.0.0.1:9/v1");
    let client = bound(Egress::of(&settings, Processor::OpenAi), &openai).unwrap();
    let answer: Result<Value, _> = client.responses().retrieve_byot("resp_1").await;
    let refused = answer.unwrap_err().to_string();
    assert!(refused.contains("not used"), "{refused}");
}

#[tokio::test]
async fn p24_the_models_client_is_bound_to_the_list() {
    crate::tls::install();
    let (listed, _) = settings("https://models.example/v1");
    let (_, elsewhere) = settings("https://elsewhere.example/v1");
    let (names, egress) = crate::testing::names(&listed, Processor::OpenAi);
    let client = bound(egress, &elsewhere).unwrap();
    let answer: Result<Value, _> = client.chat().create_byot(json!({ "model": "m" })).await;
    let refused = answer.unwrap_err().to_string();
    assert!(refused.contains("elsewhere.example is not on the list"), "{refused}");
    assert!(names.asked().is_empty(), "no look-up");
}
