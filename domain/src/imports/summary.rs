//! What an import did, in numbers.

use super::{ConsentState, DuplicateGroup, ImportedLead, RejectReason};
use crate::Channel;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an import did, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Accepted rows that are nobody else's.
    pub new: u64,
    /// Accepted rows that are the same person as an earlier row.
    pub duplicate: u64,
    /// Refused rows by reason.
    pub rejected: BTreeMap<RejectReason, u64>,
    /// Accepted rows with at least one channel opted out.
    pub opted_out: u64,
    /// Accepted rows with at least one channel that somebody has to look at.
    pub review: u64,
    /// Messages, calls and notes that come along with the leads of an export of RealtorOS (P-33).
    #[serde(default)]
    pub messages: u64,
    /// Listings that come along.
    #[serde(default)]
    pub listings: u64,
}

impl ImportCounts {
    /// Counts an accepted row, after opt-outs have been applied.
    pub fn accept(&mut self, lead: &ImportedLead) {
        let any = |state| Channel::ALL.into_iter().any(|channel| lead.consent.get(channel) == state);
        self.new += 1;
        self.opted_out += u64::from(any(ConsentState::OptedOut));
        self.review += u64::from(any(ConsentState::Review));
    }

    /// Counts a refused row.
    pub fn reject(&mut self, reason: RejectReason) {
        *self.rejected.entry(reason).or_default() += 1;
    }

    /// Moves all rows of a group but the first from new to duplicate.
    pub fn group(&mut self, group: &DuplicateGroup) {
        let later = u64::try_from(group.rows.len().saturating_sub(1)).unwrap_or(u64::MAX);
        self.duplicate += later;
        self.new = self.new.saturating_sub(later);
    }
}
