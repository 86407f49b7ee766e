//! How far each connected mailbox has been read.

use crate::table::{blob_null, index, instant_null, string, table, unique, uuid};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0013_mailbox"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `sealed` holds the provider's mark of the place; it is empty before the first look, and when the mark is lost.
        let mailbox = table("mailbox")
            .col(uuid("account_id"))
            .col(uuid("connection_id"))
            .col(instant_null("read_at"))
            .col(instant_null("not_before"))
            .col(string("trouble"))
            .col(blob_null("sealed"))
            .to_owned();
        manager.create_table(mailbox).await?;
        manager.create_index(unique("mailbox", &["connection_id"])).await?;
        manager.create_index(index("mailbox", &["account_id"])).await
    }
}
