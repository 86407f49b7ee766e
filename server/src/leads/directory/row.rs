//! One lead as lists know it.

use crate::leads::Lead;
use realtoros_domain::{Stage, consent::Reach, contact::fold_name, ids::LeadId};

/// One lead as lists know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// The name to sort by.
    pub name_key: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers, E.164.
    pub phones: Vec<String>,
    /// How far things have come.
    pub stage: Stage,
    /// Tags.
    pub tags: Vec<String>,
    /// Where the lead came from.
    pub source: String,
    /// Consent on texts, calls and mail, in the order of `Channel::ALL`.
    pub reach: [Reach; 3],
    /// No AI for this person.
    pub ai_paused: bool,
    /// They may be under 18.
    pub maybe_minor: bool,
    /// Milliseconds since 1970 UTC.
    pub created_at: i64,
    /// Milliseconds since 1970 UTC.
    pub updated_at: i64,
}

impl Row {
    /// The row of `lead`.
    pub fn new(lead: Lead, reach: [Reach; 3]) -> Self {
        let name = lead.record.display_name();
        Self {
            id: lead.id,
            name_key: fold_name(&name),
            name,
            emails: lead.record.emails.iter().map(|email| email.as_str().to_owned()).collect(),
            phones: lead.record.phones.iter().map(|phone| phone.e164().to_owned()).collect(),
            stage: lead.stage,
            tags: lead.record.tags,
            source: lead.record.source,
            reach,
            ai_paused: lead.ai_paused,
            maybe_minor: lead.maybe_minor,
            created_at: lead.created_at,
            updated_at: lead.updated_at,
        }
    }
}
