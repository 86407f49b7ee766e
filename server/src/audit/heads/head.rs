//! One signed head.

use crate::{
    Result,
    audit::signing::{PublicKey, Purpose, Signed},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a line in the file of heads says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The history ended here at that time, and goes on.
    Head,
    /// A backup was restored on purpose: what was signed beyond this entry is gone with the operator's knowledge.
    Restored,
    /// The account has ended, and its history with it (P-57).
    Ended,
}

impl Mark {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Restored => "restored",
            Self::Ended => "ended",
        }
    }
}

/// The end of an account's history at a time, signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose history.
    pub account: Uuid,
    /// The number of its last entry.
    pub seq: i64,
    /// The hash of that entry, in hexadecimal.
    pub hash: String,
    /// The root of the Merkle tree over the hashes of all entries up to that one (RFC 6962), in hexadecimal. Heads of earlier
    /// versions do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// When it was signed, in milliseconds since 1970 UTC.
    pub at: i64,
    /// What it says.
    pub mark: Mark,
    /// Which key signed it, and the signature.
    #[serde(flatten)]
    pub signed: Signed,
}

impl Head {
    /// What is signed: account, number, hash, time and what it says, one after another as text; with a root the same after the
    /// word `tree` and the root, so that neither can be read as the other.
    pub(super) fn message(
        account: Uuid,
        seq: i64,
        hash: &str,
        root: Option<&str>,
        at: i64,
        mark: Mark,
    ) -> Vec<u8> {
        let end = format!("{account} {seq} {hash} {at} {}", mark.as_str());
        match root {
            Some(root) => format!("tree {root} {end}").into_bytes(),
            None => end.into_bytes(),
        }
    }

    /// The line in the file, without its end.
    pub fn line(&self) -> Result<String> {
        Ok(serde_json::to_string(self)?)
    }

    /// Whether one of `keys` has signed exactly this.
    pub fn is_signed_by(&self, keys: &[PublicKey]) -> bool {
        let root = self.root.as_deref();
        let message = Self::message(self.account, self.seq, &self.hash, root, self.at, self.mark);
        self.signed.verify(keys, Purpose::AuditHead, &message)
    }
}
