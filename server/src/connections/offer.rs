//! Times that a member can offer to somebody.

use super::service::{self, Busy};
use crate::{Core, Error, Result, Scope, clock::from_millis, outbound::AccountFacts};
use realtoros_domain::calendar::{Interval, free, offered_words};

/// How old busy times may be for something to rest on them. Three syncs may fail.
const FRESH_MS: i64 = 3_600_000;

/// A sentence with times at which the member is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Such as “I am free Tue Dec 1 at 10:00 AM or Wed Dec 2 at 9:00 AM.”
    pub words: String,
}

/// Two or three times at which the acting member is free, in the account's time zone.
///
/// # Errors
///
/// [`Error::NotFound`] when no calendar is connected, and [`Error::Conflict`] with the sentence that the member reads when
/// it was not read lately or nothing is free.
pub async fn offer(core: &Core, scope: &Scope) -> Result<Offer> {
    let Busy { times, read_at } = service::busy(core, scope).await?.ok_or(Error::NotFound)?;
    if core.now_ms() - read_at > FRESH_MS {
        return Err(Error::Conflict(
            "Your calendar could not be read for an hour, so no times are offered. See the calendar page."
                .to_owned(),
        ));
    }
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let busy: Vec<Interval> = times
        .iter()
        .map(|(start, end)| Interval { start: from_millis(*start), end: from_millis(*end) })
        .collect();
    let slots = free::offers(&busy, core.now(), zone);
    if slots.is_empty() {
        return Err(Error::Conflict(
            "Nothing is free in your working hours of the next two weeks.".to_owned(),
        ));
    }
    Ok(Offer { words: offered_words(&slots, zone) })
}
