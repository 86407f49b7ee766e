//! The certificate of an erasure: numbers, keyed hashes, counts and dates, and what was not erased, in plain words.

use super::{Reason, entity::erasure, repository};
use crate::{Core, Error, Result, Scope, clock::from_millis, consent, privacy::data_map::tables};
use realtoros_domain::ids::LeadId;
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many certificates a list shows.
const LISTED: u64 = 500;

/// What erasure cannot reach by itself. Everybody who reads a certificate is told.
pub const NOT_ERASED: [&str; 6] = [
    "Messages of other people may mention this person. They belong to those people and were not changed; look for them if \
     you were asked to remove such mentions.",
    "Mail and texts that were delivered are in the person's own mailbox and phone.",
    "Mail that the person wrote is in the mailbox that it was sent to. RealtorOS only reads there and deletes nothing.",
    "Twilio keeps its own record of texts and calls: numbers, times and lengths, without words.",
    "Mail that was sent may be kept by the mail servers that carried it.",
    "If a language model was used, its provider may keep logs against abuse for up to 30 days.",
];

/// How far the provider's copies are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copies {
    /// How many texts the provider was asked to redact.
    pub total: u64,
    /// How many of them it has not redacted yet.
    pub left: u64,
    /// Asking was given up: the rest must be removed by hand at the provider.
    pub given_up: bool,
}

impl Copies {
    /// The state in plain words.
    pub fn words(self) -> String {
        let Self { total, left, given_up } = self;
        let redacted = total.saturating_sub(left);
        match (total, left, given_up) {
            (0, _, false) => "There were no copies at Twilio.".to_owned(),
            (0, _, true) => {
                "The list of texts at Twilio was lost with a database that had to be restored. Look in the \
                             Twilio console whether it still has texts of this person, and delete them there."
                    .to_owned()
            }
            (_, _, true) => format!(
                "Twilio did not redact all of {total} texts in time. Delete the rest in the Twilio console."
            ),
            (_, 0, false) => format!("Twilio has redacted all {total} texts."),
            (..) => format!("Twilio has redacted {redacted} of {total} texts; the rest is tried again."),
        }
    }
}

/// A stored statement about an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Which deletion.
    pub id: Uuid,
    /// The number of the lead that is no more.
    pub lead: LeadId,
    /// Why.
    pub reason: Reason,
    /// When, in milliseconds since 1970 UTC.
    pub erased_at: i64,
    /// When the last backup that may hold the person has expired, in milliseconds since 1970 UTC.
    pub backups_until: i64,
    /// How many rows were erased, by the title of their table.
    pub counts: Vec<(String, u64)>,
    /// The keyed hashes of addresses that are remembered, so that importing them does not bring the person back.
    pub hashes: Vec<String>,
    /// How far the provider's copies are.
    pub copies: Copies,
    /// The second notice: when the expiry of the last backup was confirmed, in milliseconds since 1970 UTC.
    pub confirmed_at: Option<i64>,
}

impl Certificate {
    /// The certificate as text.
    pub fn text(&self) -> String {
        let day = |millis: i64| from_millis(millis).format("%-d %B %Y, %H:%M UTC").to_string();
        let mut lines = vec![
            "CERTIFICATE OF ERASURE".to_owned(),
            String::new(),
            format!("Number of the deletion: {}", self.id),
            format!("Number of the lead:     {}", self.lead),
            format!("Erased on:              {}", day(self.erased_at)),
            format!("Reason:                 {}", self.reason.words()),
            String::new(),
            "Erased:".to_owned(),
        ];
        if self.counts.is_empty() && self.copies.given_up {
            lines.push(
                "  what was there was not written down any more: a database had to be restored".to_owned(),
            );
        }
        lines.extend(self.counts.iter().map(|(title, count)| format!("  {count:>6}  {title}")));
        lines.push(String::new());
        lines.push("The key that sealed the data was destroyed, so copies of it cannot be read.".to_owned());
        lines.push(self.copies.words());
        lines.push(format!("The last backup that may hold the data expires on {}.", day(self.backups_until)));
        if let Some(confirmed) = self.confirmed_at {
            lines.push(format!(
                "Second notice, {}: the last backup that could hold the data has expired.",
                day(confirmed)
            ));
        }
        lines.extend([String::new(), "Kept:".to_owned()]);
        lines.push(format!(
            "  {} keyed hashes of addresses, without a name, so that opt-outs hold and an import does not bring the \
             person back:",
            self.hashes.len()
        ));
        lines.extend(self.hashes.iter().map(|hash| format!("    {hash}")));
        lines.extend([String::new(), "Not erased by this:".to_owned()]);
        lines.extend(NOT_ERASED.iter().map(|sentence| format!("  - {sentence}")));
        lines.join("\n") + "\n"
    }

    /// The same for programs.
    pub fn json(&self) -> String {
        let instant = |millis: i64| from_millis(millis).to_rfc3339();
        let value = json!({
            "type": "certificate_of_erasure",
            "version": 1,
            "deletion": self.id,
            "lead": self.lead,
            "reason": self.reason.as_str(),
            "erased_at": instant(self.erased_at),
            "erased": self.counts.iter().map(|(title, count)| json!({ "what": title, "rows": count })).collect::<Vec<_>>(),
            "address_hashes": self.hashes,
            "provider_copies": {
                "total": self.copies.total,
                "left": self.copies.left,
                "given_up": self.copies.given_up,
            },
            "last_backup_expires_at": instant(self.backups_until),
            "backups_confirmed_expired_at": self.confirmed_at.map(instant),
            "not_erased": NOT_ERASED,
        });
        format!("{value:#}\n")
    }
}

/// The certificate of one deletion of the account.
pub async fn certificate(core: &Core, scope: &Scope, id: Uuid) -> Result<Certificate> {
    let conn = core.db.read();
    let row = repository::certified(conn, scope.account, Some(id), 1).await?.pop().ok_or(Error::NotFound)?;
    let left = repository::copies_left(conn, scope.account).await?;
    let hashes = consent::erased_hashes(conn, scope.account, id).await?;
    let mut certificate = open(row, left.get(&id).copied().unwrap_or_default())?;
    certificate.hashes = hashes.into_iter().map(hex::encode).collect();
    certificate.hashes.sort();
    Ok(certificate)
}

/// The certificates of the account, newest first, without their hashes.
pub async fn certificates(core: &Core, scope: &Scope) -> Result<Vec<Certificate>> {
    let conn = core.db.read();
    let rows = repository::certified(conn, scope.account, None, LISTED).await?;
    let left = repository::copies_left(conn, scope.account).await?;
    rows.into_iter()
        .map(|row| {
            let left = left.get(&row.id).copied().unwrap_or_default();
            open(row, left)
        })
        .collect()
}

fn open(row: erasure::Model, left: u64) -> Result<Certificate> {
    let counts: BTreeMap<String, u64> = serde_json::from_str(&row.counts)?;
    let title =
        |name: String| tables().find(|table| table.name == name).map_or(name, |table| table.title.to_owned());
    Ok(Certificate {
        id: row.id,
        lead: LeadId(row.lead_id),
        reason: Reason::parse(&row.reason),
        erased_at: row.erased_at,
        backups_until: row.backups_until,
        counts: counts.into_iter().map(|(name, count)| (title(name), count)).collect(),
        hashes: Vec::new(),
        copies: Copies {
            total: u64::try_from(row.copies_total).unwrap_or_default(),
            left,
            given_up: row.copies_given_up,
        },
        confirmed_at: row.confirmed_at,
    })
}
