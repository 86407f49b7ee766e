//! Keys, jobs and the audit chain.

use super::{
    accounts,
    model::{Category, Column, Erasure, Form, Purpose, Table, inner, plain, sealed},
};
use Category::{Account, Technical};
use Purpose::{Legal, Security};

/// The row of an account's own doings.
const fn of_account(
    name: &'static str,
    title: &'static str,
    erasure: Erasure,
    columns: &'static [Column],
) -> Table {
    Table { erasure, ..accounts::of_account(name, title, columns) }
}

/// A hash over what happened, not about a person.
const fn link(name: &'static str, what: &'static str) -> Column {
    Column { form: Form::Hashed, ..inner(name, what) }
}

pub(super) const TABLES: &[Table] = &[
    of_account(
        "data_key",
        "Encryption keys",
        Erasure::Delete,
        &[
            inner("id", "Number of the key"),
            inner("account_id", "Account"),
            inner("owner_kind", "What it seals: an account, a member, a lead, an export, a connection"),
            inner("owner_id", "Whose data it seals"),
            inner("kek_version", "Version of the key that wraps it"),
            Column {
                exported: false,
                ..sealed("wrapped", Account, "The key, itself encrypted", &[Security, Legal])
            },
            inner("created_at", "When it was made"),
            inner("version", "Which of its owner's keys it is"),
            inner("uses", "How often it has sealed something, in steps"),
            inner("active_at", "Since when it seals"),
        ],
    ),
    of_account(
        "job",
        "Background work",
        Erasure::KeepUntilAccountEnds,
        &[
            inner("id", "Number of the job"),
            inner("account_id", "Account"),
            inner("kind", "What is to be done"),
            inner("payload", "Numbers of the rows that it is about"),
            inner("state", "How far it is"),
            inner("run_at", "Not before"),
            inner("lease_until", "Which worker has it"),
            inner("attempts", "How often it was tried"),
            inner("progress", "Steps done"),
            inner("total", "Steps in all"),
            inner("dedupe_key", "So that nothing is done twice"),
            inner("error", "Kind of failure, or the rule that forbade it"),
            inner("created_at", "When it was asked for"),
            inner("updated_at", "When it last changed"),
        ],
    ),
    of_account(
        "audit_entry",
        "Who did what",
        Erasure::KeepUntilAccountEnds,
        &[
            inner("account_id", "Account"),
            inner("seq", "Place in the chain"),
            plain("at", Technical, "When", &[Security, Legal]),
            plain("actor_kind", Technical, "Member, program, lead or RealtorOS", &[Security, Legal]),
            plain("actor_id", Technical, "Number of the one who acted", &[Security, Legal]),
            plain("action", Technical, "What was done", &[Security, Legal]),
            plain("subject_kind", Technical, "To what kind of thing", &[Security, Legal]),
            plain("subject_id", Technical, "Number of the thing", &[Security, Legal]),
            plain(
                "detail",
                Technical,
                "Counts, states and names of fields, never their content",
                &[Security],
            ),
            link("previous", "Hash of the entry before"),
            link("hash", "Hash of this entry"),
        ],
    ),
    of_account(
        "audit_head",
        "End of the chain of who did what",
        Erasure::KeepUntilAccountEnds,
        &[
            inner("account_id", "Account"),
            inner("seq", "How many entries there are"),
            link("hash", "Hash of the last entry"),
        ],
    ),
];
