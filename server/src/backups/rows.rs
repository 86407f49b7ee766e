//! Rows of any table as lines of JSON, on both databases: `["table",["column",…],[value,…]]`-like, with the table and
//! its columns once before its rows.

use crate::{Error, Result};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use sea_orm::{DatabaseBackend, QueryResult, Value as Bound};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A line of a stream.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The rows of this table follow, with the values of these columns.
    Table(String, Vec<String>),
    /// A row.
    Row(Vec<Value>),
}

/// How a column holds its values, whatever the database calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A UUID.
    Id,
    /// A 64-bit number.
    Long,
    /// A 32-bit number.
    Short,
    /// Yes or no.
    Flag,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

impl Kind {
    /// The kind for a column type of either database. One that is not known stops the backup: half a backup is none.
    pub fn of(name: &str, database: DatabaseBackend) -> Result<Self> {
        Ok(match name {
            // SQLite calls every whole number an integer, whatever its length.
            "integer" if database == DatabaseBackend::Sqlite => Self::Long,
            "uuid" | "uuid_text" => Self::Id,
            "bigint" => Self::Long,
            "integer" => Self::Short,
            "boolean" => Self::Flag,
            "text" | "character varying" => Self::Text,
            "blob" | "bytea" => Self::Bytes,
            other if other.starts_with("varchar") => Self::Text,
            other => return Err(Error::Internal(format!("backups do not know columns of type {other}"))),
        })
    }

    /// The value of a row that was read.
    pub fn read(self, row: &QueryResult, column: &str) -> Result<Value> {
        Ok(match self {
            Self::Id => row.try_get::<Option<Uuid>>("", column)?.map(|id| id.to_string()).into(),
            Self::Long => row.try_get::<Option<i64>>("", column)?.into(),
            Self::Short => row.try_get::<Option<i32>>("", column)?.into(),
            Self::Flag => row.try_get::<Option<bool>>("", column)?.into(),
            Self::Text => row.try_get::<Option<String>>("", column)?.into(),
            Self::Bytes => {
                row.try_get::<Option<Vec<u8>>>("", column)?.map(|bytes| STANDARD_NO_PAD.encode(bytes)).into()
            }
        })
    }

    /// The value for a row that is written.
    pub fn bind(self, value: &Value) -> Result<Bound> {
        let text = || value.as_str();
        let shape = || Error::Internal("a value of the backup is not what its column holds".to_owned());
        if value.is_null() {
            return Ok(match self {
                Self::Id => Bound::from(None::<Uuid>),
                Self::Long => Bound::from(None::<i64>),
                Self::Short => Bound::from(None::<i32>),
                Self::Flag => Bound::from(None::<bool>),
                Self::Text => Bound::from(None::<String>),
                Self::Bytes => Bound::from(None::<Vec<u8>>),
            });
        }
        Ok(match self {
            Self::Id => text().and_then(|id| id.parse::<Uuid>().ok()).ok_or_else(shape)?.into(),
            Self::Long => value.as_i64().ok_or_else(shape)?.into(),
            Self::Short => value.as_i64().and_then(|n| i32::try_from(n).ok()).ok_or_else(shape)?.into(),
            Self::Flag => value.as_bool().ok_or_else(shape)?.into(),
            Self::Text => text().ok_or_else(shape)?.into(),
            Self::Bytes => {
                text().and_then(|bytes| STANDARD_NO_PAD.decode(bytes).ok()).ok_or_else(shape)?.into()
            }
        })
    }
}
