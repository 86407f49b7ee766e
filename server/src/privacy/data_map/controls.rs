//! What live controls leave behind.

use super::model::{Column, Erasure, Form, Owner, Retention, Role, Subject, Table, inner};

/// A table of the installation with nothing of anybody in it.
pub(super) const fn of_installation(
    name: &'static str,
    title: &'static str,
    columns: &'static [Column],
) -> Table {
    Table {
        name,
        title,
        subject: Subject::None,
        role: Role::Controller,
        owner: Owner::Installation,
        retention: Retention::Installation,
        erasure: Erasure::Nothing,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    of_installation(
        "control_result",
        "Results of controls",
        &[
            inner("name", "Which control"),
            inner("outcome", "Pass, fail or not run"),
            inner("reason", "Why, in words without anybody's data"),
            inner("ran_at", "When it was last tried"),
        ],
    ),
    of_installation(
        "control_canary",
        "A made-up word that must not be readable anywhere on disk",
        &[
            inner("id", "Number of the row"),
            inner("planted_at", "Since when"),
            Column { form: Form::Sealed, ..inner("sealed", "The word, encrypted") },
        ],
    ),
];
