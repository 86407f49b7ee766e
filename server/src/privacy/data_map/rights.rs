//! Requests of people about their data, and the codes by which they show who they are.

use super::model::{
    Category, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain, sealed,
};
use Category::Lead;
use Purpose::{Legal, Security};

/// A table of the register that stays without a name when a lead is erased: that a request came and was answered has
/// to be shown for as long as the account lasts.
const fn of_register(
    name: &'static str,
    title: &'static str,
    columns: &'static [super::model::Column],
) -> Table {
    Table {
        name,
        title,
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::KeepUntilAccountEnds,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "identity_code",
        title: "Codes by which a lead showed who they are",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure: Erasure::Delete,
        columns: &[
            inner("id", "Number of the code"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("link_id", "Link from which it was asked for"),
            inner("request_id", "Request for which it was asked"),
            plain("channel", Lead, "Text or e-mail", &[Security]),
            hashed("address_index", Lead, "The number or address that it was sent to", &[Security]),
            hashed("code_index", Lead, "The code", &[Security]),
            hashed("proof_index", Lead, "What the browser holds after the right code", &[Security]),
            plain("wrong", Lead, "How many wrong codes were entered", &[Security]),
            plain("created_at", Lead, "When it was sent", &[Security]),
            plain("expires_at", Lead, "When it ran out", &[Security]),
            plain("proven_at", Lead, "When the right code was entered", &[Security, Legal]),
            inner("closed_at", "When it was used or replaced"),
        ],
    },
    of_register(
        "privacy_request",
        "Requests about personal data",
        &[
            inner("id", "Number of the request"),
            inner("account_id", "Account"),
            inner("queue", "Who answers"),
            plain("kind", Lead, "What was asked", &[Legal]),
            inner("lead_id", "Lead who asked"),
            inner("member_id", "Member who asked"),
            plain("via", Lead, "How it came in", &[Legal]),
            plain("law", Lead, "Which clock runs", &[Legal]),
            plain("state", Lead, "Where it stands", &[Legal]),
            plain("identity", Lead, "Whether it is known who asks", &[Legal]),
            plain("received_at", Lead, "When it came in", &[Legal]),
            plain("confirm_on", Lead, "Last day to confirm it", &[Legal]),
            plain("confirmed_at", Lead, "When it was confirmed", &[Legal]),
            plain("due_on", Lead, "Last day to answer", &[Legal]),
            plain("closed_at", Lead, "When it was answered", &[Legal]),
            inner("created_at", "When it was put into the register"),
        ],
    ),
    of_register(
        "privacy_request_event",
        "What was done about requests",
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("request_id", "Request"),
            plain("act", Lead, "What was done", &[Legal]),
            inner("actor_kind", "Member, lead or software"),
            inner("actor_id", "Who did it"),
            plain("due_on", Lead, "The date that it is about", &[Legal]),
            plain("at", Lead, "When", &[Legal]),
        ],
    ),
    Table {
        name: "privacy_request_note",
        title: "Evidence of requests",
        subject: Subject::Lead,
        role: Role::Processor,
        owner: Owner::AccountId,
        retention: Retention::Lead,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the note"),
            inner("account_id", "Account"),
            inner("lead_id", "Lead"),
            inner("request_id", "Request"),
            inner("event_id", "Entry that it belongs to"),
            plain("at", Lead, "When it was written", &[Legal]),
            sealed("sealed", Lead, "What was asked and answered, and from which address", &[Legal]),
        ],
    },
];
