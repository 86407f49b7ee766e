//! Which hosts belong to a sub-processor.

use super::Processor;
use crate::settings::{OAuthSettings, ProviderSettings, Settings};
use secrecy::ExposeSecret;
use std::collections::BTreeSet;

/// The addresses that the settings name for a sub-processor. A new setting does not compile until it is assigned here.
pub(super) fn urls(settings: &Settings, processor: Processor) -> Vec<&str> {
    let ProviderSettings { twilio_base_url, smtp_url, openai, google, microsoft } = &settings.providers;
    match processor {
        Processor::OpenAi => openai.iter().map(|it| it.base_url.as_str()).collect(),
        Processor::Twilio => vec![twilio_base_url],
        Processor::Google => oauth_urls(google.as_ref()),
        Processor::Microsoft => oauth_urls(microsoft.as_ref()),
        Processor::Mail => smtp_url.iter().map(ExposeSecret::expose_secret).collect(),
        Processor::KeyService => settings.kek.url().into_iter().collect(),
    }
}

fn oauth_urls(provider: Option<&OAuthSettings>) -> Vec<&str> {
    provider.into_iter().flat_map(|it| [it.auth_url.as_str(), &it.token_url, &it.api_url]).collect()
}

/// The host of an address, in lower case. Never a user name or a password.
pub(super) fn host(url: &str) -> Option<String> {
    let url = reqwest::Url::parse(url).ok()?;
    Some(url.host_str()?.trim_end_matches('.').to_ascii_lowercase())
}

/// The hosts that may be talked to for a sub-processor: those of its entry in the registry that are set up here. Empty for
/// one that is not set up.
pub fn listed_hosts(settings: &Settings, processor: Processor) -> BTreeSet<String> {
    urls(settings, processor).into_iter().filter_map(host).collect()
}
