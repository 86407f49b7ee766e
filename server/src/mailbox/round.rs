//! One look at one mailbox.

use super::{
    repository::{Look, Place},
    sync::{PAUSE_MS, note},
};
use crate::{
    Core, Error, Result,
    accounts::{self, ProviderName},
    connections::{self, Part},
    conversations::{RawMail, is_known, receive_mail, sender},
    jobs::{self, Claimed},
    leads,
    providers::{Letter, Mailbox, MailboxError, Whole},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many pages one look goes through. What is left comes with the next.
const MOST_PAGES: usize = 20;
/// How many looks try to read a mail before it is given up: what comes after it is not to wait for ever.
pub(super) const LOOKS: u32 = 5;
/// How many mails that cannot be read end a look: perhaps it is the mailbox that cannot.
const MOST_FAILURES: usize = 5;

/// One look at one mailbox.
pub(super) struct Round<'a> {
    pub core: &'a Core,
    pub job: &'a Claimed,
    /// The connection.
    pub id: Uuid,
    pub mailbox: Box<dyn Mailbox>,
    pub provider: ProviderName,
}

/// How far a page was read.
enum Step {
    /// To its end; there are more.
    More,
    /// To its end, and it was the last.
    Last,
    /// Some of it waits for the next look.
    Stuck,
    /// The connection has ended meanwhile.
    Over,
}

/// Whose fault it is that something was not read.
enum Failure {
    Mailbox(MailboxError),
    Ours(Error),
}

impl From<MailboxError> for Failure {
    fn from(error: MailboxError) -> Self {
        Self::Mailbox(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl Round<'_> {
    /// Goes from page to page, and keeps the place after each.
    pub async fn run(&self, mut place: Place) -> Result<()> {
        for _ in 0..MOST_PAGES {
            match self.page(&mut place).await {
                Ok(Step::More) if self.note(Look::Read(&place)).await? => {}
                Ok(Step::More | Step::Over) => break,
                Ok(Step::Last) => {
                    self.note(Look::Read(&place)).await?;
                    break;
                }
                Ok(Step::Stuck) => {
                    self.note(Look::At(&place, "failed")).await?;
                    break;
                }
                // The recent days are looked through once; what is known of them already stays as it is.
                Err(Failure::Mailbox(MailboxError::Expired)) if place.mark().is_some() => {
                    place.cursor = String::new();
                    self.note(Look::At(&place, "")).await?;
                }
                Err(Failure::Mailbox(error)) => {
                    let provider = self.provider.as_str();
                    tracing::warn!(account = %self.job.account, provider, %error, "a mailbox was not read");
                    self.note(self.trouble(&error)).await?;
                    break;
                }
                Err(Failure::Ours(error)) => return Err(error),
            }
        }
        Ok(())
    }

    async fn note(&self, look: Look<'_>) -> Result<bool> {
        note(self.core, self.job.account, self.id, look).await
    }

    fn trouble(&self, error: &MailboxError) -> Look<'static> {
        let now = self.core.now_ms();
        match error {
            MailboxError::Busy(seconds) => Look::Trouble("busy", Some(now + seconds * 1_000)),
            MailboxError::Denied => Look::Trouble("denied", Some(now + PAUSE_MS)),
            _ => Look::Trouble("failed", Some(now + PAUSE_MS)),
        }
    }

    /// Takes in the leads' mails of a page. One that cannot be read holds up none of the others, and the page only for so
    /// many looks; `place` then is where the next page begins.
    async fn page(&self, place: &mut Place) -> Result<Step, Failure> {
        jobs::keep(self.core, self.job.id).await?;
        let page = self.mailbox.page(place.mark()).await?;
        let mut letters = page.letters;
        let tried = |id: &str| place.tries.get(id).copied().unwrap_or_default();
        letters.sort_by_key(|letter| tried(&letter.id));
        let (mut waiting, mut lost) = (BTreeMap::new(), false);
        for letter in letters {
            let tries = tried(&letter.id);
            if !self.is_wanted(&letter).await? {
                continue;
            }
            if waiting.len() >= MOST_FAILURES {
                waiting.insert(letter.id, tries);
                continue;
            }
            if !self.goes_on().await? {
                return Ok(Step::Over);
            }
            jobs::keep(self.core, self.job.id).await?;
            match self.take_in(&letter).await {
                Ok(is_read) => lost |= !is_read,
                Err(Failure::Mailbox(error @ MailboxError::Busy(_))) => return Err(error.into()),
                Err(_) if tries + 1 >= LOOKS => lost = true,
                Err(failure) => {
                    self.warn(&failure);
                    waiting.insert(letter.id, tries + 1);
                }
            }
        }
        if lost {
            tracing::error!(account = %self.job.account, "a mail cannot be read; its owner is told");
            place.lost_at = Some(self.core.now_ms());
        }
        place.tries = waiting;
        if !place.tries.is_empty() {
            return Ok(Step::Stuck);
        }
        place.cursor = page.cursor;
        Ok(if page.more { Step::More } else { Step::Last })
    }

    fn warn(&self, failure: &Failure) {
        let (account, provider) = (self.job.account, self.provider.as_str());
        match failure {
            Failure::Mailbox(error) => {
                tracing::warn!(%account, provider, %error, "a mail was not read; it is tried again");
            }
            Failure::Ours(error) => {
                tracing::warn!(%account, provider, %error, "a mail was not taken in; it is tried again");
            }
        }
    }

    /// Takes a mail in. `false` when it never can be.
    async fn take_in(&self, letter: &Letter) -> Result<bool, Failure> {
        if letter.from.is_none() {
            return Err(MailboxError::Failed("nobody knows who wrote it".to_owned()).into());
        }
        let bytes = match self.mailbox.whole(&letter.id).await? {
            Whole::Mail(bytes) => bytes,
            Whole::Gone => return Ok(true),
            Whole::TooLarge => return Ok(false),
        };
        let mail = RawMail { bytes: &bytes, taken_in_by: self.provider, arrived_at: letter.arrived_at };
        Ok(receive_mail(self.core, self.job.account, mail).await?.is_some())
    }

    /// Whether the mailbox may still be read: its owner may disconnect it, or close the account, meanwhile (P-10, P-56).
    async fn goes_on(&self) -> Result<bool> {
        let (conn, account) = (self.core.db.read(), self.job.account);
        Ok(connections::serves(conn, account, self.id, Part::Mail).await?
            && accounts::is_active(conn, account).await?)
    }

    /// Whether a lead wrote it, and it is not here yet. Nothing else of it is asked for until then. Of whom it is not known
    /// is tried again.
    async fn is_wanted(&self, letter: &Letter) -> Result<bool> {
        let (core, account) = (self.core, self.job.account);
        let Some(line) = &letter.from else { return Ok(true) };
        let Some(from) = sender(line) else { return Ok(false) };
        if leads::find_by_email(core.db.read(), core, account, from.as_str()).await?.is_empty() {
            return Ok(false);
        }
        Ok(match &letter.message_id {
            Some(name) => !is_known(core, account, name).await?,
            None => true,
        })
    }
}
