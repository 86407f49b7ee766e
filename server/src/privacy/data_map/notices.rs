//! Notices to accounts and their answers, accepted policies, and counts over all accounts.

use super::{
    accounts::of_account,
    model::{Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, inner, plain},
};
use Category::Account;
use Purpose::Legal;

/// Rows with nothing of anybody in them.
const fn of_installation(name: &'static str, title: &'static str, columns: &'static [Column]) -> Table {
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
        "processor_notice",
        "Announced sub-processors",
        &[
            inner("id", "Number of the announcement"),
            inner("processor", "Which sub-processor"),
            inner("hosts", "Under which hosts"),
            inner("announced_at", "When it was announced"),
            inner("effective_at", "From when it may be used"),
            inner("removed_at", "When it was removed"),
            inner("active_key", "So that none is announced twice"),
        ],
    ),
    of_installation(
        "business_transfer",
        "Announced transfers of the business",
        &[
            inner("id", "Number of the announcement"),
            inner("recipient", "The company that would take over"),
            inner("announced_at", "When it was announced"),
            inner("effective_at", "From when data may be handed over"),
            inner("cancelled_at", "When it was called off"),
        ],
    ),
    of_account(
        "account_notice",
        "What you were told, and what you decided",
        &[
            inner("id", "Number of the notice"),
            inner("account_id", "Account"),
            plain("kind", Account, "A new sub-processor or a transfer of the business", &[Legal]),
            inner("about", "Which announcement"),
            plain("told_at", Account, "When it was shown to you first", &[Legal]),
            plain("mailed_at", Account, "When it was mailed to you", &[Legal]),
            plain("decision", Account, "Your objection or opt-out", &[Legal]),
            plain("decided_at", Account, "When you decided", &[Legal]),
        ],
    ),
    of_account(
        "policy_acceptance",
        "Policies that you accepted",
        &[
            inner("id", "Number of the acceptance"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            plain("version", Account, "Which version", &[Legal]),
            plain("hash", Account, "Fingerprint of its text", &[Legal]),
            plain("accepted_at", Account, "When", &[Legal]),
        ],
    ),
    of_account(
        "aggregate_opt_out",
        "Accounts that are left out of counts",
        &[
            inner("account_id", "Account"),
            plain("since", Account, "Since when you are left out of counts over all accounts", &[Legal]),
        ],
    ),
    of_installation(
        "aggregate_cut",
        "Weeks for which counts were made",
        &[inner("week", "The Monday with which the week began"), inner("made_at", "When it was counted")],
    ),
    of_installation(
        "aggregate_cell",
        "Rounded counts over all accounts",
        &[
            inner("week", "The Monday with which the week began"),
            inner("row_label", "State"),
            inner("column_label", "Stage"),
            inner("leads", "About how many leads, rounded to five; small numbers are left out"),
        ],
    ),
];
