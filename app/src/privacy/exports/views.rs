//! From use cases to what the page shows.

use super::view::{ExportView, State};
use crate::format::minute;
use realtoros_server::{
    Core, Result, Scope,
    exports::{self, Export, ExportState},
    jobs::JobState,
    leads::directory::{Directory, directory},
};

/// The newest exports, with the names of the leads that they are about.
pub async fn list(core: &Core, scope: &Scope) -> Result<Vec<ExportView>> {
    let exports = exports::list(core, scope).await?;
    let names = if exports.iter().any(|export| export.lead.is_some()) {
        Some(directory(core, scope).await?)
    } else {
        None
    };
    Ok(exports.iter().map(|export| view(export, names.as_deref())).collect())
}

fn view(export: &Export, names: Option<&Directory>) -> ExportView {
    let name = |lead| {
        names
            .and_then(|names| names.get(lead))
            .map_or("Somebody who is gone".to_owned(), |row| row.name.clone())
    };
    let job = export.job.as_ref();
    let unsigned = |n: i64| u64::try_from(n).unwrap_or_default();
    ExportView {
        id: export.id,
        lead: export.lead.map(|lead| (lead, name(lead))),
        state: match export.state {
            ExportState::Making
                if job.is_some_and(|job| matches!(job.state, JobState::Dead | JobState::Denied)) =>
            {
                State::Failed
            }
            ExportState::Making => State::Making,
            ExportState::Ready => State::Ready,
            ExportState::Taken => State::Taken,
            ExportState::Expired => State::Expired,
            ExportState::Canceled => State::Canceled,
            ExportState::Withdrawn => State::Withdrawn,
        },
        progress: job.map_or((0, 0), |job| (unsigned(job.progress), unsigned(job.total))),
        created_at: export.created_at,
        until: minute(export.expires_at),
        size: size(unsigned(export.bytes)),
        records: unsigned(export.records),
        left_out: unsigned(export.left_out),
        is_own: export.is_own,
    }
}

/// A size in the unit that fits.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_written_for_people() {
        assert_eq!([size(12), size(12_345), size(9_876_543)], ["12 bytes", "12 kB", "9 MB"]);
    }
}
