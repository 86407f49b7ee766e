//! Server functions of the privacy page.

use super::view::PrivacyView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{Channel, ids::LeadId};

/// Everything on the page.
#[server(prefix = "/rpc", endpoint = "privacy/view")]
pub async fn privacy() -> Result<PrivacyView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::privacy(&core, &scope).await }).await
}

/// Allows or forbids a kind of message on a channel.
#[server(prefix = "/rpc", endpoint = "privacy/contact")]
pub async fn set_contact(channel: Channel, kind: String, allowed: bool) -> Result<(), AppError> {
    use realtoros_server::privacy::{self, ContactSetting};
    crate::wire::answer(|core, scope| async move {
        let setting = ContactSetting { channel, kind: kind.parse()?, allowed };
        privacy::set_contact(&core, &scope, setting).await
    })
    .await
}

/// Turns AI on or off for the account.
#[server(prefix = "/rpc", endpoint = "privacy/ai")]
pub async fn set_ai(enabled: bool) -> Result<(), AppError> {
    use realtoros_server::accounts;
    crate::wire::answer(|core, scope| async move { accounts::set_ai_enabled(&core, &scope, enabled).await })
        .await
}

/// Pauses AI for a lead, or lets it go on.
#[server(prefix = "/rpc", endpoint = "privacy/ai-paused")]
pub async fn set_ai_paused(lead: LeadId, paused: bool) -> Result<(), AppError> {
    use realtoros_server::leads::{self, Switch};
    crate::wire::answer(|core, scope| async move {
        leads::set_switch(&core, &scope, lead, Switch::AiPaused, paused).await
    })
    .await
}
