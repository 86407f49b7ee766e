//! Fields: places in a text that are filled in for each lead.
//!
//! A field is written `{{first_name}}`, or with what to say when it is not known: `{{first_name|there}}`.

use serde::{Deserialize, Serialize};

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The lead's given name.
    FirstName,
    /// The realtor's name.
    Realtor,
    /// The brokerage's name.
    Brokerage,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::FirstName, Self::Realtor, Self::Brokerage];

    /// The name between the braces.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::Realtor => "realtor",
            Self::Brokerage => "brokerage",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }

    fn value(self, person: &Person) -> &str {
        match self {
            Self::FirstName => &person.first_name,
            Self::Realtor => &person.realtor,
            Self::Brokerage => &person.brokerage,
        }
    }

    /// What stands there when nothing is known and the text names nothing.
    const fn fallback(self) -> &'static str {
        match self {
            Self::FirstName => "there",
            Self::Realtor => "your agent",
            Self::Brokerage => "our office",
        }
    }
}

/// What is filled in for one lead. There is no room for contact data here (P-21).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The lead's given name, or empty.
    pub first_name: String,
    /// The realtor's name.
    pub realtor: String,
    /// The brokerage's name.
    pub brokerage: String,
}

/// `text` with its fields filled in. What is no known field stays as it is.
pub fn fill(text: &str, person: &Person) -> String {
    fill_with(text, person, one_line)
}

/// The same for Markdown: what is filled in has no meaning there, whatever signs a name holds.
pub fn fill_markdown(text: &str, person: &Person) -> String {
    fill_with(text, person, |value| {
        let mut out = String::with_capacity(value.len() + 4);
        for sign in one_line(value).chars() {
            if sign.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(sign);
        }
        out
    })
}

/// The braces in `text` that name no field, as written.
pub fn unknown_fields(text: &str) -> Vec<String> {
    parts(text)
        .filter_map(|part| match part {
            Part::Braces(inner) if read(inner).is_none() => Some(format!("{{{{{inner}}}}}")),
            Part::Open => Some("{{".to_owned()),
            _ => None,
        })
        .collect()
}

fn fill_with(text: &str, person: &Person, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Words(words) => out.push_str(words),
            Part::Open => out.push_str("{{"),
            Part::Braces(inner) => match read(inner) {
                None => out.extend(["{{", inner, "}}"]),
                Some((field, fallback)) => match field.value(person).trim() {
                    "" => out.push_str(fallback.unwrap_or_else(|| field.fallback())),
                    value => out.push_str(&write(value)),
                },
            },
        }
    }
    out
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The field that the inside of braces names, and what to say without it.
fn read(inner: &str) -> Option<(Field, Option<&str>)> {
    let (name, fallback) = match inner.split_once('|') {
        Some((name, fallback)) => (name, Some(fallback.trim())),
        None => (inner, None),
    };
    Some((Field::parse(name.trim())?, fallback))
}

enum Part<'a> {
    Words(&'a str),
    Braces(&'a str),
    /// Braces that nothing closes.
    Open,
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(after) = rest.strip_prefix("{{") else {
            let end = rest.find("{{").unwrap_or(rest.len());
            let (words, next) = rest.split_at(end);
            rest = next;
            return Some(Part::Words(words));
        };
        if let Some(end) = after.find("}}") {
            rest = &after[end + 2..];
            Some(Part::Braces(&after[..end]))
        } else {
            rest = after;
            Some(Part::Open)
        }
    })
}
