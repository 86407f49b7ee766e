//! Connections to calendars and mailboxes, and what they brought.

use super::{
    accounts::of_account,
    model::{Category, Column, Form, Purpose, Table, inner, plain, sealed},
};
use Category::Account;
use Purpose::{Conversations, Scheduling, Security};

/// A secret that opens something elsewhere: never exported, not even to its owner.
const fn secret(name: &'static str, what: &'static str) -> Column {
    Column { form: Form::Sealed, ..inner(name, what) }
}

pub(super) const TABLES: &[Table] = &[
    of_account(
        "connection",
        "Connected calendars and mailboxes",
        &[
            inner("id", "Number of the connection"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            plain("provider", Account, "Google or Microsoft", &[Scheduling, Conversations]),
            plain("parts", Account, "Calendar, mail or both", &[Scheduling, Conversations]),
            plain("state", Account, "Whether it works or was ended there", &[Scheduling, Conversations]),
            plain("connected_at", Account, "When you connected it", &[Scheduling, Security]),
            plain("ended_at", Account, "When the provider ended it", &[Scheduling, Security]),
            sealed("sealed", Account, "Your address and number there", &[Scheduling, Conversations]),
            secret(
                "token",
                "What lets us ask there, encrypted with a key of its own that is destroyed with it",
            ),
        ],
    ),
    of_account(
        "busy_time",
        "When you are busy",
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("connection_id", "Connection that it came through"),
            plain("synced_at", Account, "When it was read", &[Scheduling]),
            sealed(
                "sealed",
                Account,
                "Beginnings and ends of the next 14 days, and nothing else",
                &[Scheduling],
            ),
        ],
    ),
    of_account(
        "mailbox",
        "How far your mailbox has been read",
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("connection_id", "Connection that opens it"),
            plain("read_at", Account, "When it was last read", &[Conversations]),
            inner("not_before", "Until when the provider asked us to wait"),
            plain("trouble", Account, "Why it could not be read", &[Conversations]),
            secret(
                "sealed",
                "The provider's mark of the place up to which it has been read, its numbers of mails that could not be read, and when one was given up",
            ),
        ],
    ),
    of_account(
        "revocation",
        "Access that the provider has not confirmed as ended yet",
        &[
            inner("id", "Number of the entry"),
            inner("account_id", "Account"),
            inner("provider", "Where it is to be ended"),
            inner("created_at", "Since when we ask"),
            secret("sealed", "What lets us end it, encrypted with a key of its own, until it is ended"),
        ],
    ),
];
