//! What every use case needs: the database, the vault and the time.

use crate::{
    Clock, audit::ReadLog, db::Db, leads::directory::Directories, live::Live, settings::Settings,
    vault::Vault,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::Notify;
use uuid::Uuid;

/// The ground that use cases stand on. Cheap to clone; built once, in the composition root.
#[derive(Clone, Debug)]
pub struct Core {
    /// Where rows are.
    pub db: Db,
    /// Where keys are.
    pub vault: Arc<Vault>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// How this installation is set up.
    pub settings: Arc<Settings>,
    /// Where reads of sealed data are noted.
    pub reads: ReadLog,
    /// The leads of the accounts at work, for lists.
    pub directories: Directories,
    /// Wakes idle workers.
    pub wake: Arc<Notify>,
    /// News for open browsers.
    pub live: Live,
}

impl Core {
    /// A core over an open database and vault.
    pub fn new(db: Db, vault: Vault, clock: Arc<dyn Clock>, settings: Settings) -> Self {
        Self {
            db,
            vault: Arc::new(vault),
            clock,
            settings: Arc::new(settings),
            reads: ReadLog::default(),
            directories: Directories::default(),
            wake: Arc::default(),
            live: Live::default(),
        }
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The present instant as columns hold it: milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        self.now().timestamp_millis()
    }

    /// A new id for a row, ordered by time (RFC 9562, version 7).
    pub fn new_id(&self) -> Uuid {
        let mut random = [0_u8; 10];
        crate::vault::fill_random(&mut random);
        let millis = u64::try_from(self.now_ms()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
