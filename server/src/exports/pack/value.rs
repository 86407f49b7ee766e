//! Values of columns, as they come from either database and as `data.json` holds them.

use crate::{Result, clock::from_millis};
use chrono::SecondsFormat;
use sea_orm::{QueryResult, Value as Sql};
use serde_json::Value;
use uuid::Uuid;

/// A value of a column that is not null.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(i64),
    Flag(bool),
    Id(Uuid),
    Bytes(Vec<u8>),
}

impl Cell {
    /// Reads a column of the database type `kind` (lower case, as the schema names it).
    pub fn read(row: &QueryResult, column: &str, kind: &str) -> Result<Option<Self>> {
        Ok(match kind {
            kind if kind.starts_with("bool") => row.try_get::<Option<bool>>("", column)?.map(Self::Flag),
            kind if kind.starts_with("uuid") => row.try_get::<Option<Uuid>>("", column)?.map(Self::Id),
            kind if kind.starts_with("blob") || kind == "bytea" => {
                row.try_get::<Option<Vec<u8>>>("", column)?.map(Self::Bytes)
            }
            // SQLite has one kind of whole number; PostgreSQL tells a short one apart.
            kind if kind.contains("int") => match row.try_get::<Option<i64>>("", column) {
                Ok(number) => number.map(Self::Number),
                Err(_) => {
                    row.try_get::<Option<i32>>("", column)?.map(|number| Self::Number(i64::from(number)))
                }
            },
            _ => row.try_get::<Option<String>>("", column)?.map(Self::Text),
        })
    }

    /// The value as a parameter of the next query.
    pub fn to_sql(&self) -> Sql {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Id(id) => (*id).into(),
            Self::Bytes(bytes) => bytes.clone().into(),
        }
    }

    /// The value as a person reads it: instants as date and time in UTC (RFC 3339).
    pub fn to_json(&self, column: &str) -> Value {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Number(at) if is_instant(column) => instant(*at).into(),
            Self::Number(number) => (*number).into(),
            Self::Flag(flag) => (*flag).into(),
            Self::Id(id) => id.to_string().into(),
            Self::Bytes(bytes) => hex::encode(bytes).into(),
        }
    }
}

/// An instant as date and time in UTC (RFC 3339), to the millisecond.
pub fn instant(millis: i64) -> String {
    from_millis(millis).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Whether a number in this column is an instant.
pub fn is_instant(column: &str) -> bool {
    matches!(column, "at" | "since") || column.ends_with("_at")
}
