//! How the section about mailboxes is put together on the server.

use super::view::{ChoiceView, MailboxView, MailboxesView};
use crate::format;
use realtoros_server::{
    Core, Result, Scope,
    accounts::ProviderName,
    connections::{self, Connection, Part},
    mailbox::{self, Standing, Trouble},
    outbound::AccountFacts,
};

/// What is said of a mail that was given up.
const LOST: &str = "One mail of a lead could not be read; look at it in your mailbox.";

/// Everything in the section.
pub async fn mailboxes(core: &Core, scope: &Scope) -> Result<MailboxesView> {
    let AccountFacts { zone, routes, .. } = AccountFacts::load(core, scope.account).await?;
    let found = connections::mine(core, scope).await?;
    let works = |provider| found.iter().any(|it| it.provider == provider && it.serves(Part::Mail));
    let choices = ProviderName::configured(&core.settings)
        .into_iter()
        .filter(|provider| !works(*provider))
        .map(|provider| ChoiceView {
            provider: provider.label().to_owned(),
            href: format!("/auth/{}?connect=mail&next=/app/settings", provider.as_str()),
            scope: Part::Mail.scope(provider).to_owned(),
            closed: routes
                .closed(provider.processor())
                .map(|closed| closed.sentence(provider.processor()))
                .unwrap_or_default(),
        })
        .collect();
    let mut connected = Vec::new();
    for it in found.iter().filter(|it| it.parts.contains(&Part::Mail)) {
        let standing = mailbox::standing(core, scope, it.id).await?;
        let read = standing.read_at.map(|at| format::moment(at, zone));
        let is_new = read.is_none() && it.ended_at.is_none() && standing.trouble.is_none();
        let (state, tone) = state(it, standing, read);
        connected.push(MailboxView {
            id: it.id,
            provider: it.provider.label().to_owned(),
            address: it.address_of_owner.clone(),
            state,
            is_new,
            tone: tone.to_owned(),
            lost: standing.lost_at.map(|_| LOST.to_owned()).unwrap_or_default(),
            by_hand: if it.provider.can_revoke() {
                String::new()
            } else {
                it.provider.access_page().to_owned()
            },
            serves_calendar: it.parts.contains(&Part::Calendar),
        });
    }
    Ok(MailboxesView { connected, choices })
}

/// How a mailbox stands, in a sentence, and its tone.
fn state(it: &Connection, standing: Standing, read: Option<String>) -> (String, &'static str) {
    let provider = it.provider.label();
    let last = read.map_or_else(|| "It has not been read yet.".to_owned(), |at| format!("Last read {at}."));
    if it.ended_at.is_some() {
        let words = format!(
            "{provider} ended this connection: perhaps you took the permission back, or changed your password. Connect it \
             again, or remove it. {last}"
        );
        return (words, "warn");
    }
    match standing.trouble {
        None => (last, ""),
        Some(Trouble::Busy) => (format!("{provider} asked us to wait a little. {last}"), ""),
        Some(Trouble::Denied) => (
            format!(
                "{provider} does not let us read this mailbox. Disconnect it and connect it again. {last}"
            ),
            "warn",
        ),
        Some(Trouble::Failed) => {
            (format!("{provider} did not answer; we try again every two minutes. {last}"), "warn")
        }
    }
}
