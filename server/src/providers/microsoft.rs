//! Microsoft's calendar (rules B3.4): what stands in the calendar of its owner, of which beginnings and ends are read. The
//! schedule that Microsoft offers for this does not work with personal accounts; the calendar itself does for all.

use super::{
    BusyAsked, CalendarProvider, Http,
    calendar::{refused, unreachable, unusable},
};
use crate::{Error, Result, accounts::ProviderName, settings::OAuthSettings};
use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use futures::future::{BoxFuture, FutureExt, ready};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

const MICROSOFT: ProviderName = ProviderName::Microsoft;
/// How many pages two weeks may have. Whoever has more is not taken for free.
const MOST_PAGES: usize = 20;

/// Microsoft's calendar.
#[derive(Debug)]
pub struct Microsoft {
    http: Http,
    view: String,
}

/// What is read of an answer. Subjects and places are not asked for, and nothing here could hold them (P-22).
#[derive(Deserialize)]
struct Answer {
    value: Vec<Item>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    show_as: Option<String>,
    start: Moment,
    end: Moment,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Moment {
    date_time: NaiveDateTime,
    time_zone: String,
}

impl Item {
    /// Whether somebody can be met meanwhile. Whatever is not known to be free is busy.
    fn is_free(&self) -> bool {
        matches!(self.show_as.as_deref(), Some("free" | "workingElsewhere"))
    }
}

impl Moment {
    /// The instant; UTC was asked for, and another zone is not understood.
    fn millis(&self) -> Option<i64> {
        (self.time_zone == "UTC").then(|| self.date_time.and_utc().timestamp_millis())
    }
}

impl Microsoft {
    /// A client under these settings.
    pub fn new(http: Http, settings: &OAuthSettings) -> Self {
        let api = settings.api_url.trim_end_matches('/');
        Self { http, view: format!("{api}/v1.0/me/calendarView") }
    }

    async fn ask(&self, access: &SecretString, asked: &BusyAsked) -> Result<Vec<(i64, i64)>> {
        let unreadable = || unusable(MICROSOFT, "the busy times cannot be read");
        let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut url = Url::parse_with_params(
            &self.view,
            [
                ("startDateTime", instant(asked.from).as_str()),
                ("endDateTime", instant(asked.to).as_str()),
                ("$select", "start,end,showAs"),
                ("$top", "250"),
            ],
        )
        .map_err(|_| Error::Internal("Microsoft's address cannot be used".to_owned()))?;
        let mut busy = Vec::new();
        for _ in 0..MOST_PAGES {
            let page = self.page(access, &url).await?;
            for item in page.value.iter().filter(|item| !item.is_free()) {
                let (Some(start), Some(end)) = (item.start.millis(), item.end.millis()) else {
                    return Err(unreadable());
                };
                busy.push((start, end));
            }
            let Some(next) = page.next else { return Ok(busy) };
            url = self.own(&next).ok_or_else(unreadable)?;
        }
        Err(unusable(MICROSOFT, "the calendar has too many pages"))
    }

    async fn page(&self, access: &SecretString, url: &Url) -> Result<Answer> {
        let request = self.http.get(url.as_str()).map_err(|error| unreachable(MICROSOFT, &error))?;
        let request = request.bearer_auth(access.expose_secret());
        let answer = request.header("Prefer", "outlook.timezone=\"UTC\"").send().await;
        let answer = answer.map_err(|error| unreachable(MICROSOFT, &error.into()))?;
        if !answer.status().is_success() {
            return Err(refused(MICROSOFT, &answer));
        }
        answer.json().await.map_err(|_| unusable(MICROSOFT, "the busy times cannot be read"))
    }

    /// A link that Microsoft gave leads to the same place, or nowhere: the token goes with it.
    fn own(&self, link: &str) -> Option<Url> {
        let (own, url) = (Url::parse(&self.view).ok()?, Url::parse(link).ok()?);
        let is_own = own.origin() == url.origin()
            && url.path() == own.path()
            && url.username().is_empty()
            && url.password().is_none();
        is_own.then_some(url)
    }
}

impl CalendarProvider for Microsoft {
    fn free_busy<'a>(
        &'a self,
        access: &'a SecretString,
        asked: &'a BusyAsked,
    ) -> BoxFuture<'a, Result<Vec<(i64, i64)>>> {
        self.ask(access, asked).boxed()
    }

    /// Microsoft has no address at which a program could end what one person has granted to it.
    fn revoke<'a>(&'a self, _token: &'a SecretString) -> BoxFuture<'a, Result<()>> {
        ready(Err(Error::Provider("Microsoft: an access can be ended by its owner only".to_owned()))).boxed()
    }
}
