//! The end of accounts: closing, legal holds and certificates; and the mark of a restored database.

use crate::table::{index, instant, instant_null, keyless, table, uuid, uuid_null};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, schema::text};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_closing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            keyless("account_closing")
                .col(uuid("account_id").primary_key())
                .col(instant("asked_at"))
                .col(instant_null("begun_at"))
                .col(text("counts"))
                .to_owned(),
            table("legal_hold")
                .col(uuid("account_id"))
                .col(uuid_null("lead_id"))
                .col(instant("placed_at"))
                .col(instant_null("released_at"))
                .to_owned(),
            // Its id is the number of the account that is gone; so it has no `account_id` and stays.
            table("purge_certificate")
                .col(instant("closed_at"))
                .col(instant("begun_at"))
                .col(instant("purged_at"))
                .col(instant("backups_until"))
                .col(text("counts"))
                .to_owned(),
            // Its id is the number of the backup.
            table("restored").col(instant("restored_at")).col(instant_null("replayed_at")).to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [index("account_closing", &["asked_at"]), index("legal_hold", &["account_id"])] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
