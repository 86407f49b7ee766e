//! Server functions of the section about mailboxes.

use super::view::MailboxesView;
use crate::AppError;
use leptos::prelude::*;
use uuid::Uuid;

/// The member's mailboxes, and those that can be connected.
#[server(prefix = "/rpc", endpoint = "mailbox/show")]
pub async fn show_mailboxes() -> Result<MailboxesView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::mailboxes(&core, &scope).await }).await
}

/// Ends the connection of a mailbox, here and at the provider.
#[server(prefix = "/rpc", endpoint = "mailbox/disconnect")]
pub async fn disconnect_mailbox(id: Uuid) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::connections::disconnect(&core, &scope, id).await?;
        Ok(())
    })
    .await
}
