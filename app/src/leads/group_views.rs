//! The board and the duplicates as the pages show them.

use super::{
    group_view::{BoardView, CardView, ColumnView, DuplicatesView, GroupView, TwinView},
    views::{Zone, when, zone},
};
use crate::format;
use realtoros_domain::{Stage, imports::Strength};
use realtoros_server::{
    Core, Result, Scope,
    audit::{Entry, Subject},
    leads::{
        self, Lead,
        directory::{Filter, Query, Row, directory},
    },
};

/// How many cards a column shows.
const CARDS: usize = 50;

/// A column per stage, the latest change first.
pub async fn board(core: &Core, scope: &Scope) -> Result<BoardView> {
    let directory = directory(core, scope).await?;
    core.reads.note(scope, Entry::new("lead.listed", Subject::many("lead")));
    let column = |stage: Stage| {
        let filter = Filter { stage: Some(stage), ..Filter::default() };
        let page = directory.find(&Query { filter, limit: CARDS, ..Query::default() });
        ColumnView { stage, total: page.total, cards: page.rows.into_iter().map(card).collect() }
    };
    Ok(BoardView { columns: Stage::ALL.map(column).to_vec() })
}

fn card(row: &Row) -> CardView {
    let note = std::iter::once(&row.source).chain(&row.tags).filter(|word| !word.is_empty());
    CardView {
        id: row.id,
        name: if row.name.is_empty() { "Without a name".to_owned() } else { row.name.clone() },
        note: note.map(String::as_str).collect::<Vec<_>>().join(" · "),
    }
}

/// Groups of leads that are one person.
pub async fn duplicates(core: &Core, scope: &Scope) -> Result<DuplicatesView> {
    let zone = zone(core, scope).await?;
    let found = leads::duplicates(core, scope).await?;
    let groups = found.groups.into_iter().map(|group| GroupView {
        certain: group.strength == Strength::Certain,
        leads: group.leads.into_iter().map(|lead| twin(lead, zone)).collect(),
    });
    Ok(DuplicatesView { total: found.total, groups: groups.collect() })
}

fn twin(lead: Lead, zone: impl Zone) -> TwinView {
    let name = lead.record.display_name();
    let record = lead.record;
    let place = [record.address.street, record.address.city, record.address.state, record.address.zip];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let emails: Vec<_> = record.emails.iter().map(realtoros_domain::contact::EmailAddress::as_str).collect();
    let phones: Vec<_> = record.phones.iter().map(|phone| format::phone(phone.e164())).collect();
    let fields = [
        ("E-mail", emails.join(", ")),
        ("Phone", phones.join(", ")),
        ("Address", place.join(", ")),
        ("Stage", lead.stage.label().to_owned()),
        ("Source", record.source),
        ("Tags", record.tags.join(", ")),
        ("Looking for", super::chips::chips(&record.preferences).join(", ")),
        ("Added", when(lead.created_at, zone, "%b %-d, %Y")),
    ];
    TwinView { id: lead.id, name, fields: fields.map(|(name, value)| (name.to_owned(), value)).to_vec() }
}
