//! `consents.csv`: the consent ledger, entry by entry, with its evidence (P-41).

use super::{
    Sink,
    archive::Archive,
    order::Work,
    people::{self, Around},
    sheet::{Sheet, line},
    value::instant,
};
use crate::{Result, consent::Recorded};

const COLUMNS: [&str; 17] = [
    "Lead",
    "Channel",
    "What",
    "Level",
    "Source",
    "Recorded at",
    "Given at",
    "Act",
    "Wording",
    "Version",
    "Page",
    "Internet address",
    "Browser",
    "Seller",
    "Number or address",
    "Came with",
    "Changed in the database",
];

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("consents.csv".to_owned(), "Who agreed to what, and the evidence", work.total)?;
    archive.write(&line(COLUMNS)?).await?;
    let mut after = None;
    loop {
        let page = people::page(work, after).await?;
        let around = Around::load(work, &page.leads).await?;
        let mut sheet = Sheet::new();
        for lead in &page.leads {
            for event in around.events(lead.id) {
                sheet.line(cells(event))?;
            }
        }
        archive.write(&sheet.into_bytes()?).await?;
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// An entry as it was sealed. One whose columns say something else proves nothing, and the last cell says so.
fn cells(event: &Recorded) -> [String; 17] {
    let proof = &event.proof;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        event.lead.to_string(),
        event.channel.as_str().to_owned(),
        event.act.as_str().to_owned(),
        event.level.as_str().to_owned(),
        event.source.as_str().to_owned(),
        instant(event.recorded_at),
        instant(proof.given_at),
        text(&proof.act),
        text(&proof.wording),
        text(&proof.version),
        text(&proof.url),
        text(&proof.ip),
        text(&proof.agent),
        text(&proof.seller),
        text(&proof.address),
        text(&proof.came_with),
        if event.is_sound { String::new() } else { "Yes".to_owned() },
    ]
}
