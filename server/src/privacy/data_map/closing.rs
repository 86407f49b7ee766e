//! The end of accounts: states, holds, certificates.

use super::{
    accounts::of_account,
    controls::of_installation,
    model::{Category, Purpose, Table, inner, plain},
};
use Category::Account;
use Purpose::Legal;

pub(super) const TABLES: &[Table] = &[
    of_account(
        "account_closing",
        "Closing of the account",
        &[
            inner("account_id", "Account"),
            plain("asked_at", Account, "When you closed the account", &[Legal]),
            inner("begun_at", "When deleting began"),
            inner("counts", "How many rows of which table there were"),
        ],
    ),
    of_account(
        "legal_hold",
        "Legal holds",
        &[
            inner("id", "Number of the hold"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead; empty for the whole account"),
            plain("placed_at", Account, "Since when the law forbids to delete", &[Legal]),
            plain("released_at", Account, "Until when", &[Legal]),
        ],
    ),
    of_installation(
        "purge_certificate",
        "Certificates of deleted accounts",
        &[
            inner("id", "Number that the account had"),
            inner("closed_at", "When it was closed"),
            inner("begun_at", "When deleting began"),
            inner("purged_at", "When everything was found to be gone"),
            inner("backups_until", "When the last backup that may hold it has expired"),
            inner("counts", "How many rows of which table were deleted"),
        ],
    ),
    of_installation(
        "restored",
        "Backups that this database was made from",
        &[
            inner("id", "Number of the backup"),
            inner("restored_at", "When it was restored"),
            inner("replayed_at", "When everything that was erased since was erased again"),
        ],
    ),
];
