//! Do-not-call lists on both databases.

mod file;
mod gate;
mod life;

use super::{Incoming, ListForm, start};
use crate::{
    Core, Result, Scope, jobs,
    outbound::{Draft, preview},
    worker::Worker,
};
use realtoros_domain::{
    Channel,
    consent::{Decision, Purpose},
    ids::{LeadId, ScrubId},
};

async fn work(core: &Core) {
    while jobs::step(core, &Worker::new(core.clone())).await.unwrap() {}
}

/// Uploads a file in small parts.
async fn upload(core: &Core, scope: &Scope, list: &str, downloaded: &str, file: &[u8]) -> Result<ScrubId> {
    let mut incoming = Incoming::begin(core, scope).await?;
    for part in file.chunks(7) {
        incoming.add(part.to_vec()).await;
    }
    incoming.finish(&ListForm { list: list.to_owned(), downloaded: downloaded.to_owned() }).await
}

/// Uploads a file and lets it count for its area codes.
async fn scrub(
    core: &Core,
    scope: &Scope,
    list: &str,
    downloaded: &str,
    file: &str,
    areas: &[u16],
) -> ScrubId {
    let id = upload(core, scope, list, downloaded, file.as_bytes()).await.unwrap();
    start(core, scope, id, areas, true).await.unwrap();
    work(core).await;
    id
}

/// What the gate says of a sales message that somebody types, or of a sales call.
async fn sales(core: &Core, scope: &Scope, lead: LeadId, channel: Channel) -> Decision {
    let text = "A house on Alder Lane is open.";
    let draft = Draft { purpose: Purpose::Sales, ..Draft::typed(lead, channel, text, "k") };
    preview(core, scope, &draft).await.unwrap().verdict.decision
}
