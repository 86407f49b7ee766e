//! Accounts, members, and how members prove who they are.

use super::model::{
    Category, Column, Erasure, Owner, Purpose, Retention, Role, Subject, Table, hashed, inner, plain, sealed,
    secret,
};
use Category::{Account, Technical};
use Purpose::{Conversations, FollowUps, Legal, Newsletters, Security, Service};

/// A table of an account that holds nothing of leads and goes with it.
pub(super) const fn of_account(name: &'static str, title: &'static str, columns: &'static [Column]) -> Table {
    Table {
        name,
        title,
        subject: Subject::User,
        role: Role::Controller,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::Delete,
        columns,
    }
}

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "account",
        title: "Your business",
        subject: Subject::User,
        role: Role::Controller,
        owner: Owner::Itself,
        retention: Retention::Account,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the account"),
            plain("status", Account, "Whether the account is active or closing", &[Service, Legal]),
            inner("revision", "Counter of changes to leads"),
            plain("ai_enabled", Account, "Whether AI may be used", &[Conversations, Legal]),
            plain("created_at", Account, "When you signed up", &[Service, Legal]),
            sealed(
                "sealed",
                Account,
                "Brokerage, license state, business address, business phone, time zone",
                &[Conversations, Newsletters, Legal],
            ),
        ],
    },
    Table {
        name: "member",
        title: "People who sign in",
        subject: Subject::User,
        role: Role::Controller,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("id", "Number of the member"),
            inner("account_id", "Account"),
            hashed("email_index", Account, "E-mail address, to find you when you sign in", &[Security]),
            plain("adult_attested_at", Account, "When you said that you are 18 or older", &[Legal]),
            plain("policy_version", Account, "Which privacy policy you accepted", &[Legal]),
            plain("policy_hash", Account, "Fingerprint of that policy", &[Legal]),
            plain("policy_accepted_at", Account, "When you accepted it", &[Legal]),
            plain("created_at", Account, "When you joined", &[Service]),
            sealed("sealed", Account, "Name, e-mail address, password as a slow hash", &[Service, Security]),
        ],
    },
    of_account(
        "identity",
        "Linked sign-ins",
        &[
            inner("id", "Number of the link"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            plain("provider", Account, "Google or Microsoft", &[Security]),
            hashed("subject_index", Account, "Your number at that provider", &[Security]),
            plain("linked_at", Account, "When you linked it", &[Security]),
        ],
    ),
    Table {
        name: "session",
        title: "Signed-in browsers",
        subject: Subject::User,
        role: Role::Controller,
        owner: Owner::Member,
        retention: Retention::Session,
        erasure: Erasure::Delete,
        columns: &[
            hashed("id_index", Technical, "Number of the session", &[Security]),
            inner("member_id", "Member"),
            plain("created_at", Technical, "When you signed in", &[Security]),
            plain("expires_at", Technical, "When the session runs out", &[Security]),
            sealed("sealed", Technical, "What the session needs to know", &[Security]),
        ],
    },
    Table {
        name: "sign_in_attempt",
        title: "Failed attempts to sign in",
        subject: Subject::Visitor,
        role: Role::Controller,
        owner: Owner::Installation,
        retention: Retention::Moment,
        erasure: Erasure::Delete,
        columns: &[
            hashed(
                "subject_index",
                Technical,
                "The address that was tried, or where it came from",
                &[Security],
            ),
            plain("failures", Technical, "How often it failed", &[Security]),
            plain("window_ends_at", Technical, "When counting starts anew", &[Security]),
        ],
    },
    Table {
        name: "pending_sign_up",
        title: "Sign-ups and new passwords that wait for a link, letters about sign-ins, and last letters to people who were erased",
        subject: Subject::Visitor,
        role: Role::Controller,
        owner: Owner::Installation,
        retention: Retention::Confirmation,
        erasure: Erasure::Delete,
        columns: &[
            inner("id", "Number of what waits"),
            hashed("token_index", Account, "The link in the mail", &[Security]),
            plain("expires_at", Account, "Until when the link works", &[Security]),
            inner("mail_at", "When the mail is tried next"),
            sealed(
                "sealed",
                Account,
                "The e-mail address, and what the form of a sign-up said: name, business, password as a slow hash; of a \
                 last letter, of which deletion it tells",
                &[Service],
            ),
        ],
    },
    of_account(
        "second_step",
        "Two-step sign-in",
        &[
            inner("id", "Number of the second step"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            plain("begun_at", Account, "When you began to set it up", &[Security]),
            plain("since_at", Account, "Since when a code is asked for", &[Security]),
            inner("last_step", "The last code that was accepted, as a number of time"),
            secret("sealed", Account, "The secret that your app shares", &[Security]),
        ],
    ),
    of_account(
        "recovery_code",
        "Recovery codes",
        &[
            inner("id", "Number of the code"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            hashed("code_index", Account, "The code", &[Security]),
            plain("made_at", Account, "When it was made", &[Security]),
        ],
    ),
    of_account(
        "passkey",
        "Passkeys",
        &[
            inner("id", "Number of the passkey"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            hashed("credential_index", Account, "The passkey's own number", &[Security]),
            plain("added_at", Account, "When you added it", &[Security]),
            plain("last_used_at", Technical, "When it was last used", &[Security]),
            sealed("sealed", Account, "What you call it, and its public key", &[Security]),
        ],
    ),
    Table {
        name: "passkey_ceremony",
        title: "Passkeys that are being asked for",
        subject: Subject::Visitor,
        role: Role::Controller,
        owner: Owner::Installation,
        retention: Retention::Moment,
        erasure: Erasure::Delete,
        columns: &[
            inner("id", "Number of what was asked"),
            hashed("token_index", Technical, "What the answer is recognized by", &[Security]),
            plain("expires_at", Technical, "Until when it can be answered", &[Security]),
            sealed("sealed", Technical, "What the browser was asked, and a new passkey's name", &[Security]),
        ],
    },
    of_account(
        "api_token",
        "API tokens",
        &[
            inner("id", "Number of the token"),
            inner("account_id", "Account"),
            inner("member_id", "Member"),
            hashed("token_index", Account, "The token", &[Security]),
            plain("created_at", Account, "When it was made", &[Security]),
            plain("last_used_at", Technical, "When it was last used", &[Security]),
            plain("revoked_at", Account, "When it was taken back", &[Security]),
        ],
    ),
    Table {
        name: "channel_settings",
        title: "How you reach leads",
        subject: Subject::User,
        role: Role::Controller,
        owner: Owner::AccountId,
        retention: Retention::Account,
        erasure: Erasure::DeleteAndDestroyKey,
        columns: &[
            inner("account_id", "Account"),
            inner("updated_at", "When it last changed"),
            sealed(
                "sealed",
                Account,
                "Twilio account, its secret, your number, its registration with the carriers, and sender name",
                &[FollowUps],
            ),
        ],
    },
    of_account(
        "contact_setting",
        "Consent settings",
        &[
            inner("account_id", "Account"),
            plain("channel", Account, "Texts, calls or e-mail", &[Legal]),
            plain("kind", Account, "Which kind of message", &[Legal]),
            plain("allowed", Account, "Whether it may be sent", &[Legal]),
            plain("updated_at", Account, "When you chose", &[Legal]),
        ],
    ),
    of_account(
        "retention_rule",
        "How long leads are kept",
        &[
            inner("account_id", "Account"),
            plain("stage", Account, "Whom the rule is about", &[Legal]),
            plain("months", Account, "After how many months without contact they are erased", &[Legal]),
            plain("since", Account, "When you chose", &[Legal]),
        ],
    ),
];
