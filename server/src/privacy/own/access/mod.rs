//! Everything that is held about a lead, made from the data map: what, why, for how long, where it came from (P-59).
//!
//! One query per table of the map, so a table that is added there is in the answer too; a test holds every table about
//! leads to be either read or named as one that holds nothing of one person.

mod gather;
mod reach;
mod words;

pub(super) use reach::{Reach, reach};

use super::Proven;
use crate::accounts;
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    leads::{self, Lead},
    outbound::AccountFacts,
    privacy::{
        data_map::{Category, tables},
        sub_processors::{Status, sub_processors},
    },
};

/// Everything that is held about a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Where it came from, in a sentence.
    pub origin: String,
    /// What is held, by kind.
    pub sections: Vec<Section>,
    /// Who else gets any of it, and what.
    pub recipients: Vec<(String, String)>,
}

/// One kind of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The policy's category: number and heading.
    pub category: String,
    /// What it is.
    pub title: &'static str,
    /// What it is used for.
    pub reasons: Vec<&'static str>,
    /// How long it is kept.
    pub retention: &'static str,
    /// The entries; never empty.
    pub items: Vec<Item>,
}

/// One entry: what each value is, and the value.
pub type Item = Vec<(String, String)>;

/// Everything that is held about a lead who has shown who they are. Written into the chain.
pub async fn access(core: &Core, who: &Proven) -> Result<Held> {
    let scope = who.link().scope();
    let held = held(core, &scope, who.lead()).await?;
    let tx = core.db.begin().await?;
    let entry = Entry::new("privacy.access", Subject::one("lead", who.lead().id));
    audit::record(&tx, core, &scope, entry).await?;
    tx.commit().await?;
    Ok(held)
}

/// Everything that is held about a lead. The caller writes into the chain why it is read.
pub async fn held(core: &Core, scope: &Scope, lead: &Lead) -> Result<Held> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let subject = gather::About::of(core, scope.account, lead, facts.zone).await?;
    let mut sections = Vec::new();
    for table in tables() {
        let items = gather::items(core, &subject, table).await?;
        if items.is_empty() {
            continue;
        }
        let category = table.categories().next().unwrap_or(Category::Operational);
        let mut reasons: Vec<_> = table
            .columns
            .iter()
            .filter(|column| column.exported)
            .flat_map(|column| column.purposes)
            .map(|purpose| purpose.reason())
            .collect();
        reasons.sort_unstable();
        reasons.dedup();
        sections.push(Section {
            category: format!("{} {}", category.number(), category.title()),
            title: words::title(table),
            reasons,
            retention: words::retention(table),
            items,
        });
    }
    Ok(Held {
        origin: origin(core, scope, lead, &facts).await?,
        sections,
        recipients: recipients(core, scope).await?,
    })
}

async fn origin(core: &Core, scope: &Scope, lead: &Lead, facts: &AccountFacts) -> Result<String> {
    let day = crate::clock::from_millis(lead.created_at).with_timezone(&facts.zone).format("%B %-d, %Y");
    let name = &facts.member_name;
    let way = match lead.import {
        Some(_) => format!("From a list that {name} brought on {day}."),
        None => format!("Added on {day} by {name}, or when you first wrote."),
    };
    let merged = leads::merged_into(core.db.read(), scope.account, lead.id).await?.len();
    Ok(match lead.record.source.as_str() {
        "" if merged == 0 => way,
        "" => format!("{way} Entries about you were joined."),
        source => format!("{way} The source that was noted: {source}."),
    })
}

/// Those outside who may get some of it, as this installation is set up.
async fn recipients(core: &Core, scope: &Scope) -> Result<Vec<(String, String)>> {
    let channels = accounts::channels(core.db.read(), core, scope.account).await?;
    let listed = sub_processors(&core.settings, Some(channels.has_twilio()));
    let used = listed.into_iter().filter(|listed| listed.status == Status::InUse);
    Ok(used.map(|listed| (listed.who.name.to_owned(), listed.who.sent.to_owned())).collect())
}
