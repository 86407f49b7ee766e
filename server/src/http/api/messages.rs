//! Messages: send through the gate, read the timeline.

use super::{
    Problem, Program,
    program::{body, id},
    view,
};
use crate::{
    Error, conversations,
    outbound::{self, Draft},
};
use axum::{
    Json,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use realtoros_domain::{
    Channel,
    consent::{Decision, Purpose},
};
use serde::Deserialize;
use serde_json::json;

/// A message that a program wants to send.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageInput {
    channel: Channel,
    text: String,
    subject: Option<String>,
    to: Option<String>,
}

/// `POST /api/v1/leads/{id}/messages`. Nobody looked at what a program sends, so the gate judges it as automatic; what
/// it denies stays denied (P-54). `Idempotency-Key` makes a repetition harmless.
pub(super) async fn create(
    Program { core, scope }: Program,
    Path(lead): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let lead = id(&lead)?;
    crate::leads::get(&core, &scope, lead).await?;
    let input: MessageInput = body(&bytes)?;
    if input.channel == Channel::Voice {
        return Err(Error::invalid("Messages go out as `sms` or `email`.").into());
    }
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let key = format!("api:{lead}:{}", key.unwrap_or_else(|| core.new_id().to_string()));
    let draft = Draft::automatic(lead, input.channel, Purpose::Conversation, input.text, key);
    let draft = Draft { subject: input.subject, to: input.to, ..draft };
    let submitted = outbound::submit(&core, &scope, draft).await?;
    if let Decision::Deny(reason) = &submitted.verdict.decision {
        return Err(Problem::denied(reason.as_str()));
    }
    let reason = submitted.verdict.decision.reason().map(realtoros_domain::consent::Reason::as_str);
    let answer = json!({
        "id": submitted.id,
        "state": submitted.state,
        "reason": reason,
        "steps": submitted.verdict.steps,
    });
    Ok((StatusCode::ACCEPTED, Json(answer)).into_response())
}

/// `GET /api/v1/leads/{id}/timeline`.
pub(super) async fn timeline(
    Program { core, scope }: Program,
    Path(lead): Path<String>,
) -> Result<Response, Problem> {
    let items = conversations::timeline(&core, &scope, id(&lead)?).await?;
    let items: Vec<_> = items.iter().map(view::item).collect();
    Ok(Json(json!({ "items": items })).into_response())
}
