//! The hosts that the settings name against the list of sub-processors (P-24, P-38).

use crate::{
    Core, Result,
    controls::Outcome,
    privacy::{Status, sub_processors},
    settings::{ProviderSettings, Settings},
};
use reqwest::Url;
use secrecy::ExposeSecret;
use std::{
    collections::BTreeSet,
    future::{Ready, ready},
};

/// Fails with the hosts that are not on the list.
pub fn check(core: &Core) -> Ready<Result<Outcome>> {
    let listed: BTreeSet<String> = sub_processors(&core.settings, None)
        .into_iter()
        .filter(|state| state.status != Status::NotInUse)
        .flat_map(|state| state.who.hosts.iter().map(|host| (*host).to_owned()).chain(state.hosts))
        .collect();
    let strangers: Vec<String> = reachable(&core.settings).difference(&listed).cloned().collect();
    ready(Ok(if strangers.is_empty() {
        Outcome::Pass
    } else {
        Outcome::fail(format!("Not on the list of sub-processors: {}.", strangers.join(", ")))
    }))
}

/// Every host in the settings of outside services.
fn reachable(settings: &Settings) -> BTreeSet<String> {
    // A new setting does not compile until it is looked at here.
    let ProviderSettings { twilio_base_url, smtp_url, openai, google, microsoft } = &settings.providers;
    let mut urls = vec![twilio_base_url.clone()];
    urls.extend(settings.kek.url().map(ToOwned::to_owned));
    urls.extend(smtp_url.iter().map(|url| url.expose_secret().to_owned()));
    urls.extend(openai.iter().map(|openai| openai.base_url.clone()));
    for provider in [google, microsoft].into_iter().flatten() {
        urls.extend([&provider.auth_url, &provider.token_url, &provider.api_url].map(Clone::clone));
    }
    urls.iter().filter_map(|url| Some(Url::parse(url).ok()?.host_str()?.to_owned())).collect()
}
