//! Rows of exports and of their parts.

pub mod export {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "export")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub lead_id: Option<Uuid>,
        pub job_id: Option<Uuid>,
        pub asked_by_kind: String,
        pub asked_by: Option<Uuid>,
        pub state: String,
        pub run_id: Option<Uuid>,
        pub created_at: i64,
        pub started_at: Option<i64>,
        pub made_at: Option<i64>,
        pub expires_at: i64,
        pub taken_at: Option<i64>,
        pub people: i64,
        pub records: i64,
        pub left_out: i64,
        pub bytes: i64,
        pub chunks: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod chunk {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "export_chunk")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub export_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub account_id: Uuid,
        pub sealed: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
