//! Three ways into one: what was stored when the form was opened, what is stored now, and what was typed.

use super::parts;
use leptos::serde_json::{self, Map, Value};
use serde::{Serialize, de::DeserializeOwned};

/// What is to be stored: only what was typed anew replaces what is stored `now`, so that what somebody else saved in the
/// meantime stays. `was` is what the form was opened with, as JSON. Of an input in `lists` both sides' changes count; of
/// another that both changed the error says which it is.
pub fn merge<T>(typed: &T, was: &str, now: &T, lists: &[&str]) -> Result<T, String>
where
    T: Serialize + DeserializeOwned,
{
    let was: Map<String, Value> = serde_json::from_str(was).unwrap_or_default();
    let (typed, now) = (fields(typed), fields(now));
    let mut merged = Map::new();
    for (name, typed) in &typed {
        let (typed, was, now) = (text(Some(typed)), text(was.get(name)), text(now.get(name)));
        let value = match () {
            () if is_same(typed, was) || is_same(typed, now) => now.to_owned(),
            () if is_same(was, now) => typed.to_owned(),
            () if lists.contains(&name.as_str()) => both(typed, was, now),
            () => return Err(conflict(name, now)),
        };
        merged.insert(name.clone(), Value::String(value));
    }
    serde_json::from_value(Value::Object(merged)).map_err(|_| "This form cannot be read.".to_owned())
}

fn fields(form: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// Line breaks do not count: an input has none.
fn is_same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|sign| !sign.is_control()).collect::<String>();
    plain(a).trim() == plain(b).trim()
}

/// What was typed, without what the others took out, with what they added.
fn both(typed: &str, was: &str, now: &str) -> String {
    let [typed, was, now] = [typed, was, now].map(parts);
    let holds = |list: &[String], one: &str| list.iter().any(|other| other.eq_ignore_ascii_case(one));
    let mut kept: Vec<String> =
        typed.into_iter().filter(|one| holds(&now, one) || !holds(&was, one)).collect();
    for one in &now {
        if !holds(&was, one) && !holds(&kept, one) {
            kept.push(one.clone());
        }
    }
    kept.join(", ")
}

fn conflict(name: &str, now: &str) -> String {
    let name = match name {
        "first" => "given name".to_owned(),
        "last" => "family name".to_owned(),
        "zone" => "time zone".to_owned(),
        "from" | "to" => "day of the move".to_owned(),
        "prefers" => "way they prefer".to_owned(),
        "per" => "kind of budget".to_owned(),
        "after" | "before" => "hours".to_owned(),
        "side" => "wish to buy, rent or sell".to_owned(),
        "kinds" => "kinds of property".to_owned(),
        "sells_first" => "need to sell first".to_owned(),
        other => other.replace('_', " "),
    };
    let now = if now.is_empty() { "nothing" } else { now };
    format!(
        "Somebody changed the {name} while you were typing; now it says: {now}. Nothing was saved. Cancel, and edit again."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::ContactInput;

    const LISTS: [&str; 1] = ["phones"];

    fn contact(city: &str, phones: &str, source: &str) -> ContactInput {
        ContactInput {
            city: city.into(),
            phones: phones.into(),
            source: source.into(),
            ..ContactInput::default()
        }
    }

    fn merged(typed: &ContactInput, was: &ContactInput, now: &ContactInput) -> Result<ContactInput, String> {
        merge(typed, &serde_json::to_string(was).unwrap(), now, &LISTS)
    }

    #[test]
    fn what_another_window_saved_stays() {
        let was = contact("Austin", "(512) 555-0100", "Zillow");
        let now = contact("Austin", "(512) 555-0100, (512) 555-0101", "Zillow");
        let typed = contact("Buda", "(512) 555-0100", "Zillow");
        assert_eq!(merged(&typed, &was, &now).unwrap(), contact("Buda", &now.phones, "Zillow"));
    }

    #[test]
    fn of_a_list_both_changes_count() {
        let (was, now) = (contact("", "1, 2", ""), contact("", "2, 3", ""));
        let typed = contact("", "1, 2, 4", "");
        assert_eq!(merged(&typed, &was, &now).unwrap().phones, "2, 4, 3");
    }

    #[test]
    fn a_field_that_both_changed_is_named_and_nothing_is_saved() {
        let (was, now) = (contact("Austin", "", ""), contact("Kyle", "", ""));
        let error = merged(&contact("Buda", "", ""), &was, &now).unwrap_err();
        assert!(error.contains("city") && error.contains("Kyle"), "{error}");
        assert_eq!(merged(&now, &was, &now).unwrap(), now, "both wrote the same");
    }
}
