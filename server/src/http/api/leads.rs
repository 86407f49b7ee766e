//! Leads: list, add, look, change.

use super::{
    Problem, Program,
    program::{Asked, body, id},
    view,
};
use crate::{
    Error,
    audit::{Entry, Subject},
    leads::{
        self, LeadPatch, LeadRecord, NewLead,
        directory::{Cursor, Filter, Query as Find, directory},
    },
};
use axum::{
    Json,
    body::Bytes,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use realtoros_domain::{
    Stage,
    contact::{Address, PersonName},
    ids::LeadId,
    imports::DealType,
};
use serde::Deserialize;
use serde_json::json;

/// Which leads are asked for.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    text: String,
    stage: Option<String>,
    after: Option<String>,
    limit: usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { text: String::new(), stage: None, after: None, limit: 50 }
    }
}

/// What a program may say about a lead. Anything else, and with it every sensitive field, is refused (P-11).
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LeadInput {
    first_name: Option<String>,
    last_name: Option<String>,
    emails: Option<Vec<String>>,
    phones: Option<Vec<String>>,
    address: Option<Address>,
    deal_type: Option<DealType>,
    source: Option<String>,
    tags: Option<Vec<String>>,
    time_zone: Option<String>,
    stage: Option<Stage>,
}

impl LeadInput {
    /// The change of a lead of this name.
    fn patch(self, name: &PersonName) -> LeadPatch {
        let is_named = self.first_name.is_some() || self.last_name.is_some();
        let first = self.first_name.unwrap_or_else(|| name.first.clone());
        let last = self.last_name.unwrap_or_else(|| name.last.clone());
        LeadPatch {
            name: is_named.then_some(PersonName { first, last }),
            emails: self.emails,
            phones: self.phones,
            address: self.address,
            deal_type: self.deal_type.map(Some),
            source: self.source,
            tags: self.tags,
            preferences: None,
            stated_zone: self.time_zone,
        }
    }
}

/// `GET /api/v1/leads`.
pub(super) async fn list(
    Program { core, scope }: Program,
    Asked(asked): Asked<Wanted>,
) -> Result<Response, Problem> {
    let stage = asked
        .stage
        .map(|stage| stage.parse::<Stage>().map_err(|_| Error::invalid("There is no such stage.")));
    let after = asked.after.map(|after| id::<LeadId>(&after)).transpose()?;
    let find = Find {
        filter: Filter { text: asked.text, stage: stage.transpose()?, ..Filter::default() },
        after: after.map(Cursor),
        limit: asked.limit,
        ..Find::default()
    };
    let directory = directory(&core, &scope).await?;
    let page = directory.find(&find);
    core.reads.note(&scope, Entry::new("lead.listed", Subject::many("lead")));
    let leads: Vec<_> = page.rows.iter().map(|row| view::row(row)).collect();
    let next = page.next.map(|cursor| cursor.0);
    Ok(Json(json!({ "leads": leads, "total": page.total, "next": next })).into_response())
}

/// `POST /api/v1/leads`.
pub(super) async fn create(Program { core, scope }: Program, bytes: Bytes) -> Result<Response, Problem> {
    let input: LeadInput = body(&bytes)?;
    let stage = input.stage.unwrap_or_default();
    let mut record = LeadRecord::default();
    input.patch(&PersonName::default()).apply(&mut record)?;
    let lead = leads::create(&core, &scope, NewLead { record, stage, import: None }).await?;
    let view = view::lead(&leads::get(&core, &scope, lead).await?);
    let location = [(header::LOCATION, format!("/api/v1/leads/{lead}"))];
    Ok((StatusCode::CREATED, location, Json(view)).into_response())
}

/// `GET /api/v1/leads/{id}`.
pub(super) async fn show(
    Program { core, scope }: Program,
    Path(lead): Path<String>,
) -> Result<Response, Problem> {
    Ok(Json(view::lead(&leads::get(&core, &scope, id(&lead)?).await?)).into_response())
}

/// `PATCH /api/v1/leads/{id}`: changes the fields that the body names.
pub(super) async fn change(
    Program { core, scope }: Program,
    Path(lead): Path<String>,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let lead = id(&lead)?;
    let known = leads::get(&core, &scope, lead).await?;
    let input: LeadInput = body(&bytes)?;
    let stage = input.stage;
    leads::patch(&core, &scope, lead, input.patch(&known.record.name)).await?;
    if let Some(stage) = stage.filter(|stage| *stage != known.stage) {
        leads::set_stage(&core, &scope, &[lead], stage).await?;
    }
    Ok(Json(view::lead(&leads::get(&core, &scope, lead).await?)).into_response())
}
