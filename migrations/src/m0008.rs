//! Exports: copies of an account's or a lead's data, in sealed parts, until they are fetched or run out.

use crate::table::{
    big_integer, blob, index, instant, instant_null, keyless, string, table, uuid, uuid_null,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, prelude::Index};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0008_exports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let exports = table("export")
            .col(uuid("account_id"))
            .col(uuid_null("lead_id"))
            .col(uuid_null("job_id"))
            .col(string("asked_by_kind"))
            .col(uuid_null("asked_by"))
            .col(string("state"))
            .col(uuid_null("run_id"))
            .col(instant("created_at"))
            .col(instant_null("started_at"))
            .col(instant_null("made_at"))
            .col(instant("expires_at"))
            .col(instant_null("taken_at"))
            .col(big_integer("people"))
            .col(big_integer("records"))
            .col(big_integer("left_out"))
            .col(big_integer("bytes"))
            .col(big_integer("chunks"))
            .to_owned();
        let chunks = keyless("export_chunk")
            .col(uuid("export_id"))
            .col(big_integer("seq"))
            .col(uuid("account_id"))
            .col(blob("sealed"))
            .primary_key(Index::create().col("export_id").col("seq"))
            .to_owned();
        manager.create_table(exports).await?;
        manager.create_table(chunks).await?;
        manager.create_index(index("export", &["account_id", "created_at"])).await?;
        manager.create_index(index("export", &["state", "expires_at"])).await
    }
}
