//! From an entry of the ledger to a receipt.

use crate::{
    Core,
    clock::from_millis,
    consent::{Act, Recorded, Source},
    outbound::AccountFacts,
};
use chrono::SecondsFormat;
use realtoros_domain::{Channel, consent::Level, policy};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The standard and our version of its use.
const SCHEMA: &str = "ISO/IEC TS 27560:2023; realtoros-receipt 1";

/// Whether an entry gives or takes back something: only then is there a receipt. Only an agreement is called consent: who
/// writes in, or has done business before, may be contacted and has agreed to nothing (rules B2.4).
pub(super) const fn event_type(act: Act, level: Level) -> Option<&'static str> {
    match (act, level) {
        (Act::Given, Level::Express | Level::ExpressWritten) | (Act::Restored, _) => Some("consent_given"),
        (Act::Given, Level::Inquiry | Level::Transaction) => Some("relationship_recorded"),
        (Act::Given, Level::None) => Some("entry_recorded"),
        (Act::Withdrawn, _) => Some("consent_withdrawn"),
        (Act::InDoubt | Act::Reviewed, _) => None,
    }
}

/// The receipt of an entry, in the four parts of the standard: header, processing, parties, event.
pub(super) fn build(core: &Core, facts: &AccountFacts, entry: &Recorded) -> Option<Value> {
    let proof = &entry.proof;
    let event_type = event_type(entry.act, entry.level)?;
    let (purpose, information) = purpose(entry.channel);
    let time = |at: i64| from_millis(at).to_rfc3339_opts(SecondsFormat::Secs, true);
    let shown_hash = proof.wording.as_ref().map(|words| hex(&Sha256::digest(words.as_bytes())));
    let mut receipt = json!({
        "schema_version": SCHEMA,
        "record_id": entry.id,
        "pii_principal_id": entry.lead,
        "privacy_notice": {
            "url": format!("{}/privacy", core.settings.public_url),
            "version": policy::CURRENT_VERSION,
        },
        "language": "en",
        "purposes": [{
            "purpose": purpose,
            "lawful_basis": basis(entry.level, event_type),
            "pii_information": information,
            "pii_controllers": [facts.brokerage],
            "collection_method": way(entry.source),
            "processing_method": "Stored encrypted; messages are sent by a person, or by a rule that they switched on",
            "storage_locations": ["Server of the realtor's RealtorOS installation"],
            "retention_period": "Until the person is erased, and never longer than the account",
        }],
        "party_identification": [
            {
                "role": "pii_controller",
                "name": facts.brokerage,
                "contact": facts.member_name,
                "email": facts.member_email,
                "postal_address": facts.postal_address,
            },
            { "role": "pii_processor", "name": "RealtorOS", "email": policy::contact() },
        ],
        "event": {
            "time": time(proof.given_at),
            "recorded": time(entry.recorded_at),
            "type": event_type,
            "restores_earlier": entry.act == Act::Restored,
            "channel": entry.channel.as_str(),
            "level": entry.level.as_str(),
            "withdrawal_method": withdrawal(entry.channel),
        },
        "tcpa": {
            "disclosure": proof.wording,
            "disclosure_sha256": shown_hash,
            "disclosure_version": proof.version,
            "act": proof.act,
            "source_url": proof.url,
            "ip": proof.ip,
            "user_agent": proof.agent,
            "seller": proof.seller,
            "address": proof.address,
        },
    });
    // An entry that was first recorded elsewhere says so: this installation vouches for the file, not for the act.
    if let Some(came_with) = &proof.came_with {
        receipt["event"]["came_with"] = came_with.as_str().into();
    }
    Some(receipt)
}

const fn purpose(channel: Channel) -> (&'static str, &'static str) {
    match channel {
        Channel::Sms => ("Text messages about homes, from this realtor", "Telephone number"),
        Channel::Voice => ("Telephone calls about homes, from this realtor", "Telephone number"),
        Channel::Email => ("E-mail about homes, newsletters included, from this realtor", "E-mail address"),
    }
}

fn basis(level: Level, event_type: &str) -> &'static str {
    match level {
        _ if event_type == "consent_withdrawn" => "consent withdrawn",
        Level::ExpressWritten => "prior express written consent (47 CFR 64.1200(f)(9))",
        Level::Express => "express consent",
        Level::Transaction => "business relationship after a transaction (47 CFR 64.1200(f)(5))",
        Level::Inquiry => "business relationship after an inquiry (47 CFR 64.1200(f)(5))",
        Level::None if event_type == "consent_given" => "consent",
        Level::None => "none recorded",
    }
}

const fn way(source: Source) -> &'static str {
    match source {
        Source::Text => "Text message of the person",
        Source::Mail | Source::LastMail => "E-mail of the person",
        Source::Note => "Written down by the realtor",
        Source::Unsubscribe => "Link in an e-mail",
        Source::LeadPage => "The person's own page",
        Source::Form => "Form that the person filled in",
        Source::Realtor => "Recorded by the realtor",
        Source::Call => "Key or words of the person in a call",
        Source::Provider => "Report of the phone company",
        Source::Import => "File from another tool",
        Source::Erasure => "Erasure of the person's data",
    }
}

const fn withdrawal(channel: Channel) -> &'static str {
    match channel {
        Channel::Sms => "Answer STOP, or switch it off on your own page",
        Channel::Voice => "Say so, or switch it off on your own page",
        Channel::Email => "The link in each newsletter, or switch it off on your own page",
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
