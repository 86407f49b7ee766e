//! What live controls found, and the word that they look for.

use crate::table::{blob, instant, keyless, string, table};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0003_walls"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let results = keyless("control_result")
            .col(string("name").primary_key())
            .col(string("outcome"))
            .col(string("reason"))
            .col(instant("ran_at"))
            .to_owned();
        let canary = table("control_canary").col(instant("planted_at")).col(blob("sealed")).to_owned();
        manager.create_table(results).await?;
        manager.create_table(canary).await
    }
}
