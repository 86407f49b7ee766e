//! The one HTTP client for providers. It is bound to the list of one sub-processor.

use super::egress::{Egress, Unlisted};
use crate::{Error, Result, privacy::Processor, settings::Settings};
use reqwest::{
    Method, Request, RequestBuilder, Response, StatusCode, Url,
    header::{HeaderMap, RETRY_AFTER},
};
use std::time::Duration;

/// How long a provider may take to answer. Shorter than the lease of a message that is being handed over.
const ANSWER: Duration = Duration::from_secs(10);
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// It was not sent: the host is not on the list (P-24).
    #[error(transparent)]
    Unlisted(#[from] Unlisted),
    /// It was not sent: this is no address.
    #[error("a provider's address cannot be used")]
    NoAddress,
    /// The connection failed, or there was no answer. The address is left out: it may hold numbers.
    #[error("{0}")]
    Transport(reqwest::Error),
}

impl From<reqwest::Error> for HttpError {
    fn from(error: reqwest::Error) -> Self {
        Self::Transport(error.without_url())
    }
}

/// How long we wait where a provider asks us to wait and does not say how long, in seconds.
const PAUSE: i64 = 60;
/// The longest pause that is kept, in seconds.
const LONGEST_PAUSE: i64 = 3_600;

/// The pause in seconds that a refusal asks for (RFC 9110 section 10.2.3); `None` for one that is about something else.
pub(crate) fn pause_of(status: StatusCode, headers: &HeaderMap) -> Option<i64> {
    let said = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let pause = match status {
        StatusCode::TOO_MANY_REQUESTS => said.unwrap_or(PAUSE),
        StatusCode::SERVICE_UNAVAILABLE => said?,
        _ => return None,
    };
    Some(pause.clamp(1, LONGEST_PAUSE))
}

/// A client of one sub-processor. It follows no redirects (one could carry secrets or a prompt elsewhere), uses no proxy
/// (one would look names up for us), and does not wait for ever.
#[derive(Clone, Debug)]
pub struct Http {
    client: reqwest::Client,
    egress: Egress,
}

impl Http {
    /// A client for `processor` under these settings.
    pub fn of(settings: &Settings, processor: Processor) -> Result<Self> {
        Self::new(Egress::of(settings, processor), ANSWER)
    }

    /// A client for the hosts of `egress` that waits for `answer`.
    #[expect(clippy::disallowed_methods, reason = "the one place that makes HTTP clients")]
    pub fn new(egress: Egress, answer: Duration) -> Result<Self> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .dns_resolver(egress.clone())
            .connect_timeout(CONNECT)
            .timeout(answer)
            .user_agent("RealtorOS")
            .build()
            .map_err(|error| Error::Internal(format!("the HTTP client does not start: {error}")))?;
        Ok(Self { client, egress })
    }

    /// The list that it is bound to.
    pub const fn egress(&self) -> &Egress {
        &self.egress
    }

    /// A request that reads.
    pub fn get(&self, url: &str) -> Result<RequestBuilder, HttpError> {
        Ok(self.client.get(self.checked(url)?))
    }

    /// A request with another method.
    pub fn request(&self, method: Method, url: &str) -> Result<RequestBuilder, HttpError> {
        Ok(self.client.request(method, self.checked(url)?))
    }

    /// A request that changes something.
    pub fn post(&self, url: &str) -> Result<RequestBuilder, HttpError> {
        Ok(self.client.post(self.checked(url)?))
    }

    /// Sends a request that a library has made.
    pub async fn execute(&self, request: Request) -> Result<Response, HttpError> {
        self.checked(request.url().as_str())?;
        Ok(self.client.execute(request).await?)
    }

    /// For a library that builds requests with a client of its own and sends them through [`Self::execute`]. What it
    /// would send by itself still meets the list when the name is looked up.
    pub(crate) fn for_building(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// Addresses without a name are never looked up, so the list is asked here first.
    fn checked(&self, url: &str) -> Result<Url, HttpError> {
        let url = Url::parse(url).map_err(|_| HttpError::NoAddress)?;
        self.egress.check(url.host_str().unwrap_or_default())?;
        Ok(url)
    }
}
