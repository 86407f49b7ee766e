//! Newsletters, the page that each lead gets, listings, and the links that leads hold.

use super::Schema;
use crate::table::{blob, index, instant, instant_null, string, table, unique, uuid, uuid_null};

pub fn schema() -> Schema {
    let tables = vec![
        table("listing")
            .col(uuid("account_id"))
            .col(string("status"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("newsletter")
            .col(uuid("account_id"))
            .col(uuid_null("job_id"))
            .col(string("state"))
            .col(uuid_null("approved_by"))
            .col(instant_null("approved_at"))
            .col(instant("created_at"))
            .col(instant("updated_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("rendition")
            .col(uuid("account_id"))
            .col(uuid("newsletter_id"))
            .col(uuid("lead_id"))
            .col(string("state"))
            .col(string("reason"))
            .col(instant("created_at"))
            .col(instant_null("opened_at"))
            .col(blob("sealed"))
            .to_owned(),
        table("link")
            .col(uuid("account_id"))
            .col(uuid("lead_id"))
            .col(string("purpose"))
            .col(uuid_null("target_id"))
            .col(blob("token_index"))
            .col(blob("address_index"))
            .col(instant("created_at"))
            .col(instant_null("expires_at"))
            .col(instant_null("revoked_at"))
            .to_owned(),
    ];
    let indexes = vec![
        index("listing", &["account_id", "status"]),
        index("newsletter", &["account_id", "created_at"]),
        unique("rendition", &["newsletter_id", "lead_id"]),
        index("rendition", &["account_id", "lead_id"]),
        unique("link", &["token_index"]),
        index("link", &["account_id", "lead_id"]),
    ];
    (tables, indexes)
}
