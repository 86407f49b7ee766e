//! Google's calendar (rules B3.3): free and busy only, and the end of an access.

use super::{
    BusyAsked, CalendarProvider, Http,
    calendar::{refused, unreachable, unusable},
};
use crate::{Error, Result, accounts::ProviderName, settings::OAuthSettings};
use chrono::{DateTime, SecondsFormat, Utc};
use futures::future::{BoxFuture, FutureExt};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;

const GOOGLE: ProviderName = ProviderName::Google;
/// The calendar of the one who asks.
const PRIMARY: &str = "primary";

/// Google's calendar.
#[derive(Debug)]
pub struct Google {
    http: Http,
    free_busy: String,
    revoke: String,
}

/// What is read of an answer; the rest is passed over.
#[derive(Deserialize)]
struct Answer {
    calendars: HashMap<String, Calendar>,
}

#[derive(Deserialize)]
struct Calendar {
    #[serde(default)]
    busy: Vec<Span>,
    #[serde(default)]
    errors: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Span {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

impl Google {
    /// A client under these settings. Tokens are revoked beside the address where they are made.
    pub fn new(http: Http, settings: &OAuthSettings) -> Result<Self> {
        let token = reqwest::Url::parse(&settings.token_url);
        let revoke = token.and_then(|url| url.join("revoke"));
        let revoke =
            revoke.map_err(|_| Error::Internal("Google's token address cannot be used".to_owned()))?;
        let free_busy = format!("{}/calendar/v3/freeBusy", settings.api_url.trim_end_matches('/'));
        Ok(Self { http, free_busy, revoke: revoke.into() })
    }

    async fn ask(&self, access: &SecretString, asked: &BusyAsked) -> Result<Vec<(i64, i64)>> {
        let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let body = json!({
            "timeMin": instant(asked.from),
            "timeMax": instant(asked.to),
            "items": [{ "id": PRIMARY }],
        });
        let request = self.http.post(&self.free_busy).map_err(|error| unreachable(GOOGLE, &error))?;
        let answer = request.bearer_auth(access.expose_secret()).json(&body).send().await;
        let answer = answer.map_err(|error| unreachable(GOOGLE, &error.into()))?;
        if !answer.status().is_success() {
            return Err(refused(GOOGLE, &answer));
        }
        let read: Answer =
            answer.json().await.map_err(|_| unusable(GOOGLE, "the busy times cannot be read"))?;
        let primary = read.calendars.into_iter().find(|(id, _)| id == PRIMARY).map(|(_, calendar)| calendar);
        let Some(primary) = primary.filter(|calendar| calendar.errors.is_empty()) else {
            return Err(unusable(GOOGLE, "the calendar could not be asked"));
        };
        Ok(primary.busy.iter().map(|it| (it.start.timestamp_millis(), it.end.timestamp_millis())).collect())
    }

    async fn end(&self, token: &SecretString) -> Result<()> {
        let request = self.http.post(&self.revoke).map_err(|error| unreachable(GOOGLE, &error))?;
        let answer = request.form(&[("token", token.expose_secret())]).send().await;
        let answer = answer.map_err(|error| unreachable(GOOGLE, &error.into()))?;
        let status = answer.status().as_u16();
        if answer.status().is_success() {
            return Ok(());
        }
        // A token that is over already.
        let refusal = answer.json::<Refusal>().await;
        if status == 400 && refusal.is_ok_and(|refusal| refusal.error == "invalid_token") {
            return Ok(());
        }
        Err(unusable(GOOGLE, &format!("the end of an access was refused, status {status}")))
    }
}

impl CalendarProvider for Google {
    fn free_busy<'a>(
        &'a self,
        access: &'a SecretString,
        asked: &'a BusyAsked,
    ) -> BoxFuture<'a, Result<Vec<(i64, i64)>>> {
        self.ask(access, asked).boxed()
    }

    fn revoke<'a>(&'a self, token: &'a SecretString) -> BoxFuture<'a, Result<()>> {
        self.end(token).boxed()
    }
}
