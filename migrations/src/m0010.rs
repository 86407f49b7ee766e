//! Sign-ups whose address is not confirmed yet.

use crate::table::{blob, instant, instant_null, table, unique};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0010_pending_sign_up"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pending = table("pending_sign_up")
            .col(blob("token_index"))
            .col(instant("expires_at"))
            .col(instant_null("mail_at"))
            .col(blob("sealed"))
            .to_owned();
        manager.create_table(pending).await?;
        manager.create_index(unique("pending_sign_up", &["token_index"])).await
    }
}
