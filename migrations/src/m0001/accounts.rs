//! Accounts, their members, and how members prove who they are.

use super::Schema;
use crate::table::{
    big_integer, blob, boolean, index, instant, instant_null, integer, keyless, string, table, unique, uuid,
    uuid_null,
};
use sea_orm_migration::prelude::Index;

pub fn schema() -> Schema {
    let tables = vec![
        table("account")
            .col(string("status"))
            .col(big_integer("revision"))
            .col(boolean("ai_enabled"))
            .col(instant("created_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("member")
            .col(uuid("account_id"))
            .col(blob("email_index"))
            .col(instant("adult_attested_at"))
            .col(string("policy_version"))
            .col(string("policy_hash"))
            .col(instant("policy_accepted_at"))
            .col(instant("created_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("identity")
            .col(uuid("account_id"))
            .col(uuid("member_id"))
            .col(string("provider"))
            .col(blob("subject_index"))
            .col(instant("linked_at"))
            .to_owned(),
        keyless("session")
            .col(blob("id_index").primary_key())
            .col(uuid_null("member_id"))
            .col(instant("created_at"))
            .col(instant("expires_at"))
            .col(blob("sealed"))
            .to_owned(),
        keyless("sign_in_attempt")
            .col(blob("subject_index").primary_key())
            .col(integer("failures"))
            .col(instant("window_ends_at"))
            .to_owned(),
        table("api_token")
            .col(uuid("account_id"))
            .col(uuid("member_id"))
            .col(blob("token_index"))
            .col(instant("created_at"))
            .col(instant_null("last_used_at"))
            .col(instant_null("revoked_at"))
            .to_owned(),
        keyless("channel_settings")
            .col(uuid("account_id").primary_key())
            .col(instant("updated_at"))
            .col(blob("sealed"))
            .to_owned(),
        // Which kinds of messages an account allows itself, per channel.
        keyless("contact_setting")
            .col(uuid("account_id"))
            .col(string("channel"))
            .col(string("kind"))
            .col(boolean("allowed"))
            .col(instant("updated_at"))
            .primary_key(Index::create().col("account_id").col("channel").col("kind"))
            .to_owned(),
    ];
    let indexes = vec![
        unique("member", &["email_index"]),
        index("member", &["account_id"]),
        unique("identity", &["subject_index"]),
        index("identity", &["member_id"]),
        index("session", &["member_id"]),
        index("session", &["expires_at"]),
        unique("api_token", &["token_index"]),
    ];
    (tables, indexes)
}
