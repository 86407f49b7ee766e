//! `leads.csv`: one line per lead.

use super::{
    Sink,
    archive::Archive,
    lead_row,
    order::Work,
    people::{self, Around},
    sheet::{Sheet, line},
};
use crate::Result;
use realtoros_domain::imports::REALTOROS_COLUMNS;

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("leads.csv".to_owned(), "Leads, for a spreadsheet or another CRM", work.total)?;
    archive.write(&line(REALTOROS_COLUMNS)?).await?;
    let mut after = None;
    loop {
        let page = people::page(work, after).await?;
        let around = Around::load(work, &page.leads).await?;
        let mut sheet = Sheet::new();
        for lead in &page.leads {
            sheet.line(lead_row::cells(lead, &around)?)?;
        }
        archive.write(&sheet.into_bytes()?).await?;
        work.restricted += page.restricted;
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
