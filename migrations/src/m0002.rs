//! Which kinds of messages an account allows itself, per channel.

use crate::table::*;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = keyless("contact_setting")
            .col(uuid("account_id"))
            .col(string("channel"))
            .col(string("kind"))
            .col(boolean("allowed"))
            .col(instant("updated_at"))
            .primary_key(Index::create().col("account_id").col("channel").col("kind"))
            .to_owned();
        manager.create_table(table).await
    }
}
