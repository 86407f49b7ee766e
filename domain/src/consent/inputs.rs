//! The facts on which the gate decides.

use super::{Action, Evidence};
use crate::quiet_hours;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The most automated sales contacts to one person in any 24 hours (P-44); an account may lower it.
pub const MOST_SALES_CONTACTS: usize = 3;

/// Where an account is in its life (P-55 to P-57).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// In use.
    Active,
    /// Closed by its owner, and not purged yet.
    Closing,
    /// Gone.
    Purged,
}

/// What a person has forbidden to be done with their data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// Nothing.
    None,
    /// Direct marketing (GDPR art. 21).
    Marketing,
    /// Nothing that a machine sends, until somebody has looked whether the person is a minor (P-68).
    Automation,
    /// Everything but keeping it (GDPR art. 18).
    Everything,
}

/// What a person has opted out of on this channel, or on all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// Nothing.
    None,
    /// Commercial mail: what an unsubscribe link ends.
    Marketing,
    /// Every message, also those that a person types: what STOP ends.
    Everything,
}

/// What is known from the do-not-call registry about the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    /// The number has never been checked.
    NotEvaluated,
    /// It has.
    Scrubbed {
        /// When.
        at: DateTime<Utc>,
        /// Whether the number was on the registry.
        listed: bool,
    },
}

/// Whether this very message has been claimed for sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Not before.
    First,
    /// It has.
    Taken,
}

/// Everything the gate looks at. `None` is "could not be found out", and denies wherever the fact is needed.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// What is about to be done.
    pub action: Action,
    /// The instant of the decision.
    pub now: DateTime<Utc>,
    /// The account's zone: its dates count for consent and for the registry.
    pub zone: Tz,
    /// The account's state.
    pub account: Option<AccountState>,
    /// Whether the feature and the channel are switched on and approved.
    pub feature_enabled: Option<bool>,
    /// Whether a text may leave from the sending number: it is registered with the carriers, or no carrier is involved
    /// (P-50). Mail needs none.
    pub sender_registered: Option<bool>,
    /// Whether the lead is in this account and has an address for the channel.
    pub recipient_found: Option<bool>,
    /// What the person has forbidden.
    pub restriction: Option<Restriction>,
    /// What the person has opted out of.
    pub suppression: Option<Suppression>,
    /// Whether a reply waits for somebody to say if it was an opt-out.
    pub pending_review: Option<bool>,
    /// When the opt-out that an [`super::Purpose::OptOutConfirmation`] confirms arrived.
    pub opted_out_at: Option<DateTime<Utc>>,
    /// Whether the person started a thread on this channel that is still alive.
    pub live_thread: Option<bool>,
    /// What the ledger holds for the person and the channel.
    pub evidence: Option<&'a [Evidence]>,
    /// What the registry says.
    pub registry: Registry,
    /// When the person got automated sales contacts in the last 24 hours or longer.
    pub sales_contacts: Option<&'a [DateTime<Utc>]>,
    /// The account's own limit on them; [`MOST_SALES_CONTACTS`] cannot be raised.
    pub sales_contacts_limit: usize,
    /// The names of the guards that found something in the text; empty is nothing.
    pub content_findings: Option<&'a [String]>,
    /// The answer of [`quiet_hours::decide`] for now. Mail needs none.
    pub quiet_hours: Option<&'a quiet_hours::Decision>,
    /// Whether a person chose to answer in quiet hours. Only counts for a typed answer in a live thread (P-54).
    pub quiet_hours_override: bool,
    /// Whether the message has been claimed before.
    pub claim: Option<Claim>,
}

impl Inputs<'_> {
    /// Nothing known yet: denied until the facts are filled in.
    pub const fn unknown(action: Action, now: DateTime<Utc>, zone: Tz) -> Self {
        Self {
            action,
            now,
            zone,
            account: None,
            feature_enabled: None,
            sender_registered: None,
            recipient_found: None,
            restriction: None,
            suppression: None,
            pending_review: None,
            opted_out_at: None,
            live_thread: None,
            evidence: None,
            registry: Registry::NotEvaluated,
            sales_contacts: None,
            sales_contacts_limit: MOST_SALES_CONTACTS,
            content_findings: None,
            quiet_hours: None,
            quiet_hours_override: false,
            claim: None,
        }
    }
}
