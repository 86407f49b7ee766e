//! Announcing sub-processors: by the first start with a new one, or ahead on the command line.

use super::{
    Notice,
    repository::{history, insert},
};
use crate::{
    Core, Error, Result, accounts,
    db::{self, is_conflict},
    privacy::{
        Processor, SubProcessor, listed_hosts,
        notices::{Kind, tell_everybody},
    },
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How long a new sub-processor is known before anything reaches it.
pub const NOTICE_DAYS: i64 = 30;
const NOTICE_MS: i64 = NOTICE_DAYS * 24 * 3_600_000;

/// Announces what the settings name and nobody has been told of, and returns it. Harmless when repeated.
///
/// An installation without accounts has nobody to tell, so what it is set up with may be used at once. The same goes for
/// the very first look: what an installation used before announcements were recorded was on its public list.
pub async fn register(core: &Core) -> Result<Vec<Notice>> {
    match db::across(announce_new(core)).await {
        // Another node was faster: it has told everybody.
        Err(Error::Database(error)) if is_conflict(&error) => Ok(Vec::new()),
        outcome => outcome,
    }
}

async fn announce_new(core: &Core) -> Result<Vec<Notice>> {
    let tx = core.db.begin().await?;
    let known = history(&tx).await?;
    let at_once = known.is_empty() || accounts::active(&tx).await?.is_empty();
    let mut announced = Vec::new();
    for processor in Processor::ALL.into_iter().filter(|it| gets_data(*it)) {
        let hosts = listed_hosts(&core.settings, processor);
        let newest = known.iter().rev().find(|notice| notice.processor == processor);
        // What an operator has removed comes back by an announcement of its own, never by itself.
        let is_removed = newest.is_some_and(|notice| notice.removed_at.is_some());
        if hosts.is_empty() || is_removed || is_announced(&known, processor, &hosts) {
            continue;
        }
        let notice = store(&tx, core, processor, hosts, at_once).await?;
        announced.push(notice);
    }
    tx.commit().await?;
    Ok(announced)
}

/// Announces a sub-processor ahead of its use. Its hosts are those that the settings name, or the company's own.
pub async fn announce(core: &Core, processor: Processor) -> Result<Notice> {
    db::across(async {
        let tx = core.db.begin().await?;
        let known = history(&tx).await?;
        let mut hosts = listed_hosts(&core.settings, processor);
        if hosts.is_empty() {
            hosts = SubProcessor::of(processor).hosts.iter().map(|host| (*host).to_owned()).collect();
        }
        if hosts.is_empty() {
            return Err(Error::invalid(
                "set its address first: without one nobody knows who would get the data",
            ));
        }
        if is_announced(&known, processor, &hosts) {
            return Err(Error::Conflict(
                "it is announced already; `processors list` says since when".to_owned(),
            ));
        }
        let at_once = accounts::active(&tx).await?.is_empty();
        let notice = store(&tx, core, processor, hosts, at_once).await?;
        tx.commit().await?;
        Ok(notice)
    })
    .await
}

/// Whether any category of data reaches it: a key service gets none, so nobody waits for it.
pub(super) const fn gets_data(processor: Processor) -> bool {
    !SubProcessor::of(processor).categories.is_empty()
}

/// Whether these hosts are those of an announcement that stands. Another host is another server, perhaps of another
/// company: it is announced anew.
pub(super) fn is_announced(known: &[Notice], processor: Processor, hosts: &BTreeSet<String>) -> bool {
    known.iter().any(|notice| {
        notice.processor == processor && notice.removed_at.is_none() && hosts.is_subset(&notice.hosts)
    })
}

async fn store(
    tx: &impl sea_orm::ConnectionTrait,
    core: &Core,
    processor: Processor,
    hosts: BTreeSet<String>,
    at_once: bool,
) -> Result<Notice> {
    let now = core.now_ms();
    let notice = Notice {
        id: Uuid::from(core.new_id()),
        processor,
        hosts,
        announced_at: now,
        effective_at: if at_once { now } else { now + NOTICE_MS },
        removed_at: None,
    };
    insert(tx, &notice).await?;
    if !at_once {
        tell_everybody(tx, core, Kind::Processor, notice.id).await?;
    }
    Ok(notice)
}
