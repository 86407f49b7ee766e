//! Comparisons of numbers with do-not-call lists.

use super::{
    accounts::of_account,
    model::{
        Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain,
    },
};
use Category::{Account, Lead};
use Purpose::Legal;

/// Rows about the number of a lead: they go with the number.
const fn of_numbers(name: &'static str, title: &'static str, columns: &'static [Column]) -> Table {
    Table {
        name,
        title,
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure: Erasure::Delete,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    of_account(
        "do_not_call_scrub",
        "Do-not-call lists that you used",
        &[
            inner("id", "Number of the comparison"),
            inner("account_id", "Account"),
            inner("job_id", "Background job"),
            plain("list", Account, "Which list", &[Legal]),
            plain("downloaded_at", Account, "On which day you downloaded it", &[Legal]),
            inner("state", "How far it is"),
            inner("areas", "How many numbers it lists in each area code"),
            plain("covered", Account, "For which area codes it counts", &[Legal]),
            inner("numbers", "Numbers in the file"),
            inner("checked", "Numbers of leads that were compared"),
            inner("listed", "How many of them are on the list"),
            plain("created_at", Account, "When the file came", &[Legal]),
            plain("applied_at", Account, "Since when it counts", &[Legal]),
        ],
    ),
    of_numbers(
        "number_scrub",
        "Numbers compared with do-not-call lists",
        &[
            inner("id", "Number of the mark"),
            inner("account_id", "Account"),
            hashed("address_index", Lead, "Phone number that was compared", &[Legal]),
            plain("list", Lead, "With which list", &[Legal]),
            plain("scrubbed_at", Lead, "From which day the copy of the list is", &[Legal]),
            plain("listed", Lead, "Whether the number is on the list", &[Legal]),
        ],
    ),
    of_numbers(
        "number_scrub_part",
        "Comparisons with a do-not-call list that you have not looked at yet",
        &[
            inner("scrub_id", "Comparison"),
            hashed("address_index", Lead, "Phone number that was compared", &[Legal]),
            inner("account_id", "Account"),
            inner("area_code", "Its area code"),
            inner("listed", "Whether the number is on the list"),
        ],
    ),
];
