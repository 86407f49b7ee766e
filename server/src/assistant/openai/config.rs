//! How the server is reached. The client's own configuration would read the environment; this one does not.

use super::wire::Wire;
use crate::{
    Result,
    privacy::Processor,
    providers::{Egress, Http},
    settings::{OpenAiSettings, Settings},
};
use async_openai::{Client, config::Config};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long a model may think. Shorter than the lease of a job.
const ANSWER: Duration = Duration::from_secs(45);

/// Address and key.
#[derive(Clone, Debug)]
pub(super) struct Explicit {
    base_url: String,
    api_key: SecretString,
}

impl Config for Explicit {
    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let bearer = format!("Bearer {}", self.api_key.expose_secret());
        if let Ok(mut value) = HeaderValue::from_str(&bearer) {
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        headers
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.api_key
    }
}

/// A client for the server, bound to the list of sub-processors: its requests leave through [`Wire`] and no other way.
pub(super) fn client(installation: &Settings, settings: &OpenAiSettings) -> Result<Client<Explicit>> {
    bound(Egress::of(installation, Processor::OpenAi), settings)
}

/// The same with a list of the caller's.
pub(super) fn bound(egress: Egress, settings: &OpenAiSettings) -> Result<Client<Explicit>> {
    let http = Http::new(egress, ANSWER)?;
    let config = Explicit { base_url: settings.base_url.clone(), api_key: settings.api_key.clone() };
    Ok(Client::build(http.for_building(), config).with_http_service(Wire(http)))
}
