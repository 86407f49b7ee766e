//! The JSON schemas of answers: strict, so that every property is required and none is added.

use crate::assistant::Task;
use serde_json::{Value, json};

/// The schema of a task's answer.
pub(super) fn of(task: Task) -> Value {
    let numbers = json!({ "type": "array", "items": { "type": "integer" } });
    let text = json!({ "type": "string" });
    match task {
        Task::DraftReply => object(&[("text", text), ("cites", numbers)]),
        Task::Summarise => object(&[("sentences", list(&object(&[("text", text), ("cites", numbers)])))]),
        Task::ExtractFacts => object(&[("facts", list(&object(&[("quote", text)])))]),
        Task::NewsletterIntro => object(&[("text", text)]),
        Task::ClassifyReply => {
            object(&[("class", json!({ "type": "string", "enum": ["none", "hold", "opt_out"] }))])
        }
    }
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: serde_json::Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}
