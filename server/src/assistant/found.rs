//! Facts in a message, one by one, each with the words that it rests on.

use chrono::NaiveDate;
use realtoros_domain::facts::{Facts, Message, extract};
use serde_json::{Map, Value};

/// A fact and the words that it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The name of a field of [`Facts`].
    pub field: String,
    /// The field's value.
    pub value: Value,
    /// The words of the lead.
    pub quote: String,
}

/// The facts of a message. The rules of the domain read them, so a trait that fair-housing law protects has no field
/// to go to (P-31).
pub fn find_facts(text: &str, received_on: NaiveDate) -> Vec<Found> {
    let of = |text: &str| fields(&extract(&Message { text, received_on }));
    let sentences: Vec<(&str, Map<String, Value>)> = sentences(text).map(|part| (part, of(part))).collect();
    of(text)
        .into_iter()
        .map(|(field, value)| {
            let says_it = sentences.iter().find(|(_, found)| found.get(&field) == Some(&value));
            let says_some = || sentences.iter().find(|(_, found)| found.contains_key(&field));
            let quote = says_it.or_else(says_some).map_or(text, |(sentence, _)| sentence);
            Found { field, value, quote: quote.trim().to_owned() }
        })
        .collect()
}

/// The fields that hold something.
pub(super) fn fields(facts: &Facts) -> Map<String, Value> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The facts of a message that say something new. A list that adds nothing, or what is already known, is no news.
pub(super) fn news(known: &Facts, found: Vec<Found>) -> Vec<Found> {
    let known = fields(known);
    found
        .into_iter()
        .filter(|fact| {
            let merged = merged(known.get(&fact.field), &fact.value);
            known.get(&fact.field) != Some(&merged)
        })
        .collect()
}

/// A known value with a new one: lists and pets grow, everything else is replaced.
pub(super) fn merged(known: Option<&Value>, new: &Value) -> Value {
    match (known, new) {
        (Some(Value::Array(known)), Value::Array(new)) => {
            let added = new.iter().filter(|value| !known.contains(value));
            known.iter().chain(added).cloned().collect()
        }
        (Some(Value::Object(known)), Value::Object(new)) => {
            let mut all = known.clone();
            all.extend(new.clone());
            Value::Object(all)
        }
        _ => new.clone(),
    }
}

/// `facts` with one more.
pub(super) fn with(facts: &Facts, field: &str, value: &Value) -> serde_json::Result<Facts> {
    let mut all = fields(facts);
    // Both ends of a budget or a timeline belong together: a new one replaces the old one whole.
    let grows = !matches!(field, "budget" | "timeline" | "contact_time");
    let value = merged(all.get(field).filter(|_| grows), value);
    all.insert(field.to_owned(), value);
    serde_json::from_value(Value::Object(all))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(i, c)| {
                let next = rest[i + c.len_utf8()..].chars().next();
                *c == '\n' || (matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace))
            })
            .map_or(rest.len(), |(i, c)| i + c.len_utf8());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
    .filter(|sentence| !sentence.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day() -> NaiveDate {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn every_fact_comes_with_the_sentence_that_says_it() {
        let text = "Hi, thanks for writing! We need at least 4 bedrooms. Our budget is up to $575k.";
        let found = find_facts(text, day());
        let quote =
            |field: &str| found.iter().find(|fact| fact.field == field).map(|fact| fact.quote.as_str());
        assert_eq!(quote("beds_min"), Some("We need at least 4 bedrooms."));
        assert_eq!(quote("budget"), Some("Our budget is up to $575k."));
        assert!(found.iter().all(|fact| text.contains(&fact.quote)));
    }

    #[test]
    fn p31_a_protected_trait_is_no_fact() {
        let found = find_facts("We are a Catholic family with a disabled son, looking for 3 beds", day());
        let said = format!("{:?}", found.iter().map(|fact| &fact.value).collect::<Vec<_>>()).to_lowercase();
        for word in ["catholic", "family", "disabled", "son"] {
            assert!(!said.contains(word), "{said}");
        }
    }

    #[test]
    fn lists_grow_and_single_values_are_replaced() {
        let facts = Facts { areas: vec!["Hyde Park".into()], beds_min: Some(2), ..Facts::default() };
        let facts = with(&facts, "areas", &json!(["Clarksville", "Hyde Park"])).unwrap();
        let facts = with(&facts, "beds_min", &json!(3)).unwrap();
        assert_eq!(facts.areas, ["Hyde Park", "Clarksville"]);
        assert_eq!(facts.beds_min, Some(3));
        assert!(with(&facts, "beds_min", &json!("many")).is_err());
    }

    #[test]
    fn what_is_known_is_no_news() {
        let known = Facts { areas: vec!["Hyde Park".into()], beds_min: Some(2), ..Facts::default() };
        let fact = |field: &str, value| Found { field: field.into(), value, quote: String::new() };
        let found =
            vec![fact("areas", json!(["Hyde Park"])), fact("beds_min", json!(2)), fact("beds_max", json!(4))];
        let fresh: Vec<String> = news(&known, found).into_iter().map(|fact| fact.field).collect();
        assert_eq!(fresh, ["beds_max"]);
    }
}
