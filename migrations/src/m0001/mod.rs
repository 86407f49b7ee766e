//! The first schema: accounts, vault, leads, consent, messages, newsletters, jobs and audit.

use sea_orm_migration::{
    DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait,
    prelude::{IndexCreateStatement, TableCreateStatement},
};

mod accounts;
mod leads;
mod newsletters;
mod outbound;
mod platform;

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0001_first_schema"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let parts = [
            platform::schema(),
            accounts::schema(),
            leads::schema(),
            outbound::schema(),
            newsletters::schema(),
        ];
        for (tables, indexes) in parts {
            for table in tables {
                manager.create_table(table).await?;
            }
            for index in indexes {
                manager.create_index(index).await?;
            }
        }
        Ok(())
    }
}

/// Tables, and the indexes that are made after them.
pub type Schema = (Vec<TableCreateStatement>, Vec<IndexCreateStatement>);
