//! What erasure leaves behind: numbers, keyed hashes and counts, never a word about anybody.

use super::model::{
    Category, Column, Erasure, Form, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain,
};
use Category::Lead;
use Purpose::Legal;

/// A table of numbers about what was erased.
const fn of_erasure(
    name: &'static str,
    title: &'static str,
    retention: Retention,
    erasure: Erasure,
    columns: &'static [Column],
) -> Table {
    Table {
        name,
        title,
        subject: Subject::None,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention,
        erasure,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    of_erasure(
        "deletion",
        "Ledger of what was erased",
        Retention::Proof,
        Erasure::KeepAsProof,
        &[
            inner("id", "Number of the deletion"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead; empty for a whole account"),
            inner("erased_at", "When"),
            inner("reason", "Why, as one word"),
            inner("backups_until", "When the last backup that may hold it has expired"),
        ],
    ),
    of_erasure(
        "erasure",
        "Certificates of erasure",
        Retention::Account,
        Erasure::KeepUntilAccountEnds,
        &[
            inner("id", "Number of the deletion"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("reason", "Why, as one word"),
            inner("erased_at", "When"),
            inner("backups_until", "When the last backup that may hold it has expired"),
            inner("counts", "How many rows of which table were erased"),
            inner("copies_total", "How many texts the provider was asked to redact"),
            inner("copies_given_up", "Whether asking the provider was given up"),
            inner("confirmed_at", "When the expiry of the last backup was confirmed"),
        ],
    ),
    Table {
        name: "erased_address",
        title: "Addresses and messages of erased people",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::OptOut,
        erasure: Erasure::KeepUntilAccountEnds,
        columns: &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("deletion_id", "Deletion that it belongs to"),
            inner("kind", "E-mail, phone or message"),
            hashed(
                "address_index",
                Lead,
                "Address, number or message, so that neither importing it again nor being told of it again brings the person back",
                &[Legal],
            ),
            plain("erased_at", Lead, "When it was erased", &[Legal]),
            plain("lifted_at", Lead, "When the person came back by themselves", &[Legal]),
        ],
    },
    of_erasure(
        "provider_copy",
        "Texts that the provider still has to redact",
        Retention::Account,
        Erasure::KeepUntilAccountEnds,
        &[
            inner("id", "Number of the copy"),
            inner("account_id", "Account"),
            inner("deletion_id", "Deletion that it belongs to"),
            inner("created_at", "Since when"),
            Column {
                form: Form::Sealed,
                ..inner("sealed", "Number of the text at the provider, until it has redacted it")
            },
        ],
    ),
];
