//! How often a key has sealed something (rules B4.1, NIST SP 800-38D).
//!
//! With random nonces one key may seal 2^32 times. Here it refuses at 2^31. Uses are counted in memory, so sealing costs
//! no write, and added to the key's row in steps ([`super::Vault::store_uses`]) and when the process ends in order. One that
//! dies forgets less than one step of each key: 2^31 divided by a step of 2^16 are 32,768 such deaths before the refusal
//! could come too late.

use super::VaultError;
use std::sync::atomic::{AtomicI64, Ordering};

/// How often one key may seal.
pub(super) const LIMIT: i64 = 1 << 31;
/// How many uses may be known to this process only.
pub(super) const STEP: i64 = 1 << 16;

/// The count of one key.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// What its row says.
    stored: AtomicI64,
    /// What has come on top since, in this process.
    since: AtomicI64,
}

impl Uses {
    pub(super) const fn stored(stored: i64) -> Self {
        Self { stored: AtomicI64::new(stored), since: AtomicI64::new(0) }
    }

    /// Counts one use, or refuses it.
    pub(super) fn take(&self) -> Result<(), VaultError> {
        let since = self.since.fetch_add(1, Ordering::Relaxed);
        if self.stored.load(Ordering::Relaxed) + since < LIMIT { Ok(()) } else { Err(VaultError::KeyUsedUp) }
    }

    /// What is known to this process only.
    pub(super) fn unstored(&self) -> i64 {
        self.since.load(Ordering::Relaxed)
    }

    /// `uses` of them are in the row now, which says `stored`.
    pub(super) fn note(&self, uses: i64, stored: i64) {
        self.stored.store(stored, Ordering::Relaxed);
        self.since.fetch_sub(uses, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p01_the_last_use_is_allowed_and_the_next_is_not() {
        let uses = Uses::stored(LIMIT - 2);
        assert_eq!([uses.take(), uses.take()], [Ok(()), Ok(())]);
        assert_eq!(uses.take(), Err(VaultError::KeyUsedUp));
    }
}
