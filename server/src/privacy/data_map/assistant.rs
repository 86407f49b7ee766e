//! What the assistant did and proposed.

use super::model::{
    Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, inner, plain, sealed,
};
use Category::{Communication, Lead};
use Purpose::{Conversations, Insights, Legal};

/// A table of what AI did for leads.
const fn of_ai(
    name: &'static str,
    title: &'static str,
    erasure: Erasure,
    columns: &'static [Column],
) -> Table {
    Table {
        name,
        title,
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    of_ai(
        "suggestion",
        "Suggested facts",
        Erasure::DeleteAndDestroyKey,
        &[
            inner("id", "Number of the suggestion"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("message_id", "Message that it rests on"),
            plain("state", Lead, "Open, accepted or rejected", &[Insights]),
            inner("decided_by", "Member who decided"),
            plain("created_at", Lead, "When it was made", &[Insights]),
            plain("decided_at", Lead, "When it was decided", &[Insights]),
            sealed("sealed", Lead, "The fact, and the words that it rests on", &[Insights]),
        ],
    ),
    of_ai(
        "assistant_call",
        "Uses of AI",
        Erasure::Delete,
        &[
            inner("id", "Number of the call"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            plain("task", Communication, "What was asked", &[Conversations, Insights, Legal]),
            plain("provider", Communication, "Who answered", &[Legal]),
            plain("model", Communication, "Which model", &[Legal]),
            plain(
                "fields",
                Communication,
                "Names of the fields that were used, never their content",
                &[Legal],
            ),
            plain("state", Communication, "How it ended", &[Legal]),
            plain("reason", Communication, "Why it was refused or failed", &[Legal]),
            plain("started_at", Communication, "When", &[Legal]),
            plain("finished_at", Communication, "When it was over", &[Legal]),
        ],
    ),
];
