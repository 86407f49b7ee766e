//! Exports, while they wait to be fetched.

use super::model::{
    Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, inner, plain, sealed,
};
use Category::{Account, Lead};
use Purpose::{Legal, Service};

/// A table about copies that an account asked for.
const fn of_exports(
    name: &'static str,
    title: &'static str,
    retention: Retention,
    columns: &'static [Column],
) -> Table {
    Table {
        name,
        title,
        subject: Subject::User,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention,
        erasure: Erasure::Delete,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    of_exports(
        "export",
        "Exports that were asked for",
        Retention::Account,
        &[
            inner("id", "Number of the export"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead whose data it is; none for all"),
            inner("job_id", "Background job"),
            plain("asked_by_kind", Account, "Whether a member or the lead asked", &[Legal]),
            inner("asked_by", "Who asked, and may fetch it"),
            plain("state", Account, "Waiting, ready, fetched, run out", &[Service, Legal]),
            inner("run_id", "Which run of the job writes it"),
            plain("created_at", Account, "When it was asked for", &[Legal]),
            inner("started_at", "When the run began"),
            plain("made_at", Account, "When it was ready", &[Legal]),
            inner("expires_at", "When it runs out"),
            plain("taken_at", Account, "When it was fetched", &[Legal]),
            inner("people", "How many leads there were when the run began"),
            inner("records", "Records in it"),
            inner("left_out", "Records of people who were erased meanwhile"),
            inner("bytes", "Its size"),
            inner("chunks", "In how many parts it is kept"),
        ],
    ),
    of_exports(
        "export_chunk",
        "Exports, until they are fetched or run out",
        Retention::Day,
        &[
            inner("export_id", "Export"),
            inner("seq", "Part of the file"),
            inner("account_id", "Account"),
            // An export that held other exports would never end.
            Column { exported: false, ..sealed("sealed", Lead, "The file", &[Service, Legal]) },
        ],
    ),
];
