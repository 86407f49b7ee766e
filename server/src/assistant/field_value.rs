//! What a field holds in a prompt.

use super::{Context, Field, redact::redact};
use realtoros_domain::writing::Author;
use serde_json::{Value, json};

/// The value of a field; `None` when there is nothing to say.
pub(super) fn of(context: &Context, field: Field) -> Option<Value> {
    let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
    match field {
        Field::RealtorName => text(&context.realtor_name),
        Field::Brokerage => text(&context.brokerage),
        Field::LeadFirstName => context.lead_first_name.as_deref().and_then(text),
        Field::Preferences => preferences(context),
        Field::Messages => messages(context),
        Field::Figures => context.figures.as_ref().and_then(|figures| serde_json::to_value(figures).ok()),
    }
}

fn preferences(context: &Context) -> Option<Value> {
    let value = serde_json::to_value(&context.preferences).ok()?;
    (value != json!({})).then_some(value)
}

fn messages(context: &Context) -> Option<Value> {
    let messages: Vec<Value> = context
        .lines
        .iter()
        .map(|line| {
            let from = if line.author == Author::Lead { "lead" } else { "us" };
            json!({ "n": line.n, "from": from, "on": line.at.date_naive(), "text": redact(&line.text) })
        })
        .collect();
    (!messages.is_empty()).then(|| messages.into())
}
