//! Requests of people about their own data, and the codes by which they show who they are (P-64).

use crate::table::{
    blob, blob_null, index, instant, instant_null, integer, string, string_null, table, uuid, uuid_null,
};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_rights"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            table("identity_code")
                .col(uuid("account_id"))
                .col(uuid("lead_id"))
                .col(uuid_null("link_id"))
                .col(uuid_null("request_id"))
                .col(string("channel"))
                .col(blob("address_index"))
                .col(blob("code_index"))
                .col(blob_null("proof_index"))
                .col(integer("wrong"))
                .col(instant("created_at"))
                .col(instant("expires_at"))
                .col(instant_null("proven_at"))
                .col(instant_null("closed_at"))
                .to_owned(),
            table("privacy_request")
                .col(uuid("account_id"))
                .col(string("queue"))
                .col(string("kind"))
                .col(uuid_null("lead_id"))
                .col(uuid_null("member_id"))
                .col(string("via"))
                .col(string("law"))
                .col(string("state"))
                .col(string("identity"))
                .col(instant("received_at"))
                .col(string_null("confirm_on"))
                .col(instant_null("confirmed_at"))
                .col(string("due_on"))
                .col(instant_null("closed_at"))
                .col(instant("created_at"))
                .to_owned(),
            table("privacy_request_event")
                .col(uuid("account_id"))
                .col(uuid("request_id"))
                .col(string("act"))
                .col(string("actor_kind"))
                .col(uuid_null("actor_id"))
                .col(string_null("due_on"))
                .col(instant("at"))
                .to_owned(),
            table("privacy_request_note")
                .col(uuid("account_id"))
                .col(uuid_null("lead_id"))
                .col(uuid("request_id"))
                .col(uuid("event_id"))
                .col(instant("at"))
                .col(blob("sealed"))
                .to_owned(),
        ];
        let indexes = [
            index("identity_code", &["account_id", "lead_id", "created_at"]),
            index("privacy_request", &["account_id", "state", "due_on"]),
            index("privacy_request", &["account_id", "lead_id"]),
            index("privacy_request_event", &["account_id", "request_id"]),
            index("privacy_request_note", &["account_id", "request_id"]),
            index("privacy_request_note", &["account_id", "lead_id"]),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
