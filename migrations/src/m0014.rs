//! Numbers that were compared with do-not-call lists.

use crate::table::{
    big_integer, blob, boolean, index, instant, instant_null, integer, keyless, string, table, unique, uuid,
    uuid_null,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, prelude::Index};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0014_do_not_call"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let scrubs = table("do_not_call_scrub")
            .col(uuid("account_id"))
            .col(uuid_null("job_id"))
            .col(string("list"))
            .col(instant("downloaded_at"))
            .col(string("state"))
            .col(string("areas"))
            .col(string("covered"))
            .col(big_integer("numbers"))
            .col(big_integer("checked"))
            .col(big_integer("listed"))
            .col(instant("created_at"))
            .col(instant_null("applied_at"))
            .to_owned();
        manager.create_table(scrubs).await?;
        manager.create_index(index("do_not_call_scrub", &["account_id", "created_at"])).await?;
        let marks = table("number_scrub")
            .col(uuid("account_id"))
            .col(blob("address_index"))
            .col(string("list"))
            .col(instant("scrubbed_at"))
            .col(boolean("listed"))
            .to_owned();
        manager.create_table(marks).await?;
        manager.create_index(unique("number_scrub", &["account_id", "address_index", "list"])).await?;
        let parts = keyless("number_scrub_part")
            .col(uuid("scrub_id"))
            .col(blob("address_index"))
            .col(uuid("account_id"))
            .col(integer("area_code"))
            .col(boolean("listed"))
            .primary_key(Index::create().col("scrub_id").col("address_index"))
            .to_owned();
        manager.create_table(parts).await?;
        manager.create_index(index("number_scrub_part", &["account_id", "address_index"])).await
    }
}
