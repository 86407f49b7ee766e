//! Messages in both directions.

use super::model::{
    Category, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain, sealed,
};
use Category::Communication;
use Purpose::{Conversations, FollowUps, Insights, Legal, Newsletters, Service};

pub(super) const TABLES: &[Table] = &[Table {
    name: "message",
    title: "Messages and call notes",
    subject: Subject::Lead,
    role: Role::Processor,
    owner: Owner::AccountId,
    retention: Retention::Lead,
    erasure: Erasure::DeleteAndDestroyKey,
    columns: &[
        inner("id", "Number of the message"),
        inner("account_id", "Account"),
        inner("lead_id", "Lead"),
        plain("channel", Communication, "Text, call, e-mail or note", &[Conversations]),
        plain("direction", Communication, "From the lead or to the lead", &[Conversations]),
        plain("purpose", Communication, "What it was for", &[Legal]),
        plain("automation", Communication, "Who wrote and released it", &[Legal]),
        plain("state", Communication, "Draft, sent, delivered, failed", &[Service]),
        plain("reason", Communication, "Why it was stopped or put off", &[Legal]),
        inner("idempotency_key", "So that nothing is sent twice"),
        hashed("provider_index", Communication, "Number of the message at the provider", &[Service]),
        inner("newsletter_id", "Newsletter that it carries"),
        inner("author_id", "Member who wrote or approved it"),
        plain("occurred_at", Communication, "When", &[Conversations, Legal]),
        inner("send_after", "Not before"),
        inner("lease_until", "Which worker has it"),
        inner("attempts", "How often sending was tried"),
        plain("read_at", Communication, "When you read it", &[Conversations]),
        sealed(
            "sealed",
            Communication,
            "Words, subject, addresses, what the send gate decided",
            &[Conversations, Insights, FollowUps, Newsletters, Legal],
        ),
    ],
}];
