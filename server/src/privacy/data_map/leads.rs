//! Leads, where they came from, and what has been agreed with them.

use super::model::{
    Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain, sealed,
};
use Category::Lead;
use Purpose::{Conversations, FollowUps, Insights, Legal, Newsletters, Scheduling, Service};

/// A table about leads, whose data we process for the realtor.
const fn of_leads(
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
    of_leads(
        "lead",
        "Leads",
        Erasure::DeleteAndDestroyKey,
        &[
            inner("id", "Number of the lead"),
            inner("account_id", "Account"),
            inner("key_id", "Which key seals it"),
            plain("stage", Lead, "How far things have come", &[FollowUps, Insights]),
            plain("ai_paused", Lead, "No AI for this person", &[Legal]),
            plain("restricted", Lead, "Only stored, not used", &[Legal]),
            plain("on_hold", Lead, "Automation waits for the realtor", &[Legal]),
            plain("maybe_minor", Lead, "They may be under 18: nothing automatic happens", &[Legal]),
            plain("corrected_at", Lead, "When something about them was last corrected", &[Legal]),
            inner("import_id", "Import that brought it"),
            inner("merged_into", "Lead that it became part of"),
            inner("revision", "Counter of changes"),
            plain("created_at", Lead, "When it was added", &[Service]),
            plain("updated_at", Lead, "When it last changed", &[Service]),
            sealed(
                "sealed",
                Lead,
                "Name, e-mail, phone, address, source, tags, preferences, budget, timeline, time zone",
                &[Conversations, Insights, FollowUps, Newsletters, Scheduling],
            ),
        ],
    ),
    of_leads(
        "lead_contact",
        "Look-up of leads",
        Erasure::Delete,
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("kind", "E-mail or phone"),
            hashed("address_index", Lead, "E-mail address or phone number, to find the lead", &[Service]),
        ],
    ),
    of_leads(
        "lead_merge",
        "Merged leads",
        Erasure::DeleteAndDestroyKey,
        &[
            inner("id", "Number of the merge"),
            inner("account_id", "Account"),
            inner("kept_id", "Lead that stayed"),
            inner("merged_id", "Lead that became part of it"),
            plain("merged_at", Lead, "When", &[Service]),
            plain("undone_at", Lead, "When it was taken back", &[Service]),
            sealed("sealed", Lead, "What it was before, so that it can be taken back", &[Service]),
        ],
    ),
    of_leads(
        "consent_event",
        "Consent ledger",
        Erasure::DeleteAndDestroyKey,
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            plain("channel", Lead, "Texts, calls or e-mail", &[Legal]),
            plain("act", Lead, "What was done", &[Legal]),
            plain("level", Lead, "How strong the consent is", &[Legal]),
            plain("source", Lead, "Where it came from", &[Legal]),
            plain("recorded_at", Lead, "When", &[Legal]),
            sealed(
                "sealed",
                Lead,
                "Wording shown, its version, address, IP and browser of the act, and once more what the columns say",
                &[Legal],
            ),
        ],
    ),
    Table {
        name: "suppression",
        title: "Opt-outs",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::OptOut,
        erasure: Erasure::KeepUntilAccountEnds,
        columns: &[
            inner("id", "Number of the opt-out"),
            inner("account_id", "Account"),
            plain("channel", Lead, "Texts, calls or e-mail", &[Legal]),
            hashed("address_index", Lead, "E-mail address or phone number that must not be used", &[Legal]),
            plain("source", Lead, "How they asked", &[Legal]),
            plain("recorded_at", Lead, "When they asked", &[Legal]),
            plain("lifted_at", Lead, "When they came back", &[Legal]),
        ],
    },
    of_leads(
        "import",
        "Imports",
        Erasure::DeleteAndDestroyKey,
        &[
            inner("id", "Number of the import"),
            inner("account_id", "Account"),
            inner("job_id", "Background job"),
            inner("state", "How far it is"),
            inner("next_row", "Next row to read"),
            inner("rows_total", "Rows in the file"),
            inner("rows_new", "Rows that became leads"),
            inner("rows_duplicate", "Rows that were known"),
            inner("rows_rejected", "Rows that could not be used"),
            inner("rows_opted_out", "Rows of people who opted out"),
            plain("created_at", Lead, "When it was uploaded", &[Service]),
            inner("updated_at", "When it last changed"),
            sealed(
                "sealed",
                Lead,
                "File name, columns and what you attested about consent",
                &[Service, Legal],
            ),
        ],
    ),
    of_leads(
        "import_chunk",
        "Uploaded files, until they are read",
        Erasure::Delete,
        &[
            inner("import_id", "Import"),
            inner("account_id", "Account"),
            inner("seq", "Part of the file"),
            sealed("sealed", Lead, "The file", &[Service]),
        ],
    ),
    of_leads(
        "import_row",
        "Rows of imports",
        Erasure::Delete,
        &[
            inner("id", "Number of the row"),
            inner("account_id", "Account"),
            inner("import_id", "Import"),
            inner("number", "Line in the file"),
            inner("outcome", "What became of it"),
            inner("lead_id", "Lead that it became"),
            inner("lead_revision", "Revision of that lead, for taking it back"),
            inner("reason", "Why it was not used"),
            sealed(
                "sealed",
                Lead,
                "What could not be used, for the list of rejected rows; what a known lead gained, for taking it back",
                &[Service],
            ),
        ],
    ),
    of_leads(
        "import_mapping",
        "Remembered columns",
        Erasure::Delete,
        &[
            inner("id", "Number of the mapping"),
            inner("account_id", "Account"),
            hashed("header_index", Lead, "Header line of a file", &[Service]),
            sealed("sealed", Lead, "Which column is what", &[Service]),
        ],
    ),
];
