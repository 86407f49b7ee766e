//! Server functions of the settings page.

use super::view::SettingsView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::registration::Entry;
use uuid::Uuid;

/// Everything on the page.
#[server(prefix = "/rpc", endpoint = "account/settings")]
pub async fn settings() -> Result<SettingsView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::settings(&core, &scope).await }).await
}

/// Stores the member's name and the business.
#[server(prefix = "/rpc", endpoint = "account/business")]
pub async fn save_business(
    member_name: String,
    brokerage: String,
    licence_state: String,
    postal_address: String,
    phone: String,
    time_zone: String,
) -> Result<(), AppError> {
    use realtoros_server::accounts::{AccountProfile, ProfileChange, update_profile};
    let account = AccountProfile { brokerage, licence_state, postal_address, phone, time_zone };
    crate::wire::answer(|core, scope| async move {
        update_profile(&core, &scope, ProfileChange { member_name, account }).await
    })
    .await
}

/// Stores how leads are reached. An empty auth token keeps the one that is stored, as long as the account is the same. Without
/// brand, campaign, verification and day the number counts as not registered (P-50).
#[server(prefix = "/rpc", endpoint = "account/channels")]
pub async fn save_channels(
    account_sid: String,
    auth_token: String,
    from_number: String,
    mail_from_name: String,
    #[server(default)] registration: Entry,
) -> Result<(), AppError> {
    use realtoros_server::accounts::{self, ChannelSettings};
    crate::wire::answer(|core, scope| async move {
        let stored = accounts::channels(core.db.read(), &core, scope.account).await?;
        let same =
            !account_sid.is_empty() && stored.twilio_account_sid.as_deref() == Some(account_sid.trim());
        let kept = stored.twilio_auth_token.filter(|_| same && auth_token.is_empty());
        let settings = ChannelSettings {
            registration: accounts::entered_registration(&core, &scope, &from_number, &registration).await?,
            twilio_account_sid: Some(account_sid),
            twilio_auth_token: kept.or(Some(auth_token)),
            twilio_from_number: Some(from_number),
            mail_from_name: Some(mail_from_name),
        };
        accounts::save_channels(&core, &scope, settings).await
    })
    .await
}

/// Makes an API token and shows its secret, this once.
#[server(prefix = "/rpc", endpoint = "account/tokens/create")]
pub async fn create_token() -> Result<String, AppError> {
    use realtoros_server::accounts;
    crate::wire::answer(|core, scope| async move { accounts::create_token(&core, &scope).await }).await
}

/// Ends an API token.
#[server(prefix = "/rpc", endpoint = "account/tokens/revoke")]
pub async fn revoke_token(id: Uuid) -> Result<(), AppError> {
    use realtoros_server::accounts;
    crate::wire::answer(|core, scope| async move { accounts::revoke_token(&core, &scope, id).await }).await
}

/// Sets a new password, and signs every other browser out.
#[server(prefix = "/rpc", endpoint = "account/password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    new_password: String,
) -> Result<(), AppError> {
    use realtoros_server::{
        accounts,
        http::{Session, renew_session},
    };
    let ip = crate::wire::caller().map(|caller| caller.ip).unwrap_or_default();
    let session = crate::wire::session();
    crate::wire::answer(|core, scope| async move {
        let keep = session.as_ref().and_then(Session::id);
        accounts::change_password(&core, &scope, &current_password, &new_password, &ip, keep.as_ref())
            .await?;
        match session {
            Some(session) => renew_session(&session).await,
            None => Ok(()),
        }
    })
    .await
}

/// Ends signing in with a provider.
#[server(prefix = "/rpc", endpoint = "account/unlink")]
pub async fn unlink(provider: String) -> Result<(), AppError> {
    use realtoros_server::{Error, accounts};
    crate::wire::answer(|core, scope| async move {
        let provider = provider.parse().map_err(|()| Error::NotFound)?;
        accounts::unlink_identity(&core, &scope, provider).await
    })
    .await
}
