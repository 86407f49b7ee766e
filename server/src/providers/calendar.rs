//! What can be asked of somebody's calendar: when they are busy. Nothing can be written.

use super::{Http, google::Google, http::pause_of, microsoft::Microsoft};
use crate::{Core, Error, Result, accounts::ProviderName};
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use secrecy::SecretString;

/// What is asked.
#[derive(Clone, Debug)]
pub struct BusyAsked {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub to: DateTime<Utc>,
}

/// A provider of calendars.
pub trait CalendarProvider: Send + Sync {
    /// When the owner of `access` is busy: beginnings and ends in milliseconds since 1970 UTC. Whatever else the provider
    /// says is dropped while its answer is read (P-22). An answer that cannot be read is an error, never free time; a
    /// provider that asks for a pause is [`Error::Throttled`].
    fn free_busy<'a>(
        &'a self,
        access: &'a SecretString,
        asked: &'a BusyAsked,
    ) -> BoxFuture<'a, Result<Vec<(i64, i64)>>>;

    /// Ends what a refresh token allows (RFC 7009). A token that the provider does not know any more is ended.
    fn revoke<'a>(&'a self, token: &'a SecretString) -> BoxFuture<'a, Result<()>>;
}

/// The calendars of a provider, if it is set up here.
pub fn calendar(core: &Core, provider: ProviderName) -> Result<Box<dyn CalendarProvider>> {
    let settings = provider
        .settings(&core.settings)
        .ok_or_else(|| Error::Provider(format!("{} is not set up here", provider.label())))?;
    let http = Http::of(&core.settings, provider.processor())?;
    Ok(match provider {
        ProviderName::Google => Box::new(Google::new(http, settings)?),
        ProviderName::Microsoft => Box::new(Microsoft::new(http, settings)),
    })
}

/// The error for a request that got no answer.
pub(super) fn unreachable(provider: ProviderName, error: &super::HttpError) -> Error {
    Error::Provider(format!("{}: {error}", provider.label()))
}

/// The error for an answer that is a refusal: a pause that the provider asks for, or that it refused.
pub(super) fn refused(provider: ProviderName, answer: &reqwest::Response) -> Error {
    let status = answer.status();
    match pause_of(status, answer.headers()) {
        Some(seconds) => Error::Throttled(seconds),
        None => unusable(provider, &format!("it was refused, status {}", status.as_u16())),
    }
}

/// The error for an answer that cannot be used. Nothing of the answer is in it: it may hold what must not be kept.
pub(super) fn unusable(provider: ProviderName, what: &str) -> Error {
    Error::Provider(format!("{}: {what}", provider.label()))
}
