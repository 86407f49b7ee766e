//! What mail does: how it is read, and what follows from it.

mod answers;
mod effects;
mod reading;
mod strangers;

use crate::{
    Core, Scope,
    accounts::ProviderName,
    consent,
    conversations::{RawMail, Received, receive_mail},
    leads,
};
use realtoros_domain::{
    Channel,
    consent::{Level, Suppression},
    ids::LeadId,
};

/// What Google writes above a mail whose writer it could confirm.
pub(super) const VOUCHED: &str =
    "mx.google.com; dkim=pass header.i=@example.com header.s=k; dmarc=pass (p=NONE) header.from=example.com";
/// And above one that somebody else wrote.
pub(super) const FORGED: &str =
    "mx.google.com; spf=pass smtp.mailfrom=x@evil.example; dmarc=fail (p=NONE) header.from=example.com";

/// A mail of `from` as plain text, with what Google says of its writer.
pub(super) fn mail(id: &str, from: &str, subject: &str, body: &str, findings: &str) -> String {
    let body = body.replace('\n', "\r\n");
    format!(
        "Authentication-Results: {findings}\r\nFrom: Rosa Diaz <{from}>\r\nTo: Dana <dana@example.com>\r\n\
         Subject: {subject}\r\nMessage-ID: <{id}@mail.example.com>\r\nDate: Tue, 24 Nov 2026 11:59:00 -0500\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

/// Takes a mail in from a mailbox at Google.
pub(super) async fn receive(core: &Core, scope: &Scope, raw: &str) -> Option<Received> {
    let mail = RawMail { bytes: raw.as_bytes(), taken_in_by: ProviderName::Google, arrived_at: None };
    receive_mail(core, scope.account, mail).await.unwrap()
}

/// How a lead stands on a channel.
pub(super) async fn standing(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
) -> (Level, Suppression) {
    let lead = leads::load(core.db.read(), core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), core, scope.account, &lead).await.unwrap();
    let found = state.channels.into_iter().find(|found| found.channel == channel).unwrap();
    (found.level, found.suppressed)
}
