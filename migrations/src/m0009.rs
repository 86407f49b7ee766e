//! Notices to accounts (new sub-processors, business transfers, policies), what they decided, and aggregates.

use crate::table::{big_integer, instant, instant_null, keyless, string, string_null, table, unique, uuid};
use sea_orm_migration::{DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, prelude::Index};

/// See the module.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0009_platform"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            // `active_key` is empty once the sub-processor is removed, so that it can be announced again.
            table("processor_notice")
                .col(string("processor"))
                .col(string("hosts"))
                .col(instant("announced_at"))
                .col(instant("effective_at"))
                .col(instant_null("removed_at"))
                .col(string_null("active_key"))
                .to_owned(),
            table("business_transfer")
                .col(string("recipient"))
                .col(instant("announced_at"))
                .col(instant("effective_at"))
                .col(instant_null("cancelled_at"))
                .to_owned(),
            table("account_notice")
                .col(uuid("account_id"))
                .col(string("kind"))
                .col(uuid("about"))
                .col(instant("told_at"))
                .col(instant_null("mailed_at"))
                .col(string("decision"))
                .col(instant_null("decided_at"))
                .to_owned(),
            table("policy_acceptance")
                .col(uuid("account_id"))
                .col(uuid("member_id"))
                .col(string("version"))
                .col(string("hash"))
                .col(instant("accepted_at"))
                .to_owned(),
            keyless("aggregate_opt_out")
                .col(uuid("account_id").primary_key())
                .col(instant("since"))
                .to_owned(),
            // No account and no lead is named in these two.
            keyless("aggregate_cut").col(string("week").primary_key()).col(instant("made_at")).to_owned(),
            keyless("aggregate_cell")
                .col(string("week"))
                .col(string("row_label"))
                .col(string("column_label"))
                .col(big_integer("leads"))
                .primary_key(Index::create().col("week").col("row_label").col("column_label"))
                .to_owned(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in [
            unique("processor_notice", &["active_key"]),
            unique("account_notice", &["account_id", "kind", "about"]),
            unique("policy_acceptance", &["member_id", "version"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
