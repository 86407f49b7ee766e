//! What a merge leaves behind: what the lead that stayed gained, and what it could not take.

use crate::{
    assistant,
    leads::{Lead, LeadRecord},
    vault::Record,
};
use realtoros_domain::{
    ids::{LeadId, MessageId},
    imports::DealType,
};
use serde::{Deserialize, Serialize};

/// What is kept of a merge, sealed under the key of the lead that stayed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MergeRecord {
    /// What the lead that stayed did not have before.
    pub gained: LeadRecord,
    /// Leads that were part of the one that went, and moved along.
    pub carried: Vec<LeadId>,
    /// The note about what the lead that stayed could not take.
    pub note: Option<MessageId>,
}

impl Record for MergeRecord {
    const TABLE: &'static str = "lead_merge";
}

/// What `gone` said otherwise than the lead that stays, which now is `joined`; one line each.
pub(super) fn told_otherwise(kept: &Lead, gone: &Lead, joined: &LeadRecord) -> Option<String> {
    let other = gone.record.beyond(joined);
    let address = [other.address.street, other.address.city, other.address.state, other.address.zip];
    let address: Vec<String> = address.into_iter().filter(|part| !part.is_empty()).collect();
    let deal = other.deal_type.map(|deal| match deal {
        DealType::Buyer => "Buyer",
        DealType::Seller => "Seller",
        DealType::Renter => "Renter",
    });
    let stage = (gone.stage != kept.stage).then(|| gone.stage.label());
    let mut lines = vec![
        ("Name".to_owned(), other.name.to_string()),
        ("Address".to_owned(), address.join(", ")),
        ("Deal".to_owned(), deal.unwrap_or_default().to_owned()),
        ("Stage".to_owned(), stage.unwrap_or_default().to_owned()),
        ("Source".to_owned(), other.source),
        ("Time zone".to_owned(), other.stated_zone.unwrap_or_default()),
    ];
    lines.extend(assistant::describe_all(&other.preferences));
    lines.retain(|(_, value)| !value.is_empty());
    let lines: Vec<String> = lines.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
    (!lines.is_empty()).then(|| format!("From the merged lead:\n{}", lines.join("\n")))
}
