//! An export as use cases see it.

use super::entity::export::Model;
use crate::{Scope, jobs::JobStatus};
use realtoros_domain::ids::{ExportId, LeadId};

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportState {
    /// It is being put together.
    Making,
    /// It can be fetched once.
    Ready,
    /// It was fetched.
    Taken,
    /// Nobody fetched it in time.
    Expired,
    /// The one who asked stopped it.
    Canceled,
    /// Somebody in it was erased before it was fetched: it is gone, ask again.
    Withdrawn,
}

impl ExportState {
    const ALL: [Self; 6] =
        [Self::Making, Self::Ready, Self::Taken, Self::Expired, Self::Canceled, Self::Withdrawn];

    /// The states in which parts may be stored.
    pub(super) const OPEN: [Self; 2] = [Self::Making, Self::Ready];

    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Taken => "taken",
            Self::Expired => "expired",
            Self::Canceled => "canceled",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of that name; a name that is none counts as run out, so that nothing is handed over by mistake.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Expired)
    }
}

/// An export that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Which one.
    pub id: ExportId,
    /// The lead whose data it is; `None` for the whole account.
    pub lead: Option<LeadId>,
    /// Where it stands.
    pub state: ExportState,
    /// The job that puts it together.
    pub job: Option<JobStatus>,
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it runs out, in milliseconds since 1970 UTC.
    pub expires_at: i64,
    /// When it was fetched, in milliseconds since 1970 UTC.
    pub taken_at: Option<i64>,
    /// Its size in bytes, once it is ready.
    pub bytes: i64,
    /// How many records are in it.
    pub records: i64,
    /// How many records were left out because their person was erased meanwhile.
    pub left_out: i64,
    /// Whether the one who looks may fetch it: they asked for it.
    pub is_own: bool,
}

impl Export {
    /// The export of a row, as `scope` sees it at `now`.
    pub(super) fn of(row: &Model, job: Option<JobStatus>, scope: &Scope, now: i64) -> Self {
        let stored = ExportState::parse(&row.state);
        let runs_out = ExportState::OPEN.contains(&stored) && row.expires_at <= now;
        Self {
            id: ExportId(row.id),
            lead: row.lead_id.map(LeadId),
            state: if runs_out { ExportState::Expired } else { stored },
            job,
            created_at: row.created_at,
            expires_at: row.expires_at,
            taken_at: row.taken_at,
            bytes: row.bytes,
            records: row.records,
            left_out: row.left_out,
            is_own: is_own(row, scope),
        }
    }
}

/// Whether `scope` is the one who asked. A program with a member's token acts for that member.
pub(super) fn is_own(row: &Model, scope: &Scope) -> bool {
    let (kind, id) = asked_by(scope);
    row.asked_by_kind == kind && row.asked_by == id
}

/// Who asks, as it is stored.
pub(super) fn asked_by(scope: &Scope) -> (&'static str, Option<uuid::Uuid>) {
    match scope.actor.member() {
        Some(member) => ("member", Some(member.0)),
        None => (scope.actor.kind(), scope.actor.id()),
    }
}
