//! A realtor has something read out to a lead.

use super::super::{Draft, Preview, Submitted, preview, submit};
use crate::{Core, Error, Result, Scope};
use realtoros_domain::{
    Channel,
    consent::{Automation, Purpose},
    ids::LeadId,
    writing::LONGEST_SPOKEN,
};

/// Submits words that an artificial voice is to read out. `key` makes a second click harmless.
pub async fn say(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    purpose: Purpose,
    words: &str,
    key: &str,
) -> Result<Submitted> {
    submit(core, scope, draft(lead, purpose, words, key)).await
}

/// What would happen to words for this purpose. Changes nothing.
pub async fn preview_spoken(core: &Core, scope: &Scope, lead: LeadId, purpose: Purpose) -> Result<Preview> {
    preview(core, scope, &draft(lead, purpose, "", "")).await
}

fn draft(lead: LeadId, purpose: Purpose, words: &str, key: &str) -> Draft {
    Draft::automatic(lead, Channel::Voice, purpose, words.trim(), format!("spoken:{key}"))
}

/// Whether a call can be placed at all, whoever asks: an artificial voice speaks in it, it tells of a home or of an
/// appointment, and it is short.
pub fn check(draft: &Draft) -> Result<()> {
    if draft.channel != Channel::Voice {
        return Ok(());
    }
    if draft.automation != Automation::Automatic {
        return Err(Error::invalid(
            "A call from here is spoken by an artificial voice. Use your own phone to talk.",
        ));
    }
    if !matches!(draft.purpose, Purpose::Sales | Purpose::Reminder) {
        return Err(Error::invalid("A spoken message is a follow-up or a reminder."));
    }
    if draft.text.chars().count() > LONGEST_SPOKEN {
        return Err(Error::invalid("A spoken message can have 500 characters. Shorten it."));
    }
    Ok(())
}
