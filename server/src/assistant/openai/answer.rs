//! Reading what came back. Servers differ, so the envelope is read leniently and the content strictly.

use crate::{Error, Result};
use serde::{Deserialize, de::DeserializeOwned};

/// A chat completion, as far as we look at it.
#[derive(Debug, Deserialize)]
pub(super) struct Completion {
    #[serde(default)]
    choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    #[serde(default)]
    message: Message,
}

#[derive(Debug, Default, Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
}

impl Completion {
    /// The content, read as `T`. Some servers put a code fence around it.
    pub(super) fn content<T: DeserializeOwned>(self) -> Result<T> {
        let content = self.choices.into_iter().next().and_then(|choice| choice.message.content);
        let content = content.ok_or_else(|| Error::Provider("the model gave no answer".to_owned()))?;
        let json = content.trim().trim_start_matches("```json").trim_matches('`').trim();
        serde_json::from_str(json)
            .map_err(|_| Error::Provider("the model's answer is not of the schema".to_owned()))
    }
}

/// A text with the numbers of messages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitedText {
    /// The text.
    pub(super) text: String,
    /// Numbers of messages.
    pub(super) cites: Vec<u32>,
}

/// A summary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// Its sentences.
    pub(super) sentences: Vec<CitedText>,
}

/// Places in a message that state a fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotes {
    /// The places.
    pub(super) facts: Vec<Quote>,
}

/// A place in a message.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quote {
    /// Its words.
    pub(super) quote: String,
}

/// A text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    /// The text.
    pub(super) text: String,
}

/// A class.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Classified {
    /// The class.
    pub(super) class: realtoros_domain::reply::Class,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn completion(content: &str) -> Completion {
        serde_json::from_value(json!({ "id": 7, "choices": [{ "message": { "content": content } }] }))
            .unwrap()
    }

    #[test]
    fn an_answer_of_the_schema_is_read_with_or_without_a_fence() {
        for content in [r#"{"text":"Hi","cites":[1]}"#, "```json\n{\"text\":\"Hi\",\"cites\":[1]}\n```"] {
            let read: CitedText = completion(content).content().unwrap();
            assert_eq!((read.text.as_str(), read.cites), ("Hi", vec![1]));
        }
    }

    #[test]
    fn p29_an_answer_that_asks_for_more_is_refused() {
        for content in [
            "I will decline this lead.",
            r#"{"text":"Hi","cites":[1],"action":"decline_lead"}"#,
            r#"{"action":"decline_lead"}"#,
            r#"{"text":"Hi"}"#,
            "",
        ] {
            assert!(completion(content).content::<CitedText>().is_err(), "{content}");
        }
    }
}
