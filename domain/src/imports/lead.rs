//! What a row becomes.

use super::{Consent, ConsentEvidence, DealType, Flag};
use crate::{
    budget::Budget,
    contact::{Address, EmailAddress, PersonName, PhoneNumber},
    facts::Facts,
    timeline::Timeline,
};
use serde::{Deserialize, Serialize};

/// One accepted row, before any merge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportedLead {
    /// Number of the data row, from 1.
    pub row: u32,
    /// Given name, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    /// Family name, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    /// E-mail addresses, in the order of the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<EmailAddress>,
    /// Telephone numbers, in the order of the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<PhoneNumber>,
    /// The lead's own address.
    #[serde(skip_serializing_if = "Address::is_empty")]
    pub address: Address,
    /// Buyer, seller or renter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deal_type: Option<DealType>,
    /// The stage in the other tool, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stage_raw: String,
    /// Where the lead came from, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What the lead wants to spend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
    /// When the lead wants to move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Timeline>,
    /// What the row proves about consent.
    #[serde(skip_serializing_if = "Consent::is_empty")]
    pub consent: Consent,
    /// What somebody should look at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Notes and messages, one below the other.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The evidence of consent that the row carries, complete or not, for the consent ledger (P-41).
    #[serde(skip_serializing_if = "ConsentEvidence::is_empty")]
    pub consent_evidence: ConsentEvidence,
    /// Everything that our own export knows of what the lead wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Box<Facts>>,
    /// The time zone that the lead stated (IANA name).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_zone: Option<String>,
    /// No AI for this person (P-25).
    #[serde(skip_serializing_if = "is_off")]
    pub ai_paused: bool,
    /// The data of this person may only be stored (GDPR art. 18).
    #[serde(skip_serializing_if = "is_off")]
    pub restricted: bool,
    /// They may be under 18 (P-68).
    #[serde(skip_serializing_if = "is_off")]
    pub maybe_minor: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_off(flag: &bool) -> bool {
    !*flag
}

impl ImportedLead {
    /// The name of the lead.
    pub fn name(&self) -> PersonName {
        PersonName { first: self.first_name.clone(), last: self.last_name.clone() }
    }
}
