//! Facts in plain words.

use super::{Suggestion, found::fields};
use realtoros_domain::facts::Facts;
use serde_json::Value;

/// The field and the value as people read them.
pub fn describe(suggestion: &Suggestion) -> (String, String) {
    (field(&suggestion.field), value(&suggestion.field, &suggestion.value))
}

/// Everything that is known, field by field, as people read it.
pub fn describe_all(facts: &Facts) -> Vec<(String, String)> {
    fields(facts).iter().map(|(name, fact)| (field(name), value(name, fact))).collect()
}

fn field(name: &str) -> String {
    let words = match name {
        "beds_min" => "Bedrooms, at least",
        "beds_max" => "Bedrooms, at most",
        "baths_min" => "Baths, at least",
        "preapproval_cents" => "Approved by a lender for",
        "monthly_payment_max_cents" => "Most per month",
        "areas_excluded" => "Not in",
        "financing_state" => "Financing",
        "sell_before_buy" => "Sells first",
        "preferred_contact" => "Best reached by",
        "contact_time" => "Best reached",
        "side" => "Wants to",
        other => return sentence_case(&other.replace('_', " ")),
    };
    words.to_owned()
}

fn value(field: &str, value: &Value) -> String {
    match (field, value) {
        ("budget", Value::Object(budget)) => {
            let amount = |end: &str| budget.get(end).and_then(Value::as_i64).map(dollars);
            let month = if budget.get("per").is_some_and(|per| per == "month") { " a month" } else { "" };
            match (amount("min_cents"), amount("max_cents")) {
                (Some(least), Some(most)) if least == most => format!("{least}{month}"),
                (Some(least), Some(most)) => format!("{least} to {most}{month}"),
                (Some(least), None) => format!("at least {least}{month}"),
                (None, Some(most)) => format!("up to {most}{month}"),
                (None, None) => "open".to_owned(),
            }
        }
        ("timeline", Value::Object(span)) => {
            let day = |end: &str| span.get(end).and_then(Value::as_str);
            match (day("from"), day("to")) {
                (Some(from), Some(to)) => format!("{from} to {to}"),
                (Some(from), None) => format!("from {from}"),
                _ => "open".to_owned(),
            }
        }
        (field, Value::Number(cents)) if field.ends_with("_cents") => {
            dollars(cents.as_i64().unwrap_or_default())
        }
        _ => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('_', " "),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let named = fields.iter().map(|(name, value)| match value {
                Value::Null | Value::Bool(true) => name.replace('_', " "),
                value => format!("{}: {}", name.replace('_', " "), plain(value)),
            });
            named.collect::<Vec<_>>().join(", ")
        }
        Value::Null => "not said".to_owned(),
    }
}

fn dollars(cents: i64) -> String {
    let digits = (cents / 100).to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("${out}")
}

fn sentence_case(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn facts_are_told_in_plain_words() {
        let cases = [
            ("beds_min", json!(3), "Bedrooms, at least", "3"),
            (
                "budget",
                json!({ "min_cents": null, "max_cents": 57_500_000, "per": "purchase" }),
                "Budget",
                "up to $575,000",
            ),
            (
                "budget",
                json!({ "min_cents": 200_000, "max_cents": 250_000, "per": "month" }),
                "Budget",
                "$2,000 to $2,500 a month",
            ),
            ("areas", json!(["Hyde Park", "78704"]), "Areas", "Hyde Park, 78704"),
            ("must_haves", json!(["fenced_yard"]), "Must haves", "fenced yard"),
            ("pets", json!({ "dog": 2, "cat": null }), "Pets", "cat, dog: 2"),
            ("sell_before_buy", json!(true), "Sells first", "yes"),
            ("timeline", json!({ "from": "2026-12-01", "to": null }), "Timeline", "from 2026-12-01"),
        ];
        for (name, fact, expected_field, expected_value) in cases {
            assert_eq!(field(name), expected_field);
            assert_eq!(value(name, &fact), expected_value);
        }
    }
}
