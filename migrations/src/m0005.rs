//! Erasure: the ledger of deletions, what is remembered of erased addresses, certificates, copies that a provider still
//! has, and two things to know of a lead: that it was corrected, and that it may be a minor.

use crate::table::{
    blob, boolean, index, instant, instant_null, integer, string, table, unique, uuid, uuid_null,
};
use sea_orm_migration::{
    DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, prelude::Table, schema::text,
};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_erasure"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            // Numbers only. A row without a lead tells of a whole account.
            table("deletion")
                .col(uuid("account_id"))
                .col(uuid_null("lead_id"))
                .col(instant("erased_at"))
                .col(string("reason"))
                .col(instant("backups_until"))
                .to_owned(),
            table("erasure")
                .col(uuid("account_id"))
                .col(uuid("lead_id"))
                .col(string("reason"))
                .col(instant("erased_at"))
                .col(instant("backups_until"))
                .col(text("counts"))
                .col(integer("copies_total"))
                .col(boolean("copies_given_up"))
                .col(instant_null("confirmed_at"))
                .to_owned(),
            table("erased_address")
                .col(uuid("account_id"))
                .col(uuid("deletion_id"))
                .col(string("kind"))
                .col(blob("address_index"))
                .col(instant("erased_at"))
                .col(instant_null("lifted_at"))
                .to_owned(),
            table("provider_copy")
                .col(uuid("account_id"))
                .col(uuid("deletion_id"))
                .col(instant("created_at"))
                .col(blob("sealed"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        let indexes = [
            index("deletion", &["account_id", "lead_id"]),
            index("erasure", &["account_id", "erased_at"]),
            unique("erased_address", &["account_id", "kind", "address_index"]),
            index("erased_address", &["deletion_id"]),
            index("provider_copy", &["deletion_id"]),
        ];
        for index in indexes {
            manager.create_index(index).await?;
        }
        for column in [boolean("maybe_minor").default(false).to_owned(), instant_null("corrected_at")] {
            manager.alter_table(Table::alter().table("lead").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
