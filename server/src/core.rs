//! What every use case needs: the database, the vault and the time.

use crate::{
    Clock, audit::ReadLog, db::Db, leads::directory::Directories, live::Live, settings::Settings,
    vault::Vault,
};
use chrono::{DateTime, Utc};
use realtoros_domain::policy::{VERSIONS, Version};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
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
    /// Every version of the policy; tests put versions of their own here.
    pub policies: &'static [Version],
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
            policies: VERSIONS,
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

    /// A new id for a row, ordered by time; those of one millisecond keep the order in which they were made (RFC 9562,
    /// version 7 with a counter as in section 6.2).
    pub fn new_id(&self) -> Uuid {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let mut random = [0_u8; 10];
        crate::vault::fill_random(&mut random);
        // Version and variant take bits of the first and the third byte: 24 bits of the counter go around them.
        let [_, a, b, c] = MADE.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        random[..4].copy_from_slice(&[a >> 4, (a << 4) | (b >> 4), ((b << 4) | (c >> 4)) >> 2, c & 0x3f]);
        let millis = u64::try_from(self.now_ms()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn ids_of_one_millisecond_keep_their_order() {
        let core = crate::testing::on_sqlite().await;
        let ids: Vec<_> = (0..70_000).map(|_| core.new_id()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[0].get_version_num(), 7);
    }
}
