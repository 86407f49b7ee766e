//! One way to write a JSON value, so that the same receipt always has the same bytes to sign.

use serde_json::{Map, Value};

/// `value` without white space and with the names of every object in order (as in RFC 8785; receipts hold no fractions,
/// for which that RFC has more rules). `jq -cSj` writes the same.
pub(super) fn canonical(value: &Value) -> String {
    sorted(value).to_string()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<_> = fields.keys().collect();
            names.sort_unstable();
            let in_order = names.into_iter().map(|name| (name.clone(), sorted(&fields[name])));
            Value::Object(in_order.collect::<Map<_, _>>())
        }
        Value::Array(values) => Value::Array(values.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use serde_json::json;

    #[test]
    fn the_order_of_names_does_not_matter() {
        let one = json!({ "b": [{ "z": 1, "a": null }], "a": "é\n" });
        let two = json!({ "a": "é\n", "b": [{ "a": null, "z": 1 }] });
        assert_eq!(canonical(&one), canonical(&two));
        assert_eq!(canonical(&one), r#"{"a":"é\n","b":[{"a":null,"z":1}]}"#);
    }
}
