//! The row of a mailbox: how far it has been read.

use crate::vault::Record;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub connection_id: Uuid,
    pub read_at: Option<i64>,
    pub not_before: Option<i64>,
    pub trouble: String,
    pub sealed: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where we are in it. The provider's mark can hold an address, so it is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PlaceRecord {
    /// The mark, as the provider gave it; empty where the recent days are looked through.
    pub cursor: String,
    /// Mails of this page that could not be read, and how many looks have tried.
    pub tries: BTreeMap<String, u32>,
    /// When a mail was last given up, in milliseconds since 1970 UTC.
    pub lost_at: Option<i64>,
}

impl PlaceRecord {
    /// The mark, if there is one.
    pub fn mark(&self) -> Option<&str> {
        Some(self.cursor.as_str()).filter(|mark| !mark.is_empty())
    }
}

impl Record for PlaceRecord {
    const TABLE: &'static str = "mailbox";
}
