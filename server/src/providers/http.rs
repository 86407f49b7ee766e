//! The one HTTP client for providers.

use crate::{Error, Result};
use std::time::Duration;

/// How long a provider may take to answer. Shorter than the lease of a message that is being handed over.
const ANSWER: Duration = Duration::from_secs(10);

/// A client that follows no redirects (a redirect could carry secrets elsewhere) and does not wait for ever.
pub fn client() -> Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(5))
        .timeout(ANSWER)
        .user_agent("RealtorOS")
        .build()
        .map_err(|error| Error::Internal(format!("the HTTP client does not start: {error}")))
}
