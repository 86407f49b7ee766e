//! Server functions of the frame.

use crate::AppError;
use leptos::prelude::*;

/// When everything of the account is deleted, in milliseconds since 1970 UTC; nothing while it is not closing.
#[server(prefix = "/rpc", endpoint = "account/closing")]
pub async fn closes_at() -> Result<Option<i64>, AppError> {
    use realtoros_server::{accounts, privacy::closing};
    crate::wire::answer(|core, scope| async move {
        // Asked for every page, so the answer of nearly everybody is found first.
        if accounts::is_active(core.db.read(), scope.account).await? {
            return Ok(None);
        }
        Ok(closing::state(&core, &scope).await?.purge_at)
    })
    .await
}
