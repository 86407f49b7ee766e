//! Listings, newsletters, the page that each lead gets, and the links that leads hold.

use super::model::{
    Category, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain, sealed,
};
use Category::{Account, Communication, Lead};
use Purpose::{Conversations, Insights, Legal, Newsletters, Security, Service};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "listing",
        title: "Listings",
        subject: Subject::User,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the listing"),
            inner("account_id", "Account"),
            plain("status", Account, "Whether it is for sale", &[Newsletters]),
            plain("created_at", Account, "When it was added", &[Service]),
            inner("updated_at", "When it last changed"),
            sealed("sealed", Account, "Address, price, rooms and description", &[Newsletters, Conversations]),
        ],
    },
    Table {
        name: "newsletter",
        title: "Newsletters",
        subject: Subject::User,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the newsletter"),
            inner("account_id", "Account"),
            inner("job_id", "Background job"),
            plain("state", Communication, "Draft, approved, sent", &[Newsletters]),
            inner("approved_by", "Member who approved it"),
            plain("approved_at", Communication, "When it was approved", &[Newsletters, Legal]),
            plain("created_at", Communication, "When it was begun", &[Service]),
            inner("updated_at", "When it last changed"),
            sealed("sealed", Communication, "What it says and whom it is for", &[Newsletters]),
        ],
    },
    Table {
        name: "rendition",
        title: "Newsletters as each lead got them",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the copy"),
            inner("account_id", "Account"),
            inner("newsletter_id", "Newsletter"),
            inner("lead_id", "Lead"),
            plain("state", Communication, "Sent, skipped", &[Newsletters]),
            plain("reason", Communication, "Why it was skipped", &[Legal]),
            plain("created_at", Communication, "When it was made", &[Newsletters]),
            plain("opened_at", Communication, "When the page was first opened", &[Insights]),
            sealed("sealed", Communication, "The page as this lead sees it", &[Newsletters]),
        ],
    },
    Table {
        name: "link",
        title: "Links that leads hold",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure: Erasure::DeleteButWayOut,
        columns: &[
            inner("id", "Number of the link"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("purpose", "What it opens"),
            inner("target_id", "Which newsletter or message"),
            hashed("token_index", Lead, "The secret in the link", &[Security]),
            hashed("address_index", Lead, "The address that it was sent to", &[Legal]),
            plain("created_at", Lead, "When it was made", &[Security]),
            plain("expires_at", Lead, "When it runs out", &[Security]),
            plain("revoked_at", Lead, "When it was taken back", &[Security]),
        ],
    },
];
