//! From certificates to what the page shows.

use super::view::ErasureView;
use realtoros_server::{Core, Result, Scope, privacy::erasure};

/// Every certificate of the account, newest first.
pub async fn erasures(core: &Core, scope: &Scope) -> Result<Vec<ErasureView>> {
    let certificates = erasure::certificates(core, scope).await?;
    Ok(certificates
        .into_iter()
        .map(|found| ErasureView {
            id: found.id,
            at: found.erased_at,
            reason: found.reason.words().to_owned(),
            rows: found.counts.iter().map(|(_, count)| count).sum(),
            copies: found.copies.words(),
            copies_open: found.copies.given_up,
            backups_until: found.backups_until,
            expired: found.confirmed_at.is_some(),
        })
        .collect())
}
