//! How the settings page is put together on the server.

use super::view::{
    BusinessView, ChannelsView, MethodsView, ProviderView, SettingsView, TokenView, TwoStepView,
};
use realtoros_domain::registration::Entry;
use realtoros_server::{
    Core, Result, Scope,
    accounts::{self, ChannelSettings, ProviderName},
    providers,
};

/// Everything on the page.
pub async fn settings(core: &Core, scope: &Scope) -> Result<SettingsView> {
    let profile = accounts::profile(core, scope).await?;
    let channels = accounts::channels(core.db.read(), core, scope.account).await?;
    let tokens = accounts::tokens(core, scope).await?;
    Ok(SettingsView {
        business: BusinessView {
            member_name: profile.member_name,
            member_email: profile.member_email,
            brokerage: profile.brokerage,
            licence_state: profile.licence_state,
            postal_address: profile.postal_address,
            phone: crate::format::phone(&profile.phone),
            time_zone: profile.time_zone,
        },
        channels: channels_view(core, scope, channels),
        tokens: tokens
            .into_iter()
            .map(|token| TokenView {
                id: token.id,
                created_at: token.created_at,
                last_used_at: token.last_used_at,
            })
            .collect(),
        methods: methods(core, scope).await?,
        two_step: two_step(core, scope).await?,
    })
}

fn channels_view(core: &Core, scope: &Scope, channels: ChannelSettings) -> ChannelsView {
    let (has_twilio, is_registered) = (channels.has_twilio(), channels.is_registered());
    let registration = channels.registration.as_ref().map(Entry::of).unwrap_or_default();
    ChannelsView {
        has_twilio,
        is_registered,
        brand_id: registration.brand,
        campaign_id: registration.campaign,
        verification_id: registration.verification,
        approved_on: registration.approved_on,
        account_sid: channels.twilio_account_sid.unwrap_or_default(),
        has_auth_token: channels.twilio_auth_token.is_some(),
        from_number: channels
            .twilio_from_number
            .map(|number| crate::format::phone(&number))
            .unwrap_or_default(),
        mail_from_name: channels.mail_from_name.unwrap_or_default(),
        webhook: providers::inbound_webhook(&core.settings, scope.account),
        call_webhook: providers::call_webhook(&core.settings, scope.account),
    }
}

async fn two_step(core: &Core, scope: &Scope) -> Result<TwoStepView> {
    let state = accounts::second_step(core, scope).await?;
    Ok(TwoStepView {
        since: state.since,
        recovery_codes: state.recovery_codes,
        passkeys: accounts::passkeys(core, scope).await?.into_iter().map(|passkey| passkey.name).collect(),
        passkeys_work: accounts::passkeys_work(&core.settings),
    })
}

async fn methods(core: &Core, scope: &Scope) -> Result<MethodsView> {
    let methods = accounts::sign_in_methods(core, scope).await?;
    let configured = ProviderName::configured(&core.settings);
    let providers = ProviderName::ALL
        .into_iter()
        .map(|provider| (provider, methods.providers.contains(&provider)))
        .filter(|(provider, linked)| *linked || configured.contains(provider))
        .map(|(provider, linked)| ProviderView {
            key: provider.as_str().to_owned(),
            label: provider.label().to_owned(),
            linked,
        })
        .collect();
    Ok(MethodsView { password: methods.password, providers })
}
