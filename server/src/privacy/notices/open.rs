//! Notices that an account can still act on, in plain words.

use super::{Kind, Told, repository};
use crate::{Core, Result, Scope, clock::from_millis, privacy::processors, transfer};
use uuid::Uuid;

/// A notice in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNotice {
    /// What it is about.
    pub kind: Kind,
    /// Which announcement.
    pub about: Uuid,
    /// A line.
    pub title: String,
    /// What happens, when, and what can be done.
    pub text: String,
    /// The page on which it is done.
    pub href: &'static str,
    /// When it was shown first, in milliseconds since 1970 UTC.
    pub told_at: i64,
    /// From when it happens.
    pub effective_at: i64,
}

/// What the account was told, has not decided about, and what has not happened yet; the newest first.
pub async fn open_notices(core: &Core, scope: &Scope) -> Result<Vec<OpenNotice>> {
    let mut open = Vec::new();
    for told in repository::of_account(core.db.read(), scope.account).await? {
        if told.decision.is_empty()
            && let Some(notice) = in_words(core, &told).await?
            && core.now_ms() < notice.effective_at
        {
            open.push(notice);
        }
    }
    Ok(open)
}

/// A notice in plain words; `None` when it was called off.
pub(super) async fn in_words(core: &Core, told: &Told) -> Result<Option<OpenNotice>> {
    let kind: Kind = told.kind.parse()?;
    let words = |title, text, href, effective_at| OpenNotice {
        kind,
        about: told.about,
        title,
        text,
        href,
        told_at: told.told_at,
        effective_at,
    };
    Ok(match kind {
        Kind::Processor => processors::notice(core, told.about).await?.map(|notice| {
            let who = notice.who();
            let day = day(notice.effective_at);
            let title = format!("New sub-processor: {}", who.name);
            let text = format!(
                "From {day} it may be used for: {}. It gets: {} Until then nothing reaches it. You can object: then it \
                 stays off for your account.",
                who.role.to_lowercase(),
                who.sent
            );
            words(title, text, "/app/privacy/processors", notice.effective_at)
        }),
        Kind::Transfer => transfer::announced(core, told.about).await?.map(|transfer| {
            let day = day(transfer.effective_at);
            let title = format!("RealtorOS is to be handed over to {}", transfer.recipient);
            let text = format!(
                "On {day} data of accounts may be handed over. Until then you can take your data with you, close your \
                 account, or keep your data out of it."
            );
            words(title, text, "/app/privacy/transfer", transfer.effective_at)
        }),
    })
}

/// A day in UTC: `November 24, 2026`.
pub(crate) fn day(millis: i64) -> String {
    from_millis(millis).format("%B %-d, %Y").to_string()
}
