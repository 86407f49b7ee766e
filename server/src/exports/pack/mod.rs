//! What is in an export, file by file, written as a stream: nothing is held whole in memory and nothing touches a disk
//! in the clear.
//!
//! `data.json` has everything, made from the data map. The other files are the same data in the formats that other
//! programs read: CSV, vCard 4.0 (RFC 6350), iCalendar (RFC 5545), mail (RFC 5322).

mod archive;
mod assistant;
mod calendar;
mod cards;
mod consents;
mod data;
mod history;
mod lead_row;
mod leads;
mod mails;
mod manifest;
mod messages;
mod of_lead;
mod order;
mod people;
mod recipients;
mod rows;
mod sheet;
mod sink;
pub(super) mod source;
pub(super) mod value;

pub(crate) use manifest::{SIGNATURE, SIGNATURE_FORMAT};
pub(super) use of_lead::{Record, records_of_lead, sent_of_lead};
pub use order::{Order, Packed};
pub use sink::Sink;

use crate::{Core, Result};
use archive::Archive;
use order::Work;

/// The version of the layout of `data.json` and of the file as a whole. Raise it when a field changes its meaning.
pub const VERSION: u32 = 1;

/// Writes the whole file into `sink`. Never half: an error leaves no end of the archive, so that no program opens it.
pub async fn pack<S: Sink>(core: &Core, order: &Order, sink: &mut S) -> Result<Packed> {
    let mut work = Work::begin(core, order).await?;
    let mut archive = Archive::new(sink, order.made_at);
    data::write(&mut work, &mut archive).await?;
    leads::write(&mut work, &mut archive).await?;
    cards::write(&mut work, &mut archive).await?;
    calendar::write(&mut work, &mut archive).await?;
    messages::write(&mut work, &mut archive).await?;
    mails::write(&mut work, &mut archive).await?;
    consents::write(&mut work, &mut archive).await?;
    assistant::write(&mut work, &mut archive).await?;
    recipients::write(&mut work, &mut archive).await?;
    history::write(&mut work, &mut archive).await?;
    manifest::write(&work, &mut archive).await?;
    archive.finish().await?;
    Ok(work.packed())
}

/// `data.json` alone, for the test that plants a value into every column.
#[cfg(test)]
pub(super) async fn pack_data<S: Sink>(core: &Core, order: &Order, sink: &mut S) -> Result<Packed> {
    let mut work = Work::begin(core, order).await?;
    let mut archive = Archive::new(sink, order.made_at);
    data::write(&mut work, &mut archive).await?;
    archive.finish().await?;
    Ok(work.packed())
}
