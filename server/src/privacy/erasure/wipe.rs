//! The transaction that erases: everything about some leads who are one person.

use super::{
    copies,
    entity::erasure,
    repository::{self, Deletion},
    ways,
};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent::{self, Source},
    do_not_call, exports, imports, jobs, leads, outbound,
    vault::KeyOwner,
};
use realtoros_domain::{
    Channel,
    consent::Suppression,
    contact::{EmailAddress, PhoneNumber},
    ids::LeadId,
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, BTreeSet};

/// Erases the leads `ids`, of whom the first is the one that `deletion` tells of; the others were merged into it. The
/// account's row must be locked.
pub async fn wipe(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    ids: &[LeadId],
    deletion: &Deletion,
) -> Result<()> {
    let account = scope.account;
    let mut addresses = BTreeSet::new();
    for record in leads::records(tx, core, account, ids).await? {
        addresses.extend(record.emails.iter().map(|email| EmailAddress::as_str(email).to_owned()));
        addresses.extend(record.phones.iter().map(|phone| PhoneNumber::e164(phone).to_owned()));
    }
    let traces = outbound::traces(tx, core, account, ids).await?;
    addresses.extend(traces.addresses);

    close(tx, core, scope, &addresses).await?;
    consent::remember_erased(tx, core, account, deletion.id, &addresses).await?;
    consent::remember_messages(tx, core, account, deletion.id, &traces.seen).await?;
    copies::keep(tx, core, account, deletion.id, &traces.texts).await?;
    copies::schedule(tx, core, account, deletion.id, 0).await?;
    super::notice::schedule(tx, core, deletion).await?;

    let person = imports::Person { leads: ids, addresses: &addresses };
    let mut counts = imports::forget_person(tx, core, account, &person).await?;
    counts.extend(ways::delete(tx, account, ids).await?);
    let numbers = addresses.iter().map(String::as_str).filter(|address| !address.contains('@'));
    counts.insert("number_scrub", do_not_call::forget_numbers(tx, core, account, numbers).await?);
    counts.insert("job", jobs::forget(tx, account, ids).await?);
    for id in ids {
        exports::forget_lead(tx, core, account, *id).await?;
        core.vault.destroy(tx, KeyOwner::Lead(account, *id)).await?;
    }
    counts.insert("data_key", u64::try_from(ids.len()).unwrap_or_default());
    counts.retain(|_, count| *count > 0);

    let entries: Vec<Deletion> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| Deletion {
            id: if at == 0 { deletion.id } else { core.new_id() },
            lead: Some(*id),
            ..deletion.clone()
        })
        .collect();
    repository::record(tx, &entries).await?;
    certify(tx, deletion, ids, &counts, traces.texts.len()).await?;
    leads::touch(tx, core, account, &[]).await?;
    let detail = format!("reason={} rows={}", deletion.reason, counts.values().sum::<u64>());
    let subject = Subject { kind: "lead", id: ids.first().map(|id| id.0) };
    audit::record(tx, core, scope, Entry::new("lead.erased", subject).with(detail)).await
}

/// An opt-out on one address of a channel holds for all of them: nobody can tell any more which were one person's.
async fn close(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    addresses: &BTreeSet<String>,
) -> Result<()> {
    for channel in Channel::ALL {
        let points: Vec<(Channel, &str)> = addresses
            .iter()
            .filter(|address| address.contains('@') == (channel == Channel::Email))
            .map(|address| (channel, address.as_str()))
            .collect();
        let found = consent::suppressions(tx, core, scope.account, &points).await?;
        let mut own = found.values().filter(|one| one.source != Source::Erasure);
        let widest = own.clone().find(|one| one.reach == Suppression::Everything).or_else(|| own.next());
        if let Some(source) = widest.map(|one| one.source) {
            consent::suppress_all(tx, core, scope, &points, source).await?;
        }
    }
    Ok(())
}

async fn certify(
    tx: &impl ConnectionTrait,
    deletion: &Deletion,
    ids: &[LeadId],
    counts: &BTreeMap<&'static str, u64>,
    copies: usize,
) -> Result<()> {
    let Some(lead) = ids.first() else { return Ok(()) };
    let row = erasure::Model {
        id: deletion.id,
        account_id: deletion.account.0,
        lead_id: lead.0,
        reason: deletion.reason.clone(),
        erased_at: deletion.erased_at,
        backups_until: deletion.backups_until,
        counts: serde_json::to_string(counts)?,
        copies_total: i32::try_from(copies).unwrap_or(i32::MAX),
        copies_given_up: false,
        confirmed_at: None,
    };
    repository::certify(tx, row).await
}
