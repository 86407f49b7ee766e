//! Listing, making and checking receipts.

use super::{
    build::{build, event_type},
    canonical::canonical,
    names,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{
        self, Entry, Subject,
        signing::{self, PublicKey, Purpose, Signed},
    },
    consent::{Act, Source, repository},
    leads,
    outbound::AccountFacts,
};
use realtoros_domain::{Channel, consent::Level, ids::LeadId};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// The format of the file.
const FORMAT: &str = "realtoros-consent-receipt/1";
/// Where its policy is, as receipts name it.
const POLICY: &str = "/privacy";

/// An entry for which there is a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: Uuid,
    /// For which channel.
    pub channel: Channel,
    /// What was done.
    pub act: Act,
    /// What it proves.
    pub level: Level,
    /// How it reached the ledger.
    pub source: Source,
    /// When the person acted, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The words that were shown.
    pub wording: Option<String>,
}

/// The entries of a lead for which there are receipts, newest first.
pub async fn receipts(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<Listed>> {
    let events = events(core, scope, lead).await?;
    let listed = events.into_iter().rev().filter(|entry| event_type(entry.act, entry.level).is_some());
    Ok(listed
        .map(|entry| Listed {
            id: entry.id,
            channel: entry.channel,
            act: entry.act,
            level: entry.level,
            source: entry.source,
            at: entry.proof.given_at,
            wording: entry.proof.wording,
        })
        .collect())
}

/// The signed receipt of an entry of a lead, as a JSON file. The same entry always gives the same file.
pub async fn receipt(core: &Core, scope: &Scope, lead: LeadId, id: Uuid) -> Result<String> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let events = events(core, scope, lead).await?;
    let entry = events.iter().find(|entry| entry.id == id).ok_or(Error::NotFound)?;
    let receipt = build(core, &facts, entry).ok_or(Error::NotFound)?;
    if !entry.is_sound {
        return Err(Error::Conflict(
            "This entry of the consent ledger was changed in the database after it was recorded. There is no receipt \
             of it, and it does not count as consent."
                .to_owned(),
        ));
    }
    let tx = core.db.begin().await?;
    let message = canonical(&receipt);
    let signature = signing::sign(&tx, core, Purpose::ConsentReceipt, message.as_bytes()).await?;
    audit::record(&tx, core, scope, Entry::new("receipt.made", Subject::one("lead", lead))).await?;
    tx.commit().await?;
    let keys = signing::keys_url(core);
    let file = json!({ "format": FORMAT, "receipt": receipt, "signature": signature, "keys": keys });
    Ok(serde_json::to_string_pretty(&file)?)
}

async fn events(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<repository::Recorded>> {
    let conn = core.db.read();
    leads::load(conn, core, scope.account, lead).await?;
    let mut ids = leads::merged_into(conn, scope.account, lead).await?;
    ids.push(lead);
    repository::events(conn, core, scope.account, &ids).await
}

/// Why a file is no receipt of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// It does not have the shape of a receipt.
    #[error("this file is no consent receipt of RealtorOS")]
    NoReceipt,
    /// None of the keys has signed it as it stands.
    #[error("the signature does not fit: the receipt was changed, or another key signed it")]
    DoesNotFit,
    /// What is signed is whole, but the file holds something else beside it.
    #[error(
        "the file was changed outside of what is signed: something was added, taken away or put there twice"
    )]
    Added,
}

/// The file, with nothing beside its four parts and none of them twice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    receipt: Value,
    signature: Value,
    keys: String,
}

/// Whether one of `keys` has signed the receipt in `file`, nothing was put beside it, and no name stands twice in it, at any
/// depth. Needs nothing but the keys.
pub fn verify(file: &str, keys: &[PublicKey]) -> Result<(), Unproven> {
    if !names::are_unique(file) {
        return Err(no_file(file));
    }
    let File { format, receipt, signature, keys: published } =
        serde_json::from_str(file).map_err(|_| no_file(file))?;
    if format != FORMAT || !receipt.is_object() {
        return Err(Unproven::NoReceipt);
    }
    let signed: Signed = serde_json::from_value(signature.clone()).map_err(|_| Unproven::NoReceipt)?;
    if !signed.verify(keys, Purpose::ConsentReceipt, canonical(&receipt).as_bytes()) {
        return Err(Unproven::DoesNotFit);
    }
    let policy = receipt["privacy_notice"]["url"].as_str();
    let site = policy.and_then(|url| url.strip_suffix(POLICY));
    let is_whole = site.is_some_and(|site| published == format!("{site}{}", signing::KEYS))
        && serde_json::to_value(&signed).is_ok_and(|signed| signed == signature);
    if is_whole { Ok(()) } else { Err(Unproven::Added) }
}

/// Why a file does not have exactly the parts of a receipt.
fn no_file(file: &str) -> Unproven {
    let value: Value = serde_json::from_str(file).unwrap_or_default();
    if value["format"] == FORMAT && value["receipt"].is_object() {
        Unproven::Added
    } else {
        Unproven::NoReceipt
    }
}
