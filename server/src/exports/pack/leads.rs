//! `leads.csv`: one line per lead. Whose data may only be stored (GDPR art. 18) is in it with that mark, because our own
//! import reads the file and keeps the restriction (P-33).

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
        let page = people::page_of_all(work, after).await?;
        let around = Around::load(work, &page.leads).await?;
        let mut sheet = Sheet::new();
        for lead in &page.leads {
            sheet.line(lead_row::cells(lead, &around)?)?;
        }
        archive.write(&sheet.into_bytes()?).await?;
        if work.order.lead.is_none() {
            let restricted = page.leads.iter().filter(|lead| lead.restricted).count();
            work.restricted += i64::try_from(restricted).unwrap_or_default();
        }
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}
