//! Whether data may flow to a sub-processor now. Asked at every decision; what is not known to be open is closed.

use super::{
    Notice, register,
    register::{gets_data, is_announced},
    repository::history,
};
use crate::privacy::notices::day;
use crate::{
    Core, Error, Result, accounts,
    privacy::{
        Processor, SubProcessor, listed_hosts,
        notices::{Kind, of_account},
    },
};
use realtoros_domain::ids::AccountId;
use uuid::Uuid;

/// Why nothing may flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Nobody was told of it.
    NotAnnounced,
    /// It was announced, and the period ends then (milliseconds since 1970 UTC).
    Until(i64),
    /// The operator removed it.
    Removed,
    /// This account objected.
    Objected,
}

impl Closed {
    /// The reason in plain words.
    pub fn sentence(self, processor: Processor) -> String {
        let name = SubProcessor::of(processor).name;
        match self {
            Self::NotAnnounced => format!("{name} was not announced yet, so nothing may reach it."),
            Self::Until(at) => {
                format!("{name} is a new sub-processor; nothing may reach it before {}.", day(at))
            }
            Self::Removed => format!("{name} was removed as a sub-processor."),
            Self::Objected => format!("Your account objected to {name}."),
        }
    }
}

/// Which sub-processors are closed to an account, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes(Vec<(Processor, Closed)>);

impl Routes {
    /// Why nothing may flow to a sub-processor; `None` when it may.
    pub fn closed(&self, processor: Processor) -> Option<Closed> {
        self.0.iter().find(|(it, _)| *it == processor).map(|(_, closed)| *closed)
    }

    /// Every one that is closed.
    pub fn all_closed(&self) -> &[(Processor, Closed)] {
        &self.0
    }
}

/// The routes of an account, or of somebody who has none. Call it before a transaction begins: what is set up and was not
/// announced is announced on the way.
pub async fn routes(core: &Core, account: Option<AccountId>) -> Result<Routes> {
    let mut known = history(core.db.read()).await?;
    if has_news(core, &known) {
        register(core).await?;
        known = history(core.db.read()).await?;
    }
    let (opened_at, objected) = match account {
        Some(account) => {
            (accounts::opened_at(core.db.read(), account).await?, objections(core, account).await?)
        }
        None => (i64::MIN, Vec::new()),
    };
    let closed = Processor::ALL
        .into_iter()
        .filter(|it| gets_data(*it))
        .filter_map(|processor| Some((processor, judge(core, &known, processor, opened_at, &objected)?)));
    Ok(Routes(closed.collect()))
}

/// Whether the settings name what no announcement covers.
fn has_news(core: &Core, known: &[Notice]) -> bool {
    Processor::ALL.into_iter().filter(|it| gets_data(*it)).any(|processor| {
        let hosts = listed_hosts(&core.settings, processor);
        let is_removed =
            known.iter().rev().find(|it| it.processor == processor).is_some_and(|it| it.removed_at.is_some());
        !hosts.is_empty() && !is_removed && !is_announced(known, processor, &hosts)
    })
}

fn judge(
    core: &Core,
    known: &[Notice],
    processor: Processor,
    opened_at: i64,
    objected: &[Uuid],
) -> Option<Closed> {
    let mut of_it = known.iter().filter(|notice| notice.processor == processor);
    if of_it.clone().any(|notice| objected.contains(&notice.id)) {
        return Some(Closed::Objected);
    }
    let hosts = listed_hosts(&core.settings, processor);
    let Some(notice) = of_it.clone().rfind(|it| it.removed_at.is_none() && hosts.is_subset(&it.hosts)) else {
        let was_removed = of_it.any(|notice| notice.removed_at.is_some());
        return Some(if was_removed { Closed::Removed } else { Closed::NotAnnounced });
    };
    // Whoever came after the announcement found it on the list.
    let is_open = core.now_ms() >= notice.effective_at || opened_at > notice.announced_at;
    (!is_open).then_some(Closed::Until(notice.effective_at))
}

/// The announcements that an account objected to.
async fn objections(core: &Core, account: AccountId) -> Result<Vec<Uuid>> {
    let told = of_account(core.db.read(), account).await?;
    let objected =
        told.into_iter().filter(|it| it.kind == Kind::Processor.as_str() && !it.decision.is_empty());
    Ok(objected.map(|it| it.about).collect())
}

/// Refuses with a sentence when nothing may flow to a sub-processor now.
pub async fn refuse_unless_open(core: &Core, account: Option<AccountId>, processor: Processor) -> Result<()> {
    match routes(core, account).await?.closed(processor) {
        None => Ok(()),
        Some(closed) => Err(Error::Refused(closed.sentence(processor))),
    }
}
