//! The second step of signing in: one-time codes, codes for recovery, and passkeys.

use crate::table::{big_integer_null, blob, index, instant, instant_null, table, unique, uuid};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0016_second_step"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            table("second_step")
                .col(uuid("account_id"))
                .col(uuid("member_id"))
                .col(instant("begun_at"))
                .col(instant_null("since_at"))
                .col(big_integer_null("last_step"))
                .col(blob("sealed"))
                .to_owned(),
            table("recovery_code")
                .col(uuid("account_id"))
                .col(uuid("member_id"))
                .col(blob("code_index"))
                .col(instant("made_at"))
                .to_owned(),
            table("passkey")
                .col(uuid("account_id"))
                .col(uuid("member_id"))
                .col(blob("credential_index"))
                .col(instant("added_at"))
                .col(instant_null("last_used_at"))
                .col(blob("sealed"))
                .to_owned(),
            // A passkey that is being added or signed in with: before the latter the account is not known.
            table("passkey_ceremony")
                .col(blob("token_index"))
                .col(instant("expires_at"))
                .col(blob("sealed"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        let indexes = [
            unique("second_step", &["member_id"]),
            unique("recovery_code", &["code_index"]),
            index("recovery_code", &["member_id"]),
            unique("passkey", &["credential_index"]),
            index("passkey", &["member_id"]),
            unique("passkey_ceremony", &["token_index"]),
        ];
        for index in indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
