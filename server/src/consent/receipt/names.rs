//! JSON in which no object has a name twice (RFC 8259, 4: names should be unique). Programs differ in which of two values
//! they take, so a file with both could be read in two ways under one signature.

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{collections::HashSet, fmt};

/// Whether `text` is JSON, and every name in each of its objects stands there once.
pub(super) fn are_unique(text: &str) -> bool {
    serde_json::from_str::<Unique>(text).is_ok()
}

/// Any value without a name that stands twice in an object.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Look)
    }
}

struct Look;

impl<'de> Visitor<'de> for Look {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON whose objects have every name once")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
        while items.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Unique, A::Error> {
        let mut names = HashSet::new();
        while let Some(name) = fields.next_key::<String>()? {
            if !names.insert(name) {
                fields.next_value::<IgnoredAny>()?;
                return Err(A::Error::custom("a name stands twice"));
            }
            fields.next_value::<Unique>()?;
        }
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::are_unique;

    #[test]
    fn p41_a_name_that_stands_twice_is_found_wherever_it_is() {
        for good in [r#"{"a":1,"b":{"a":[{"a":null},{"a":-1.5}]}}"#, r#"["a","a",true]"#, "{}"] {
            assert!(are_unique(good), "{good}");
        }
        for bad in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"[{"x":[{"a":1,"\u0061":2}]}]"#,
            r#"{"a":1"#,
            r#"{"a":1} {"a":2}"#,
        ] {
            assert!(!are_unique(bad), "{bad}");
        }
    }
}
