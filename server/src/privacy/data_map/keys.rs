//! The installation's own keys.

use super::{
    controls::of_installation,
    model::{Column, Form, Table, inner},
};

pub(super) const TABLES: &[Table] = &[
    of_installation(
        "master_key",
        "Versions of the master key, which itself is never in the database",
        &[
            inner("version", "Which version"),
            Column {
                form: Form::Hashed,
                ..inner("fingerprint", "A one-way mark by which the key is recognized")
            },
            inner("created_at", "When it came into use"),
            inner("retired_at", "When it was given up"),
        ],
    ),
    of_installation(
        "signing_key",
        "The key that signs the ends of histories and receipts",
        &[
            inner("id", "Number of the key"),
            inner("created_at", "When it was made"),
            Column { form: Form::Sealed, ..inner("sealed", "The key, itself encrypted") },
        ],
    ),
];
