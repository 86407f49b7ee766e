//! Microsoft's mailbox (rules B3.4): what changed in the inbox, who wrote it, and one mail whole.

use super::{
    Letter, Mailbox, MailboxError, Page, Whole,
    mailbox::{Door, RECENT_DAYS, bytes, send, unreadable},
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures::future::{BoxFuture, FutureExt};
use reqwest::Url;
use serde::Deserialize;

/// How many mails a page has, and that a mail keeps its number when it is moved.
const PREFER: &str = "odata.maxpagesize=100, IdType=\"ImmutableId\"";

/// A mailbox at Microsoft.
pub struct GraphMail {
    door: Door,
    /// Where the owner is.
    me: String,
    now: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Delta {
    #[serde(default)]
    value: Vec<Changed>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
    #[serde(rename = "@odata.deltaLink")]
    last: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Changed {
    id: String,
    from: Option<Writer>,
    internet_message_id: Option<String>,
    received_date_time: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Writer {
    email_address: Option<Address>,
}

#[derive(Deserialize)]
struct Address {
    address: Option<String>,
}

impl Changed {
    /// `None` for a mail that went, or that says of nobody that they wrote it.
    fn letter(self) -> Option<Letter> {
        let from = Some(self.from?.email_address?.address?);
        let arrived_at = self.received_date_time.map(|at| at.timestamp_millis());
        Some(Letter { id: self.id, from, arrived_at, message_id: self.internet_message_id })
    }
}

impl GraphMail {
    /// The mailbox behind `door`, at the interface `api`.
    pub(super) fn new(door: Door, api: &str, now: DateTime<Utc>) -> Self {
        Self { door, me: format!("{api}/v1.0/me"), now }
    }

    async fn next(&self, cursor: Option<&str>) -> Result<Page, MailboxError> {
        let request = if let Some(link) = cursor {
            self.door.get(self.own(link)?)?
        } else {
            let since = self.now - TimeDelta::days(RECENT_DAYS);
            let since = since.to_rfc3339_opts(SecondsFormat::Secs, true);
            let filter = format!("receivedDateTime ge {since}");
            let url = format!("{}/mailFolders/inbox/messages/delta", self.me);
            let select = ("$select", "from,internetMessageId,receivedDateTime");
            self.door.get(&url)?.query(&[select, ("$filter", filter.as_str())])
        };
        let answer = send(request.header("Prefer", PREFER)).await;
        let answer = if cursor.is_some() { answer.map_err(MailboxError::of_place) } else { answer };
        let answer = answer?.ok_or(MailboxError::Expired)?;
        let delta: Delta = answer.json().await.map_err(unreadable)?;
        let more = delta.next.is_some();
        let cursor = delta.next.or(delta.last).ok_or_else(|| unreadable(()))?;
        self.own(&cursor)?;
        Ok(Page { letters: delta.value.into_iter().filter_map(Changed::letter).collect(), cursor, more })
    }

    /// A link that Microsoft gave leads to the same interface, or nowhere: the token goes with it.
    fn own<'a>(&self, link: &'a str) -> Result<&'a str, MailboxError> {
        let (Ok(own), Ok(url)) = (Url::parse(&self.me), Url::parse(link)) else { return Err(unreadable(())) };
        let is_own = own.origin() == url.origin()
            && url.path().starts_with(own.path())
            && url.username().is_empty()
            && url.password().is_none();
        if is_own { Ok(link) } else { Err(MailboxError::Failed("a link leads elsewhere".to_owned())) }
    }

    async fn raw(&self, id: &str) -> Result<Whole, MailboxError> {
        let mut url = Url::parse(&self.me).map_err(unreadable)?;
        url.path_segments_mut().map_err(unreadable)?.extend(["messages", id, "$value"]);
        let request = self.door.get(url.as_str())?.header("Prefer", "IdType=\"ImmutableId\"");
        let Some(answer) = send(request).await? else { return Ok(Whole::Gone) };
        Ok(bytes(answer).await?.map_or(Whole::TooLarge, Whole::Mail))
    }
}

impl Mailbox for GraphMail {
    fn page<'a>(&'a self, cursor: Option<&'a str>) -> BoxFuture<'a, Result<Page, MailboxError>> {
        self.next(cursor).boxed()
    }

    fn whole<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Whole, MailboxError>> {
        self.raw(id).boxed()
    }
}
