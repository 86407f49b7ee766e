//! The stored names of purposes and kinds of automation: those of their serialised form.

use crate::{Error, Result};
use serde::{Serialize, de::DeserializeOwned};

/// The name of a value that serialises as a string.
pub fn name(value: impl Serialize) -> Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(Error::Internal("this value has no name".to_owned())),
    }
}

/// The value of that name.
pub fn parse<T: DeserializeOwned>(name: &str) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(name.to_owned()))?)
}
