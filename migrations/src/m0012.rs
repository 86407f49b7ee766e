//! Connections to calendars and mailboxes at Google and Microsoft, busy times, and access that still has to be revoked.

use crate::table::{blob, blob_null, index, instant, instant_null, string, table, unique, uuid};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0012_connections"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            // `token` is empty once the provider has ended the access.
            table("connection")
                .col(uuid("account_id"))
                .col(uuid("member_id"))
                .col(string("provider"))
                .col(string("parts"))
                .col(string("state"))
                .col(instant("connected_at"))
                .col(instant_null("ended_at"))
                .col(blob("sealed"))
                .col(blob_null("token"))
                .to_owned(),
            table("busy_time")
                .col(uuid("account_id"))
                .col(uuid("connection_id"))
                .col(instant("synced_at"))
                .col(blob("sealed"))
                .to_owned(),
            table("revocation")
                .col(uuid("account_id"))
                .col(string("provider"))
                .col(instant("created_at"))
                .col(blob("sealed"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [
            unique("connection", &["member_id", "provider"]),
            index("connection", &["account_id"]),
            index("connection", &["state"]),
            unique("busy_time", &["connection_id"]),
            index("revocation", &["account_id"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
