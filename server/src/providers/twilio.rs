//! Twilio's REST API for texts (rules B3.1): form POST with HTTP Basic, the address from the settings. Calls are in
//! [`super::twilio_voice`].

use super::{Http, SendError, SmsAccount, SmsGateway, SmsOut, twilio_error};
use crate::{Core, settings::Settings};
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt};
use realtoros_domain::ids::AccountId;
use secrecy::ExposeSecret;
use serde::Deserialize;

/// The longest that Twilio keeps a text waiting, in seconds.
const LONGEST_VALIDITY: i64 = 36_000;

/// One account's sign-in at Twilio.
#[derive(Debug)]
pub struct Twilio {
    pub(super) http: Http,
    messages: String,
    callback: String,
    /// The list of calls.
    pub(super) calls: String,
    /// Where we are told of calls.
    pub(super) voice: String,
    sms: SmsAccount,
}

#[derive(Deserialize)]
struct Message {
    sid: String,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    date_created: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    messages: Vec<Message>,
}

/// The address at which `account` receives texts: its owner enters it at Twilio.
pub fn inbound_webhook(settings: &Settings, account: AccountId) -> String {
    format!("{}/webhooks/twilio/{account}/sms", settings.public_url)
}

/// Where Twilio sends calls that come in for an account.
pub fn call_webhook(settings: &Settings, account: AccountId) -> String {
    format!("{}/webhooks/twilio/{account}/voice", settings.public_url)
}

/// Whether Twilio has given a text this id: it begins with `SM`, or with `MM` when there are pictures. What was captured
/// here, or made up for the demo, never was with a provider.
pub fn is_text_sid(id: &str) -> bool {
    id.starts_with("SM") || id.starts_with("MM")
}

impl Twilio {
    /// A client for the sign-in of `account`.
    pub fn new(http: Http, core: &Core, account: AccountId, sms: SmsAccount) -> Self {
        let settings = &core.settings;
        let base = &settings.providers.twilio_base_url;
        Self {
            http,
            messages: format!("{base}/2010-04-01/Accounts/{}/Messages.json", sms.account_sid),
            callback: format!("{}/webhooks/twilio/{account}/status", settings.public_url),
            calls: format!("{base}/2010-04-01/Accounts/{}/Calls.json", sms.account_sid),
            voice: call_webhook(settings, account),
            sms,
        }
    }

    /// The number that texts and calls come from.
    pub(super) fn from(&self) -> &str {
        &self.sms.from
    }

    pub(super) fn signed_in(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        request.basic_auth(&self.sms.account_sid, Some(self.sms.auth_token.expose_secret()))
    }

    async fn post(&self, sms: &SmsOut) -> Result<String, SendError> {
        let callback = format!("{}?m={}", self.callback, sms.message);
        let validity = sms.valid_seconds.clamp(1, LONGEST_VALIDITY).to_string();
        let form = [
            ("To", sms.to.as_str()),
            ("From", &self.sms.from),
            ("Body", &sms.body),
            ("ValidityPeriod", &validity),
            ("StatusCallback", &callback),
        ];
        let request = self.http.post(&self.messages).map_err(|error| twilio_error::of_transport(&error))?;
        let answer = self.signed_in(request).form(&form).send().await;
        let answer = answer.map_err(|error| twilio_error::of_transport(&error.into()))?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(|_| SendError::Unknown("the answer broke off".into()))?;
        if !status.is_success() {
            return Err(twilio_error::of_answer(status.as_u16(), &body));
        }
        let message: Message = serde_json::from_slice(&body)
            .map_err(|_| SendError::Unknown("the answer is not readable".into()))?;
        Ok(message.sid)
    }

    /// Twilio keeps the record of a text and empties its words (rules B3.1: update with `Body=""`).
    async fn empty(&self, sid: &str) -> Result<(), SendError> {
        let is_sid = |c: char| c.is_ascii_alphanumeric();
        if sid.is_empty() || !sid.chars().all(is_sid) {
            return Err(SendError::Permanent("this is no number of a text".into()));
        }
        let address = format!("{}/{sid}.json", self.messages.trim_end_matches(".json"));
        let request = self.http.post(&address).map_err(|error| twilio_error::of_transport(&error))?;
        let answer = self.signed_in(request).form(&[("Body", "")]).send().await;
        let status = answer.map_err(|error| twilio_error::of_transport(&error.into()))?.status();
        match status.as_u16() {
            200..=299 | 404 => Ok(()),
            // A text that is still on its way cannot be redacted yet; anything else may pass as well.
            other => Err(SendError::Retry(format!("status {other}").into())),
        }
    }

    async fn list(&self, sms: &SmsOut, since: DateTime<Utc>) -> Result<Vec<String>, SendError> {
        let query = [("To", sms.to.as_str()), ("From", &self.sms.from), ("PageSize", "1000")];
        let request = self.http.get(&self.messages).map_err(|error| twilio_error::of_transport(&error))?;
        let answer = self.signed_in(request).query(&query).send().await;
        let answer = answer.map_err(|_| SendError::Retry("no answer".into()))?;
        if !answer.status().is_success() {
            return Err(SendError::Retry("the list was refused".into()));
        }
        let page: Page =
            answer.json().await.map_err(|_| SendError::Retry("the list is not readable".into()))?;
        let is_ours = |message: &Message| {
            let created =
                message.date_created.as_deref().and_then(|text| DateTime::parse_from_rfc2822(text).ok());
            message.body.as_deref() == Some(sms.body.as_str()) && created.is_none_or(|at| at >= since)
        };
        let mut found: Vec<_> =
            page.messages.into_iter().filter(is_ours).map(|message| message.sid).collect();
        found.reverse();
        Ok(found)
    }
}

impl SmsGateway for Twilio {
    fn send<'a>(&'a self, sms: &'a SmsOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.post(sms).boxed()
    }

    fn find<'a>(
        &'a self,
        sms: &'a SmsOut,
        since: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        self.list(sms, since).boxed()
    }

    fn redact<'a>(&'a self, provider_id: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        self.empty(provider_id).boxed()
    }
}
