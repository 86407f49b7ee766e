//! Rows of comparisons with lists, of marks on numbers, and of marks that do not count yet.

pub mod scrub {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "do_not_call_scrub")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub job_id: Option<Uuid>,
        pub list: String,
        pub downloaded_at: i64,
        pub state: String,
        pub areas: String,
        pub covered: String,
        pub numbers: i64,
        pub checked: i64,
        pub listed: i64,
        pub created_at: i64,
        pub applied_at: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod mark {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_scrub")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account_id: Uuid,
        pub address_index: Vec<u8>,
        pub list: String,
        pub scrubbed_at: i64,
        pub listed: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod part {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_scrub_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub scrub_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub address_index: Vec<u8>,
        pub account_id: Uuid,
        pub area_code: i32,
        pub listed: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
