//! The row of a one-time code.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub lead_id: Uuid,
    pub link_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub channel: String,
    pub address_index: Vec<u8>,
    pub code_index: Vec<u8>,
    pub proof_index: Option<Vec<u8>>,
    pub wrong: i32,
    pub created_at: i64,
    pub expires_at: i64,
    pub proven_at: Option<i64>,
    pub closed_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
