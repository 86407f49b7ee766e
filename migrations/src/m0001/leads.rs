//! Leads, where they came from, and what has been agreed with them.

use super::Schema;
use crate::table::{
    big_integer, big_integer_null, blob, blob_null, boolean, index, instant, instant_null, integer, keyless,
    string, table, unique, uuid, uuid_null,
};
use sea_orm_migration::prelude::Index;

pub fn schema() -> Schema {
    let tables = vec![
        table("lead")
            .col(uuid("account_id"))
            .col(uuid("key_id"))
            .col(string("stage"))
            .col(boolean("ai_paused"))
            .col(boolean("restricted"))
            .col(boolean("on_hold"))
            .col(uuid_null("import_id"))
            .col(uuid_null("merged_into"))
            .col(big_integer("revision"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("lead_contact")
            .col(uuid("account_id"))
            .col(uuid("lead_id"))
            .col(string("kind"))
            .col(blob("address_index"))
            .to_owned(),
        table("lead_merge")
            .col(uuid("account_id"))
            .col(uuid("kept_id"))
            .col(uuid("merged_id"))
            .col(instant("merged_at"))
            .col(instant_null("undone_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("consent_event")
            .col(uuid("account_id"))
            .col(uuid("lead_id"))
            .col(string("channel"))
            .col(string("act"))
            .col(string("level"))
            .col(string("source"))
            .col(instant("recorded_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("suppression")
            .col(uuid("account_id"))
            .col(string("channel"))
            .col(blob("address_index"))
            .col(string("source"))
            .col(instant("recorded_at"))
            .col(instant_null("lifted_at"))
            .to_owned(),
        table("import")
            .col(uuid("account_id"))
            .col(uuid_null("job_id"))
            .col(string("state"))
            .col(big_integer("next_row"))
            .col(big_integer("rows_total"))
            .col(big_integer("rows_new"))
            .col(big_integer("rows_duplicate"))
            .col(big_integer("rows_rejected"))
            .col(big_integer("rows_opted_out"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .col(blob("sealed"))
            .to_owned(),
        keyless("import_chunk")
            .col(uuid("import_id"))
            .col(uuid("account_id"))
            .col(integer("seq"))
            .col(blob("sealed"))
            .primary_key(Index::create().col("import_id").col("seq"))
            .to_owned(),
        table("import_row")
            .col(uuid("account_id"))
            .col(uuid("import_id"))
            .col(big_integer("number"))
            .col(string("outcome"))
            .col(uuid_null("lead_id"))
            .col(big_integer_null("lead_revision"))
            .col(string("reason"))
            .col(blob_null("sealed"))
            .to_owned(),
        table("import_mapping")
            .col(uuid("account_id"))
            .col(blob("header_index"))
            .col(blob("sealed"))
            .to_owned(),
    ];
    let indexes = vec![
        index("lead", &["account_id", "revision"]),
        index("lead", &["import_id"]),
        index("lead_contact", &["account_id", "kind", "address_index"]),
        unique("lead_contact", &["lead_id", "kind", "address_index"]),
        index("lead_merge", &["account_id", "kept_id"]),
        index("consent_event", &["account_id", "lead_id"]),
        unique("suppression", &["account_id", "channel", "address_index"]),
        index("import", &["account_id", "created_at"]),
        index("import_row", &["import_id", "number"]),
        unique("import_mapping", &["account_id", "header_index"]),
    ];
    (tables, indexes)
}
