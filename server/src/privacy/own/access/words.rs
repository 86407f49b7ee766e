//! Values in words that a person reads.

use crate::{
    Result,
    clock::from_millis,
    links,
    privacy::data_map::{Retention, Table},
};
use chrono_tz::Tz;
use sea_orm::{QueryResult, TryGetable};
use serde_json::Value;

/// Columns that hold yes or no.
const YES_OR_NO: [&str; 5] = ["ai_paused", "restricted", "on_hold", "maybe_minor", "listed"];
/// Parts of records that are about how the software works, not about the person.
const INNER: [&str; 8] =
    ["html", "headers", "steps", "cites", "provider_id", "override_quiet_hours", "reading", "bound_columns"];

/// The title of a table for the person whom it is about.
pub fn title(table: &Table) -> &'static str {
    match table.name {
        "lead" => "Your record",
        "lead_merge" => "Records of yours that were merged",
        "consent_event" => "What you agreed to and declined",
        "suppression" => "Where you asked not to be contacted",
        "number_scrub" => "Whether your number is on do-not-call lists",
        "import_row" => "Rows of files that you stood in",
        "suggestion" => "Suggested facts about you",
        "assistant_call" => "Uses of AI for you",
        "identity_code" => "Codes you used",
        "privacy_request" => "Your requests about your data",
        "privacy_request_event" => "What was done about your requests",
        "rendition" => "Newsletters you got",
        "link" => "Your links",
        "message" => "Your messages and calls",
        _ => table.title,
    }
}

/// How long a table is kept, for the person whom it is about.
pub fn retention(table: &Table) -> &'static str {
    match table.retention {
        Retention::Lead => "Until you are erased, and never longer than the realtor's account.",
        other => other.words(),
    }
}

/// How values are shown.
pub struct Shown {
    /// What the message is for, if it is one.
    pub purpose: String,
    /// The zone in which days are told.
    pub zone: Tz,
}

/// The value of a plain column; nothing when there is none.
pub fn of_column(row: &QueryResult, name: &str, shown: &Shown) -> Result<Option<String>> {
    if name == "at" || name.ends_with("_at") {
        return Ok(get::<i64>(row, name)?.map(|at| instant(at, shown.zone)));
    }
    if YES_OR_NO.contains(&name) {
        return Ok(get::<bool>(row, name)?.map(|on| if on { "yes" } else { "no" }.to_owned()));
    }
    if let Ok(text) = get::<String>(row, name) {
        return Ok(text.filter(|text| !text.is_empty()).map(|text| text.replace('_', " ")));
    }
    // A count, in the width of the column.
    if let Ok(count) = get::<i64>(row, name) {
        return Ok(count.map(|count| count.to_string()));
    }
    Ok(get::<i32>(row, name)?.map(|count| count.to_string()))
}

fn get<T: TryGetable>(row: &QueryResult, name: &str) -> Result<Option<T>> {
    Ok(row.try_get::<Option<T>>("", name)?)
}

/// The values of a sealed record, each with the way to it. What is empty is left out.
pub fn of_record(record: &Value, shown: &Shown, item: &mut Vec<(String, String)>) {
    walk("", record, shown, item);
}

fn walk(path: &str, value: &Value, shown: &Shown, item: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !INNER.contains(&name.as_str())) {
                let name = name.replace('_', " ");
                let path = if path.is_empty() { name } else { format!("{path}, {name}") };
                walk(&path, value, shown, item);
            }
        }
        Value::Array(values) if values.iter().all(|value| !value.is_object() && !value.is_array()) => {
            let joined: Vec<_> = values.iter().map(plain).filter(|text| !text.is_empty()).collect();
            push(path, joined.join(", "), item);
        }
        Value::Array(values) => values.iter().for_each(|value| walk(path, value, shown, item)),
        Value::Number(number) if path.ends_with(" at") && number.as_i64().is_some_and(|at| at > 0) => {
            push(path, instant(number.as_i64().unwrap_or_default(), shown.zone), item);
        }
        Value::Number(number) if path.ends_with(" cents") => {
            let dollars = number.as_i64().unwrap_or_default() / 100;
            push(path.trim_end_matches(" cents"), format!("${dollars}"), item);
        }
        Value::String(text) => push(path, links::shown(&shown.purpose, text), item),
        other => push(path, plain(other), item),
    }
}

fn push(path: &str, value: String, item: &mut Vec<(String, String)>) {
    if value.is_empty() {
        return;
    }
    let mut letters = path.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    item.push((first + letters.as_str(), value));
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

/// `November 24, 2026, 11:00 AM`.
fn instant(at: i64, zone: Tz) -> String {
    from_millis(at).with_timezone(&zone).format("%B %-d, %Y, %-I:%M %p").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_are_told_in_words_and_codes_are_not_told() {
        let shown = Shown { purpose: "privacy_request".to_owned(), zone: chrono_tz::America::Chicago };
        let record = json!({
            "name": { "first": "Rosa", "last": "" },
            "emails": ["a@example.com", "b@example.com"],
            "address": ["1 Main St", "", "", "78701"],
            "budget": { "max_cents": 65_000_000, "min_cents": null },
            "given_at": 1_795_539_600_000_i64,
            "text": "Your code is 123456.",
            "steps": [{ "name": "x" }],
        });
        let mut item = Vec::new();
        of_record(&record, &shown, &mut item);
        item.sort();
        let expected = [
            ("Address", "1 Main St, 78701"),
            ("Budget, max", "$650000"),
            ("Emails", "a@example.com, b@example.com"),
            ("Given at", "November 24, 2026, 11:00 AM"),
            ("Name, first", "Rosa"),
            ("Text", "Your code is ••••••."),
        ];
        assert_eq!(item, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
