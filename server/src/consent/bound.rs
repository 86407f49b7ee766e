//! What an entry of the ledger says, sealed together with its evidence (P-41).
//!
//! Channel, act, level, source and time stand in columns, so that queries find them. Whoever can write to the database could
//! change those; what is sealed nobody can change who does not hold the key. So the sealed record says the same once more,
//! and what counts is what was sealed: an entry whose columns say something else proves nothing, and what it took away stays
//! taken away. Entries that are older than this have no such copy and are read by their columns.

use super::{Act, ConsentEvent, Proof, Source, entity::event};
use crate::{
    Result,
    vault::{DataKey, Record},
};
use realtoros_domain::{Channel, consent::Level, ids::AccountId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The levels that an entry can have.
const LEVELS: [Level; 4] = [Level::Inquiry, Level::Transaction, Level::Express, Level::ExpressWritten];

/// What a row of the ledger seals.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SealedEvent {
    #[serde(flatten)]
    proof: Proof,
    /// What the columns must say; entries of earlier versions do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bound_columns: Option<Says>,
}

/// What the columns of an entry say.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Says {
    pub channel: String,
    pub act: String,
    pub level: String,
    pub source: String,
    /// Milliseconds since 1970 UTC.
    pub recorded_at: i64,
}

impl Record for SealedEvent {
    const TABLE: &'static str = "consent_event";
}

/// An entry to be written.
#[derive(Clone, Debug)]
pub(super) struct NewEvent {
    pub id: Uuid,
    pub lead: realtoros_domain::ids::LeadId,
    pub event: ConsentEvent,
    /// Milliseconds since 1970 UTC.
    pub recorded_at: i64,
}

/// The row of an entry.
pub(super) fn row(key: &DataKey, account: AccountId, new: &NewEvent) -> Result<event::Model> {
    let NewEvent { id, lead, event, recorded_at } = new;
    let entry = Says {
        channel: event.channel.as_str().to_owned(),
        act: event.act.as_str().to_owned(),
        level: event.level.as_str().to_owned(),
        source: event.source.as_str().to_owned(),
        recorded_at: *recorded_at,
    };
    let Says { channel, act, level, source, .. } = &entry;
    Ok(event::Model {
        id: *id,
        account_id: account.0,
        lead_id: lead.0,
        channel: channel.clone(),
        act: act.clone(),
        level: level.clone(),
        source: source.clone(),
        recorded_at: *recorded_at,
        sealed: key.seal(
            account,
            *id,
            &SealedEvent { proof: event.proof.clone(), bound_columns: Some(entry) },
        )?,
    })
}

/// An entry as it was sealed.
#[derive(Debug)]
pub(super) struct Opened {
    pub id: Uuid,
    pub event: ConsentEvent,
    /// Milliseconds since 1970 UTC.
    pub recorded_at: i64,
    /// Whether the columns say the same.
    pub is_sound: bool,
}

impl Opened {
    /// Whether the entry counts. One whose columns were changed gives nothing back, and takes away all the same.
    pub const fn counts(&self) -> bool {
        self.is_sound || self.event.act.takes_away()
    }
}

/// Opens a row; `None` for a channel that this version does not know.
pub(super) fn open(key: &DataKey, account: AccountId, row: &event::Model) -> Result<Option<Opened>> {
    let sealed: SealedEvent = key.open(account, row.id, &row.sealed)?;
    let columns = Says {
        channel: row.channel.clone(),
        act: row.act.clone(),
        level: row.level.clone(),
        source: row.source.clone(),
        recorded_at: row.recorded_at,
    };
    Ok(compared(row.id, sealed, columns))
}

/// An entry as it was sealed, beside what its columns say; `None` for a channel that this version does not know.
pub(super) fn compared(id: Uuid, sealed: SealedEvent, columns: Says) -> Option<Opened> {
    let is_sound = sealed.bound_columns.as_ref().is_none_or(|bound| *bound == columns);
    let Says { channel, act, level, source, recorded_at } = sealed.bound_columns.unwrap_or(columns);
    let event = ConsentEvent {
        channel: channel.parse::<Channel>().ok()?,
        act: Act::parse(&act),
        level: level_of(&level),
        source: Source::parse(&source),
        proof: sealed.proof,
    };
    Some(Opened { id, event, recorded_at, is_sound })
}

/// The level of that name; an unknown one proves nothing.
fn level_of(name: &str) -> Level {
    LEVELS.into_iter().find(|level| level.as_str() == name).unwrap_or_default()
}
