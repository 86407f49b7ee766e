//! What can be asked of somebody's mailbox: which mails came in, from whom, and one of them whole. Nothing can be written.

use super::{Egress, Http, HttpError, gmail::Gmail, graph_mail::GraphMail, http::pause_of};
use crate::{Core, Error, Result, accounts::ProviderName};
use futures::future::BoxFuture;
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long a mailbox may take to hand over a mail with its pictures.
const ANSWER: Duration = Duration::from_secs(30);
/// The largest mail that is read, in bytes. Both providers take smaller ones only.
const LARGEST: usize = 64 * 1024 * 1024;
/// How long we wait where Google says that there were too many requests, in seconds.
const PAUSE: i64 = 60;
/// How many days back the first look goes, and one after the provider has forgotten where we were.
pub(super) const RECENT_DAYS: i64 = 7;

/// A mail that came in, before it is known whether a lead wrote it: nothing but who did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number at the provider.
    pub id: String,
    /// What stands in its `From`; `None` where that could not be asked.
    pub from: Option<String>,
    /// When it came in, in milliseconds since 1970 UTC, where the provider says so.
    pub arrived_at: Option<i64>,
    /// Its `Message-ID`, where the list of mails has it.
    pub message_id: Option<String>,
}

/// A page of mails that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The mails.
    pub letters: Vec<Letter>,
    /// Where the next page begins. It belongs to the provider and says nothing to us.
    pub cursor: String,
    /// Whether there are more of them already.
    pub more: bool,
}

/// A mail that was asked for whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Its bytes (RFC 5322).
    Mail(Vec<u8>),
    /// It is not there any more.
    Gone,
    /// It is larger than what is read here.
    TooLarge,
}

/// Why a mailbox did not answer.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// The provider has forgotten where we were: look through the recent days again.
    #[error("the place in the mailbox is not known any more")]
    Expired,
    /// It asks us to wait, for so many seconds.
    #[error("the mailbox asks for a pause of {0} seconds")]
    Busy(i64),
    /// It does not let us in.
    #[error("the mailbox does not let us in")]
    Denied,
    /// It does not understand what it is asked, such as a place that it has forgotten.
    #[error("the mailbox does not understand the request")]
    Misunderstood,
    /// There was no answer at all; it may pass.
    #[error("the mailbox does not answer: {0}")]
    Silent(String),
    /// Anything else; it may pass. Nothing of an answer is in it.
    #[error("the mailbox cannot be read: {0}")]
    Failed(String),
}

impl MailboxError {
    /// The same for a request that named a place: one that is not understood has been forgotten (Graph says
    /// `syncStateNotFound`, Gmail that a page token is bad).
    pub(super) fn of_place(self) -> Self {
        if matches!(self, Self::Misunderstood) { Self::Expired } else { self }
    }
}

impl From<HttpError> for MailboxError {
    fn from(error: HttpError) -> Self {
        Self::Silent(error.to_string())
    }
}

impl From<reqwest::Error> for MailboxError {
    fn from(error: reqwest::Error) -> Self {
        HttpError::from(error).into()
    }
}

/// Somebody's mailbox.
pub trait Mailbox: Send + Sync {
    /// The mails that came in since `cursor`, or in the last days, a page of them; who wrote each and nothing else.
    fn page<'a>(&'a self, cursor: Option<&'a str>) -> BoxFuture<'a, Result<Page, MailboxError>>;

    /// A whole mail. Only for mails of leads.
    fn whole<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Whole, MailboxError>>;
}

/// The mailbox that `token` opens at a provider, if it is set up here.
pub fn mailbox(core: &Core, provider: ProviderName, token: SecretString) -> Result<Box<dyn Mailbox>> {
    let settings = provider
        .settings(&core.settings)
        .ok_or_else(|| Error::Provider(format!("{} is not set up here", provider.label())))?;
    let http = Http::new(Egress::of(&core.settings, provider.processor()), ANSWER)?;
    let api = settings.api_url.trim_end_matches('/').to_owned();
    let door = Door { http, token };
    Ok(match provider {
        ProviderName::Google => Box::new(Gmail::new(door, &api)),
        ProviderName::Microsoft => Box::new(GraphMail::new(door, &api, core.now())),
    })
}

/// The client, and what lets its requests through.
pub(super) struct Door {
    http: Http,
    token: SecretString,
}

impl Door {
    /// A request that reads. Nothing else can be asked for.
    pub fn get(&self, url: &str) -> Result<RequestBuilder, MailboxError> {
        Ok(self.http.get(url)?.bearer_auth(self.token.expose_secret()))
    }
}

/// Sends a request; an answer that is none is an error. `None` for something that is gone.
pub(super) async fn send(request: RequestBuilder) -> Result<Option<Response>, MailboxError> {
    let answer = request.send().await?;
    let status = answer.status();
    if status.is_success() {
        return Ok(Some(answer));
    }
    if let Some(seconds) = pause_of(status, answer.headers()) {
        return Err(MailboxError::Busy(seconds));
    }
    // Google may say so, too, when there were too many requests.
    let too_many = status == StatusCode::FORBIDDEN
        && answer.text().await.is_ok_and(|body| body.contains("ateLimitExceeded"));
    match status {
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::GONE => Err(MailboxError::Expired),
        StatusCode::BAD_REQUEST => Err(MailboxError::Misunderstood),
        _ if too_many => Err(MailboxError::Busy(PAUSE)),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(MailboxError::Denied),
        _ => Err(MailboxError::Failed(format!("status {}", status.as_u16()))),
    }
}

/// The body of an answer, unless it is larger than mail can be.
pub(super) async fn bytes(mut answer: Response) -> Result<Option<Vec<u8>>, MailboxError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if bytes.len() + chunk.len() > LARGEST {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// An answer that is not what was agreed.
pub(super) fn unreadable<E>(_: E) -> MailboxError {
    MailboxError::Failed("the answer cannot be read".to_owned())
}
