//! Gmail (rules B3.3): what came in since a point in the mailbox's history, who wrote it, and one mail whole.

use super::{
    Letter, Mailbox, MailboxError, Page, Whole,
    mailbox::{Door, RECENT_DAYS, bytes, send, unreadable},
};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use futures::{
    future::{BoxFuture, FutureExt},
    stream::{StreamExt, TryStreamExt, iter},
};
use serde::{Deserialize, de::DeserializeOwned};

/// How many mails a page has.
const PAGE: &str = "100";
/// How many mails are asked at once who wrote them.
const AT_ONCE: usize = 8;
/// Google sends base64url with and without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A mailbox at Google.
pub struct Gmail {
    door: Door,
    /// Where the owner's mailbox is.
    me: String,
}

/// Where we are in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// In the recent days, at this page; then comes what has happened since this point of the history.
    Recent(String, String),
    /// In what has happened since this point of the history, at this page.
    Since(String, Option<String>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    history_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    #[serde(default)]
    messages: Vec<Named>,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct History {
    #[serde(default, rename = "history")]
    happened: Vec<Happened>,
    #[serde(rename = "historyId")]
    newest: String,
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Happened {
    #[serde(default)]
    messages_added: Vec<Added>,
}

#[derive(Deserialize)]
struct Added {
    message: Named,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Of a mail that somebody wrote: when it came in, and its headers, of which `From` is asked for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    internal_date: Option<String>,
    payload: Option<Payload>,
}

#[derive(Deserialize)]
struct Payload {
    #[serde(default)]
    headers: Vec<Header>,
}

#[derive(Deserialize)]
struct Header {
    name: String,
    value: String,
}

#[derive(Deserialize)]
struct Raw {
    raw: String,
}

impl Gmail {
    /// The mailbox behind `door`, at the interface `api`.
    pub(super) fn new(door: Door, api: &str) -> Self {
        Self { door, me: format!("{api}/gmail/v1/users/me") }
    }

    /// `None` for what is gone.
    async fn ask<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Option<T>, MailboxError> {
        let request = self.door.get(&format!("{}/{path}", self.me))?.query(query);
        match send(request).await? {
            Some(answer) => Ok(Some(answer.json().await.map_err(unreadable)?)),
            None => Ok(None),
        }
    }

    async fn next(&self, cursor: Option<&str>) -> Result<Page, MailboxError> {
        match cursor.map(Place::read) {
            None => {
                // First the point, then the days before it: what comes in meanwhile is met twice rather than never.
                let profile: Profile = self.ask("profile", &[]).await?.ok_or(MailboxError::Denied)?;
                self.recent(profile.history_id, None).await
            }
            Some(Some(Place::Recent(point, page))) => self.recent(point, Some(page)).await,
            Some(Some(Place::Since(point, page))) => self.since(point, page).await,
            Some(None) => Err(MailboxError::Expired),
        }
    }

    async fn recent(&self, point: String, page: Option<String>) -> Result<Page, MailboxError> {
        let wanted = format!("in:inbox newer_than:{RECENT_DAYS}d");
        let mut query = vec![("q", wanted.as_str()), ("maxResults", PAGE)];
        query.extend(page.as_deref().map(|page| ("pageToken", page)));
        let listed = self.ask("messages", &query).await;
        let listed = if page.is_some() { listed.map_err(MailboxError::of_place) } else { listed };
        let listed: Listed = listed?.ok_or(MailboxError::Denied)?;
        let letters = self.letters(listed.messages.into_iter().map(|it| it.id).collect()).await?;
        let more = listed.next_page_token.is_some();
        let place = match listed.next_page_token {
            Some(page) => Place::Recent(point, page),
            None => Place::Since(point, None),
        };
        Ok(Page { letters, cursor: place.write(), more })
    }

    async fn since(&self, point: String, page: Option<String>) -> Result<Page, MailboxError> {
        let mut query = vec![
            ("startHistoryId", point.as_str()),
            ("historyTypes", "messageAdded"),
            ("labelId", "INBOX"),
            ("maxResults", PAGE),
        ];
        query.extend(page.as_deref().map(|page| ("pageToken", page)));
        let history = self.ask("history", &query).await.map_err(MailboxError::of_place);
        let history: History = history?.ok_or(MailboxError::Expired)?;
        let mut ids: Vec<String> =
            history.happened.into_iter().flat_map(|it| it.messages_added).map(|it| it.message.id).collect();
        ids.sort_unstable();
        ids.dedup();
        let letters = self.letters(ids).await?;
        let more = history.next_page_token.is_some();
        let place = match history.next_page_token {
            Some(page) => Place::Since(point, Some(page)),
            None => Place::Since(history.newest, None),
        };
        Ok(Page { letters, cursor: place.write(), more })
    }

    /// Who wrote these mails. One that is gone is left out.
    async fn letters(&self, ids: Vec<String>) -> Result<Vec<Letter>, MailboxError> {
        let asked = iter(ids).map(|id| self.letter(id)).buffered(AT_ONCE).try_collect::<Vec<_>>();
        Ok(asked.await?.into_iter().flatten().collect())
    }

    async fn letter(&self, id: String) -> Result<Option<Letter>, MailboxError> {
        let fields = "id,internalDate,payload/headers";
        let query = [("format", "metadata"), ("metadataHeaders", "From"), ("fields", fields)];
        let found: Envelope = match self.ask(&message(&id), &query).await {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            // Of this one nothing can be said; the others are read all the same.
            Err(MailboxError::Misunderstood | MailboxError::Failed(_) | MailboxError::Denied) => {
                return Ok(Some(Letter { id, from: None, arrived_at: None, message_id: None }));
            }
            Err(other) => return Err(other),
        };
        let arrived_at = found.internal_date.and_then(|at| at.parse().ok());
        let headers = found.payload.map(|payload| payload.headers).unwrap_or_default();
        let from = headers.into_iter().find(|header| header.name.eq_ignore_ascii_case("From"));
        Ok(from.map(|from| Letter { id, from: Some(from.value), arrived_at, message_id: None }))
    }

    async fn raw(&self, id: &str) -> Result<Whole, MailboxError> {
        let request = self.door.get(&format!("{}/{}", self.me, message(id)))?;
        let Some(answer) = send(request.query(&[("format", "raw"), ("fields", "raw")])).await? else {
            return Ok(Whole::Gone);
        };
        let Some(body) = bytes(answer).await? else { return Ok(Whole::TooLarge) };
        let found: Raw = serde_json::from_slice(&body).map_err(unreadable)?;
        BASE64.decode(found.raw).map(Whole::Mail).map_err(unreadable)
    }
}

/// Where a mail is. Its number comes from outside and stays one part of the path.
fn message(id: &str) -> String {
    let safe: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("messages/{safe}")
}

impl Place {
    fn write(&self) -> String {
        match self {
            Self::Recent(point, page) => format!("recent {point} {page}"),
            Self::Since(point, page) => format!("since {point} {}", page.as_deref().unwrap_or_default()),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (kind, point) = (parts.next()?, parts.next()?.to_owned());
        let page = parts.next().filter(|page| !page.is_empty()).map(str::to_owned);
        match kind {
            "recent" => Some(Self::Recent(point, page?)),
            "since" => Some(Self::Since(point, page)),
            _ => None,
        }
    }
}

impl Mailbox for Gmail {
    fn page<'a>(&'a self, cursor: Option<&'a str>) -> BoxFuture<'a, Result<Page, MailboxError>> {
        self.next(cursor).boxed()
    }

    fn whole<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Whole, MailboxError>> {
        self.raw(id).boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_mailbox_is_found_again() {
        for place in [
            Place::Recent("77".into(), "p2".into()),
            Place::Since("78".into(), None),
            Place::Since("78".into(), Some("p 3".into())),
        ] {
            assert_eq!(Place::read(&place.write()), Some(place));
        }
        assert_eq!(Place::read("elsewhere 1 2"), None);
        assert_eq!(message("../profile?x"), "messages/profilex");
    }
}
