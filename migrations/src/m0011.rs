//! How long an account keeps its leads.

use crate::table::{instant, integer, keyless, string, uuid};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, prelude::Index};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0011_retention"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rules = keyless("retention_rule")
            .col(uuid("account_id"))
            .col(string("stage"))
            .col(integer("months"))
            .col(instant("since"))
            .primary_key(Index::create().col("account_id").col("stage"))
            .to_owned();
        manager.create_table(rules).await
    }
}
