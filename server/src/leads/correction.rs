//! What of a change is a correction: a value that was there became another one (GDPR art. 16, P-61).

use super::LeadRecord;
use crate::Result;
use serde_json::{Map, Value};

/// Values that were there and are others now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    /// The names of preferences that were corrected.
    pub preferences: Vec<String>,
}

impl Correction {
    /// What `after` corrects of `before`; `None` where it only adds. Tags and the source are the realtor's own words.
    pub fn between(before: &LeadRecord, after: &LeadRecord) -> Result<Option<Self>> {
        const OWN_WORDS: [&str; 2] = ["tags", "source"];
        let (before, after) = (fields(before)?, fields(after)?);
        let preferences = replaced(&fields(&before.get("preferences"))?, &fields(&after.get("preferences"))?);
        let other = replaced(&before, &after);
        let mut other =
            other.iter().filter(|name| *name != "preferences" && !OWN_WORDS.contains(&name.as_str()));
        Ok((other.next().is_some() || !preferences.is_empty()).then_some(Self { preferences }))
    }
}

fn fields(value: &impl serde::Serialize) -> Result<Map<String, Value>> {
    Ok(match serde_json::to_value(value)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    })
}

/// The names of fields whose value was replaced or taken away.
fn replaced(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let is_replaced =
        |(name, old): &(&String, &Value)| is_replaced(old, after.get(*name).unwrap_or(&Value::Null));
    before.iter().filter(is_replaced).map(|(name, _)| name.clone()).collect()
}

fn is_replaced(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Null | Value::Bool(false), _) => false,
        (Value::String(old), _) if old.is_empty() => false,
        (Value::Array(old), Value::Array(new)) => old.iter().any(|value| !new.contains(value)),
        (Value::Object(old), Value::Object(new)) => {
            old.iter().any(|(name, value)| is_replaced(value, new.get(name).unwrap_or(&Value::Null)))
        }
        (old, new) => old != new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::{contact::PersonName, facts::Facts};

    fn record() -> LeadRecord {
        let preferences = Facts { beds_min: Some(2), areas: vec!["Hyde Park".into()], ..Facts::default() };
        LeadRecord { name: PersonName::new("Rosa", ""), preferences, ..LeadRecord::default() }
    }

    #[test]
    fn p61_replacing_a_value_corrects_and_adding_one_does_not() {
        let between = |change: fn(&mut LeadRecord)| {
            let mut after = record();
            change(&mut after);
            Correction::between(&record(), &after).unwrap().map(|correction| correction.preferences)
        };
        assert_eq!(between(|_| {}), None);
        assert_eq!(between(|after| after.name.last = "Delgado".into()), None, "an empty field is filled");
        assert_eq!(between(|after| after.preferences.areas.push("Clarksville".into())), None);
        assert_eq!(between(|after| after.tags.push("VIP".into())), None);
        assert_eq!(between(|after| after.name.first = "Rosalia".into()), Some(vec![]));
        assert_eq!(between(|after| after.preferences.beds_min = Some(3)), Some(vec!["beds_min".to_owned()]));
        assert_eq!(between(|after| after.preferences.areas.clear()), Some(vec!["areas".to_owned()]));
    }
}
