//! How the server is reached. The client's own configuration would read the environment; this one does not.

use crate::{Error, Result, settings::OpenAiSettings};
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

/// A client for the server. It follows no redirects: one could carry a prompt to another host.
pub(super) fn client(settings: &OpenAiSettings) -> Result<Client<Explicit>> {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(5))
        .timeout(ANSWER)
        .user_agent("RealtorOS")
        .build()
        .map_err(|error| Error::Internal(format!("the HTTP client does not start: {error}")))?;
    let config = Explicit { base_url: settings.base_url.clone(), api_key: settings.api_key.clone() };
    Ok(Client::build(http, config))
}
