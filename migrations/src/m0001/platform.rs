//! Keys, jobs and the audit chain: what every other table rests on.

use super::Schema;
use crate::table::{
    big_integer, blob, index, instant, instant_null, integer, keyless, string, string_null, table, unique,
    uuid, uuid_null,
};
use sea_orm_migration::prelude::Index;

pub fn schema() -> Schema {
    let tables = vec![
        table("data_key")
            .col(uuid("account_id"))
            .col(string("owner_kind"))
            .col(uuid("owner_id"))
            .col(integer("kek_version"))
            .col(blob("wrapped"))
            .col(instant("created_at"))
            .to_owned(),
        table("job")
            .col(uuid_null("account_id"))
            .col(string("kind"))
            .col(string("payload"))
            .col(string("state"))
            .col(instant("run_at"))
            .col(instant_null("lease_until"))
            .col(integer("attempts"))
            .col(big_integer("progress"))
            .col(big_integer("total"))
            .col(string_null("dedupe_key"))
            .col(string_null("error"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .to_owned(),
        keyless("audit_entry")
            .col(uuid("account_id"))
            .col(big_integer("seq"))
            .col(instant("at"))
            .col(string("actor_kind"))
            .col(uuid_null("actor_id"))
            .col(string("action"))
            .col(string("subject_kind"))
            .col(uuid_null("subject_id"))
            .col(string("detail"))
            .col(blob("previous"))
            .col(blob("hash"))
            .primary_key(Index::create().col("account_id").col("seq"))
            .to_owned(),
        keyless("audit_head")
            .col(uuid("account_id").primary_key())
            .col(big_integer("seq"))
            .col(blob("hash"))
            .to_owned(),
    ];
    let indexes = vec![
        unique("data_key", &["account_id", "owner_kind", "owner_id"]),
        index("job", &["state", "run_at"]),
        index("job", &["account_id", "kind", "state"]),
        unique("job", &["dedupe_key"]),
    ];
    (tables, indexes)
}
