//! Messages in both directions, and what the assistant did with them.

use super::Schema;
use crate::table::{
    blob, blob_null, index, instant, instant_null, integer, string, table, unique, uuid, uuid_null,
};

pub fn schema() -> Schema {
    let tables = vec![
        table("message")
            .col(uuid("account_id"))
            .col(uuid("lead_id"))
            .col(string("channel"))
            .col(string("direction"))
            .col(string("purpose"))
            .col(string("automation"))
            .col(string("state"))
            .col(string("reason"))
            .col(string("idempotency_key"))
            .col(blob_null("provider_index"))
            .col(uuid_null("newsletter_id"))
            .col(uuid_null("author_id"))
            .col(instant("occurred_at"))
            .col(instant_null("send_after"))
            .col(instant_null("lease_until"))
            .col(integer("attempts"))
            .col(instant_null("read_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("suggestion")
            .col(uuid("account_id"))
            .col(uuid("lead_id"))
            .col(uuid("message_id"))
            .col(string("state"))
            .col(uuid_null("decided_by"))
            .col(instant("created_at"))
            .col(instant_null("decided_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("assistant_call")
            .col(uuid("account_id"))
            .col(uuid_null("lead_id"))
            .col(string("task"))
            .col(string("provider"))
            .col(string("model"))
            .col(string("fields"))
            .col(string("state"))
            .col(string("reason"))
            .col(instant("started_at"))
            .col(instant_null("finished_at"))
            .to_owned(),
    ];
    let indexes = vec![
        index("message", &["account_id", "lead_id", "occurred_at"]),
        index("message", &["state", "send_after"]),
        unique("message", &["account_id", "idempotency_key"]),
        unique("message", &["account_id", "provider_index"]),
        index("message", &["newsletter_id"]),
        index("suggestion", &["account_id", "lead_id", "state"]),
        index("assistant_call", &["account_id", "started_at"]),
    ];
    (tables, indexes)
}
