//! The row of a message, in either direction.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub lead_id: Uuid,
    pub channel: String,
    pub direction: String,
    pub purpose: String,
    pub automation: String,
    pub state: String,
    pub reason: String,
    pub idempotency_key: String,
    pub provider_index: Option<Vec<u8>>,
    pub newsletter_id: Option<Uuid>,
    pub author_id: Option<Uuid>,
    pub occurred_at: i64,
    pub send_after: Option<i64>,
    pub lease_until: Option<i64>,
    pub attempts: i32,
    pub read_at: Option<i64>,
    pub sealed: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
