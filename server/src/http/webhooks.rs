//! What Twilio posts to us: inbound texts and the state of sent ones (rules B3.1).
//!
//! A request is believed only with the signature of the account's own auth token. The answer comes after the commit,
//! so what we have accepted is durable. After an error Twilio repeats a text or a status only where the address asks for that
//! (`#rp=5xx`), and then its id makes the repetition harmless; a request of a call under way is never repeated. So what can be
//! done again is done again here, before there is an answer.

use crate::{
    Actor, Core, Error, Result, Scope, accounts,
    conversations::{self, CallEvent, Heard, InboundText, Next},
    db,
    outbound::{self, CallRecord, CallState, StatusCallback},
    providers::{self, twiml, voice_webhook},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Form, FromRequest, FromRequestParts, OriginalUri, Path, State},
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use realtoros_domain::{
    contact::PhoneNumber,
    ids::{AccountId, MessageId},
};
use std::collections::HashMap;

/// Twilio sends a few hundred bytes.
const LARGEST: usize = 64 * 1_024;

/// The routes. They stand outside of sessions and of the check of origins: Twilio has neither.
pub fn routes(core: &Core) -> Router {
    Router::new()
        .route("/webhooks/twilio/{account}/sms", post(sms))
        .route("/webhooks/twilio/{account}/voice", post(voice))
        .route("/webhooks/twilio/{account}/status", post(status))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(core.clone())
}

async fn sms(State(core): State<Core>, Believed { account, fields, .. }: Believed) -> Response {
    let Some(text) = inbound(&fields) else { return StatusCode::BAD_REQUEST.into_response() };
    answer(conversations::receive_text(&core, account, &text).await.map(drop))
}

/// A call comes in, or something is new about one. A call that comes in rings at the realtor's own phone; nothing here
/// ever asks for a recording (P-14).
async fn voice(State(core): State<Core>, believed: Believed) -> Response {
    let Some(event) = call(&believed.fields) else { return StatusCode::BAD_REQUEST.into_response() };
    if let Some(message) = believed.message {
        return spoken(&core, &believed, message, &event).await;
    }
    let account = believed.account;
    let rings = event.call.state == CallState::Ringing && !event.outbound;
    let stored = conversations::receive_call(&core, account, &event).await;
    if stored.is_err() || !rings {
        return answer(stored);
    }
    let scope = Scope { account, actor: Actor::System };
    match accounts::profile(&core, &scope).await {
        // A business that gave its number at the carrier as its own would call itself.
        Ok(profile) if profile.phone == event.to => answer(Ok(())),
        Ok(profile) => in_twiml(format!("<Response><Dial>{}</Dial></Response>", profile.phone)),
        Err(error) => answer(Err(error)),
    }
}

/// How often a message is begun anew for somebody who says something else, such as "hello".
const MOST_ROUNDS: u32 = 3;

/// The call of a spoken message: the person has pressed a key or said something, or the call is over (P-49).
async fn spoken(core: &Core, believed: &Believed, message: MessageId, event: &CallEvent) -> Response {
    let account = believed.account;
    let heard = |name: &str| believed.fields.get(name).map(String::as_str).unwrap_or_default();
    let (digits, speech) = (heard("Digits"), heard("SpeechResult"));
    if digits.is_empty() && speech.is_empty() {
        return answer(outbound::apply_call(core, account, message, &event.provider_id, &event.call).await);
    }
    let heard = Heard { message, number: &event.to, digits, speech };
    match conversations::hear(core, account, &heard).await {
        Ok(Next::Stopped { texts: true }) => {
            in_twiml(twiml::last_words("You will get no more calls or texts from us. Goodbye."))
        }
        Ok(Next::Stopped { texts: false }) => {
            in_twiml(twiml::last_words("You will get no more calls from us. Goodbye."))
        }
        Ok(Next::Message(spoken)) if believed.round < MOST_ROUNDS => {
            let answers_at = voice_webhook(&core.settings, account, message, believed.round + 1);
            in_twiml(twiml::call(&spoken, &answers_at))
        }
        Ok(Next::Message(_) | Next::Goodbye) => in_twiml(twiml::last_words("Goodbye.")),
        Err(error) => answer(Err(error)),
    }
}

fn call(fields: &HashMap<String, String>) -> Option<CallEvent> {
    let field = |name: &str| fields.get(name).filter(|value| !value.is_empty());
    let number = |name: &str| Some(field(name)?.parse::<PhoneNumber>().ok()?.e164().to_owned());
    Some(CallEvent {
        provider_id: field("CallSid")?.clone(),
        from: number("From")?,
        to: number("To")?,
        outbound: field("Direction").is_some_and(|direction| direction.starts_with("outbound")),
        call: CallRecord {
            state: CallState::parse(field("CallStatus")?)?,
            seconds: field("CallDuration").and_then(|seconds| seconds.parse().ok()),
            answered_by: field("AnsweredBy").cloned(),
        },
    })
}

async fn status(State(core): State<Core>, Believed { account, fields, message, .. }: Believed) -> Response {
    let field = |name: &str| fields.get(name).cloned().filter(|value| !value.is_empty());
    let callback = StatusCallback {
        provider_id: field("MessageSid").or_else(|| field("SmsSid")).unwrap_or_default(),
        message,
        status: field("MessageStatus").or_else(|| field("SmsStatus")).unwrap_or_default(),
        error_code: field("ErrorCode"),
    };
    if callback.provider_id.is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    answer(outbound::apply_status(&core, account, &callback).await)
}

/// An empty answer: we say nothing by this way.
fn answer(outcome: Result<()>) -> Response {
    match outcome {
        Ok(()) => in_twiml("<Response/>".to_owned()),
        Err(Error::Invalid(_)) => StatusCode::BAD_REQUEST.into_response(),
        Err(error) => {
            tracing::error!(%error, "a webhook failed; the carrier repeats it only if its address asks for that");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// An answer in Twilio's language.
fn in_twiml(words: String) -> Response {
    ([(header::CONTENT_TYPE, "text/xml")], words).into_response()
}

/// A request that bears the signature of its account. Whatever is wrong, the answer is the same.
struct Believed {
    account: AccountId,
    fields: HashMap<String, String>,
    /// Our id of the message that it is about, if its address carries one.
    message: Option<MessageId>,
    /// How often a spoken message has been begun, as its address says.
    round: u32,
}

impl FromRequest<Core> for Believed {
    type Rejection = StatusCode;

    async fn from_request(request: Request<Body>, core: &Core) -> Result<Self, StatusCode> {
        let (mut parts, body) = request.into_parts();
        let path = Path::<String>::from_request_parts(&mut parts, core).await;
        let Path(account) = path.map_err(|_| StatusCode::FORBIDDEN)?;
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0).clone();
        let headers = parts.headers.clone();
        let body = Bytes::from_request(Request::from_parts(parts, body), core).await;
        let body = body.map_err(|rejection| rejection.status())?;
        let believed = believed(core, &account, &uri, &headers, &body).await;
        let (account, fields) = believed.ok_or(StatusCode::FORBIDDEN)?;
        let query = |name: &str| {
            let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let message = query("m").and_then(|id| id.parse().ok());
        // An address that does not say so is taken for the last round.
        let round = query("n").and_then(|round| round.parse().ok()).unwrap_or(u32::MAX);
        Ok(Self { account, fields, message, round })
    }
}

/// The account and the fields of a signed request.
async fn believed(
    core: &Core,
    account: &str,
    uri: &axum::http::Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<(AccountId, HashMap<String, String>)> {
    let account: AccountId = account.parse().ok()?;
    db::enter(account);
    let channels = accounts::channels(core.db.read(), core, account).await.ok()?;
    let token = channels.twilio_auth_token?;
    let signature = headers.get("x-twilio-signature")?.to_str().ok()?;
    let url = format!("{}{}", core.settings.public_url, uri.path_and_query()?);
    let fields = fields(body.clone()).await?;
    providers::is_signed(&token, &url, &fields, body, signature)
        .then(|| (account, fields.into_iter().collect()))
}

async fn fields(body: Bytes) -> Option<Vec<(String, String)>> {
    let request = Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .ok()?;
    Form::from_request(request, &()).await.ok().map(|Form(fields)| fields)
}

fn inbound(fields: &HashMap<String, String>) -> Option<InboundText> {
    let field = |name: &str| fields.get(name).cloned();
    let from: PhoneNumber = field("From")?.parse().ok()?;
    Some(InboundText {
        provider_id: field("MessageSid").filter(|id| !id.is_empty())?,
        from: from.e164().to_owned(),
        to: field("To").unwrap_or_default(),
        body: field("Body").unwrap_or_default(),
        media: field("NumMedia").and_then(|count| count.parse().ok()).unwrap_or_default(),
        opt_out_type: field("OptOutType").filter(|kind| !kind.is_empty()),
    })
}
