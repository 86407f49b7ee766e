//! Keys for life: versions of the master key and of account keys, a count of their uses, and the key that signs.

use crate::table::{big_integer, blob, instant, instant_null, integer, keyless, table, unique};
use sea_orm_migration::{
    DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait,
    prelude::{ColumnDef, Index, Table},
};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Keys that are there are the first of their owners, in use since always.
        add(manager, integer("version").default(1).take()).await?;
        add(manager, big_integer("uses").default(0).take()).await?;
        add(manager, instant_null("active_at").default(0).take()).await?;
        let one_per_owner = "ix_data_key_account_id_owner_kind_owner_id";
        manager.drop_index(Index::drop().table("data_key").name(one_per_owner).to_owned()).await?;
        manager
            .create_index(unique("data_key", &["account_id", "owner_kind", "owner_id", "version"]))
            .await?;

        let versions = keyless("master_key")
            .col(integer("version").primary_key())
            .col(blob("fingerprint"))
            .col(instant("created_at"))
            .col(instant_null("retired_at"))
            .to_owned();
        manager.create_table(versions).await?;
        let signing = table("signing_key").col(instant("created_at")).col(blob("sealed")).to_owned();
        manager.create_table(signing).await
    }
}

/// Adds one column to `data_key`: SQLite takes one at a time.
async fn add(manager: &SchemaManager<'_>, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table("data_key").add_column(column).take()).await
}
