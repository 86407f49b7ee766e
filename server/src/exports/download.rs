//! Fetching an export: once, within 24 hours, by the one who asked (P-60).

use super::{
    ExportState,
    entity::export::{ActiveModel, Model},
    record::is_own,
    repository,
    service::{end, entry, forget_parts},
};
use crate::{Core, Error, Result, Scope, audit, clock::from_millis, db, vault::DataKey};
use axum::body::{Body, Bytes};
use futures::stream;
use realtoros_domain::ids::{ExportId, LeadId};
use sea_orm::ActiveValue::Set;

/// What came of fetching an export.
#[derive(Debug)]
pub enum Taken {
    /// It is yours, this once.
    Download(Box<Download>),
    /// It was fetched, has run out, was thrown away, or somebody in it was erased; says which.
    Gone(&'static str),
    /// It is still being made.
    NotYet,
}

/// An export on its way out.
#[derive(Debug)]
pub struct Download {
    core: Core,
    row: Model,
    key: DataKey,
}

/// Fetches an export. The caller has proved who they are a moment ago: a member by password, a lead by a code. Somebody
/// else's export looks like one that does not exist (P-35).
pub async fn take(core: &Core, scope: &Scope, id: ExportId) -> Result<Taken> {
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    if !is_own(&row, scope) {
        return Err(Error::NotFound);
    }
    let now = core.now_ms();
    let state = ExportState::parse(&row.state);
    if let Some(why) = gone(state, row.expires_at <= now) {
        return Ok(Taken::Gone(why));
    }
    if state == ExportState::Making {
        return Ok(Taken::NotYet);
    }
    if !repository::is_whole(&tx, &row).await? {
        end(&tx, core, &row, ExportState::Withdrawn).await?;
        tx.commit().await?;
        return Ok(Taken::Gone(WITHDRAWN));
    }
    let key = core.vault.key(&tx, repository::key_owner(scope.account, id, row.lead_id)).await?;
    let columns = ActiveModel {
        state: Set(ExportState::Taken.as_str().to_owned()),
        taken_at: Set(Some(now)),
        ..Default::default()
    };
    repository::update(&tx, id, columns).await?;
    audit::record(&tx, core, scope, entry("export.downloaded", id, row.lead_id.map(LeadId))).await?;
    tx.commit().await?;
    core.live.send(scope.account, crate::live::Event::Jobs);
    Ok(Taken::Download(Box::new(Download { core: core.clone(), row, key })))
}

const WITHDRAWN: &str =
    "Somebody in this export was erased after it was made, so it was deleted. Ask for a new one.";

/// Why there is nothing to fetch, if so.
const fn gone(state: ExportState, has_run_out: bool) -> Option<&'static str> {
    match state {
        ExportState::Taken => {
            Some("This export was fetched before. Each can be fetched once: ask for a new one.")
        }
        ExportState::Expired => Some("This export has run out after 24 hours. Ask for a new one."),
        ExportState::Canceled => Some("This export was stopped. Ask for a new one."),
        ExportState::Withdrawn => Some(WITHDRAWN),
        ExportState::Making | ExportState::Ready if has_run_out => {
            Some("This export has run out after 24 hours. Ask for a new one.")
        }
        ExportState::Making | ExportState::Ready => None,
    }
}

impl Download {
    /// A name for the file.
    pub fn file_name(&self) -> String {
        let day = from_millis(self.row.made_at.unwrap_or(self.row.created_at)).format("%Y-%m-%d");
        let what = if self.row.lead_id.is_some() { "person" } else { "export" };
        format!("realtoros-{what}-{day}.zip")
    }

    /// Its size in bytes.
    pub const fn bytes(&self) -> i64 {
        self.row.bytes
    }

    /// The whole file, part by part; a part that is missing or does not open breaks it off, so that half a file never
    /// looks like a whole one.
    pub fn into_body(self) -> Body {
        let parts = stream::try_unfold((self, 0), async |(download, seq)| {
            let part = download.part(seq).await.map_err(|error| {
                tracing::error!(%error, "an export could not be handed over");
                std::io::Error::other("the export cannot be read")
            })?;
            Ok::<_, std::io::Error>(part.map(|part| (Bytes::from(part), (download, seq + 1))))
        });
        Body::from_stream(parts)
    }

    /// The part `seq`; after the last one everything that is stored is deleted.
    pub(super) async fn part(&self, seq: i64) -> Result<Option<Vec<u8>>> {
        let (account, id) = (realtoros_domain::ids::AccountId(self.row.account_id), ExportId(self.row.id));
        let work = async {
            if seq < self.row.chunks {
                let part = repository::open_chunk(self.core.db.read(), &self.key, account, id, seq).await?;
                return Ok(Some(part));
            }
            let tx = self.core.db.begin().await?;
            forget_parts(&tx, &self.core, &self.row).await?;
            tx.commit().await?;
            Ok(None)
        };
        // The body is read after the request's own work has ended.
        db::within(account, work).await
    }
}
