//! Twilio's REST API for calls (rules B3.2), with the sign-in and the address of texts.

use super::{CallOut, SendError, VoiceGateway, twilio::Twilio, twilio_error, twiml};
use crate::settings::Settings;
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt};
use realtoros_domain::ids::{AccountId, MessageId};
use serde::Deserialize;

/// How long an instruction may be, in characters.
const LONGEST_TWIML: usize = 4_000;
/// For how many seconds it rings.
const RINGS: &str = "30";

#[derive(Deserialize)]
struct Call {
    sid: String,
    #[serde(default)]
    direction: Option<String>,
    #[serde(default)]
    date_created: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    calls: Vec<Call>,
}

/// Where Twilio tells how the call of a message fares, and what the person answers in it. `round` counts how often it has
/// begun to read.
pub fn voice_webhook(settings: &Settings, account: AccountId, message: MessageId, round: u32) -> String {
    format!("{}/webhooks/twilio/{account}/voice?m={message}&n={round}", settings.public_url)
}

impl Twilio {
    async fn place(&self, call: &CallOut) -> Result<String, SendError> {
        let answers = format!("{}?m={}&n=1", self.voice, call.message);
        let instructions = twiml::call(&call.spoken, &answers);
        if instructions.chars().count() > LONGEST_TWIML {
            return Err(SendError::Permanent("the message is too long to be read out".into()));
        }
        let form = [
            ("To", call.to.as_str()),
            ("From", self.from()),
            ("Twiml", &instructions),
            ("Timeout", RINGS),
            ("StatusCallback", &answers),
        ];
        let request = self.http.post(&self.calls).map_err(|error| twilio_error::of_transport(&error))?;
        let answer = self.signed_in(request).form(&form).send().await;
        let answer = answer.map_err(|error| twilio_error::of_transport(&error.into()))?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(|_| SendError::Unknown("the answer broke off".into()))?;
        if !status.is_success() {
            return Err(twilio_error::of_answer(status.as_u16(), &body));
        }
        let placed: Call = serde_json::from_slice(&body)
            .map_err(|_| SendError::Unknown("the answer is not readable".into()))?;
        Ok(placed.sid)
    }

    async fn placed(&self, call: &CallOut, since: DateTime<Utc>) -> Result<Vec<String>, SendError> {
        let query = [("To", call.to.as_str()), ("From", self.from()), ("PageSize", "1000")];
        let request = self.http.get(&self.calls).map_err(|error| twilio_error::of_transport(&error))?;
        let answer = self.signed_in(request).query(&query).send().await;
        let answer = answer.map_err(|_| SendError::Retry("no answer".into()))?;
        if !answer.status().is_success() {
            return Err(SendError::Retry("the list was refused".into()));
        }
        let page: Page =
            answer.json().await.map_err(|_| SendError::Retry("the list is not readable".into()))?;
        let may_be_ours = |call: &Call| {
            let created =
                call.date_created.as_deref().and_then(|text| DateTime::parse_from_rfc2822(text).ok());
            let outbound =
                call.direction.as_deref().is_none_or(|direction| direction.starts_with("outbound"));
            outbound && created.is_none_or(|at| at >= since)
        };
        let mut found: Vec<_> = page.calls.into_iter().filter(may_be_ours).map(|call| call.sid).collect();
        found.reverse();
        Ok(found)
    }
}

impl VoiceGateway for Twilio {
    fn call<'a>(&'a self, call: &'a CallOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.place(call).boxed()
    }

    fn find_call<'a>(
        &'a self,
        call: &'a CallOut,
        since: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        self.placed(call, since).boxed()
    }
}
