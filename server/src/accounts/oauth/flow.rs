//! Going to the provider, and coming back.

use super::{
    ProviderName, SignUpTicket,
    claims::{self, Expected},
    pending::{self, PENDING_S, Pending, TICKET_S},
};
use crate::{
    Core, Error, Result, Scope,
    accounts::{
        Identity, SignedIn, is_active, link_identity, session_store::session_goes_on, sign_in_by_identity,
    },
    connections::{self, Connected, Grant, Part},
    db,
    http::READ_ONLY,
    privacy::refuse_unless_open,
    providers::{Http, pause_of},
    settings::OAuthSettings,
};
use oauth2::{
    AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope as Asked, StandardRevocableToken, StandardTokenResponse, TokenResponse, TokenUrl,
    basic::{
        BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
    },
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// Where the browser goes, and the cookie that it carries meanwhile.
#[derive(Debug)]
pub struct Started {
    /// The provider's page.
    pub url: String,
    /// The cookie's value.
    pub cookie: String,
    /// How long the cookie lasts, in seconds.
    pub seconds: i64,
}

/// How it came out.
#[derive(Debug)]
pub enum Finished {
    /// The member signs in, perhaps halfway, and goes on to this page.
    SignedIn(SignedIn, String),
    /// The identity was added to the member who was signed in.
    Linked,
    /// The member who was signed in connected something, or it came out otherwise; they go on to this page.
    Connected(Connected, String),
    /// Nobody has this identity: the form for a new account is filled in from this cookie, for so many seconds.
    Unknown(String, i64),
}

/// The part of a token response that OpenID Connect adds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

pub(super) type Provider = Client<
    BasicErrorResponse,
    StandardTokenResponse<IdToken, BasicTokenType>,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// A member who is signed in while they go to a provider.
#[derive(Clone, Debug)]
pub struct Linking {
    /// Who.
    pub scope: Scope,
    /// The mark of their session ([`crate::accounts::session_mark`]).
    pub session: String,
}

/// Begins. `link` is the member who is signed in already, if there is one; `next` is where to go afterwards.
pub async fn start(
    core: &Core,
    provider: ProviderName,
    next: &str,
    link: Option<Linking>,
) -> Result<Started> {
    let scopes = ["openid", "email", "profile"].map(str::to_owned);
    begin(core, provider, next, link, scopes.into(), None).await
}

/// Begins connecting `part` for the member in `by`: lasting access, and no scope that the part does not need (P-10).
pub async fn start_connecting(
    core: &Core,
    by: &Linking,
    provider: ProviderName,
    part: Part,
    next: &str,
) -> Result<Started> {
    let scope = &by.scope;
    if !is_active(core.db.read(), scope.account).await? {
        return Err(Error::Refused(READ_ONLY.to_owned()));
    }
    let scopes = connections::scopes_to_ask(core, scope, provider, part).await?;
    begin(core, provider, next, Some(by.clone()), scopes, Some(part)).await
}

async fn begin(
    core: &Core,
    provider: ProviderName,
    next: &str,
    link: Option<Linking>,
    scopes: Vec<String>,
    connects: Option<Part>,
) -> Result<Started> {
    let client = client(core, provider)?;
    refuse_unless_open(core, link.as_ref().map(|by| by.scope.account), provider.processor()).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = crate::vault::token();
    let mut asking = client
        .authorize_url(CsrfToken::new_random)
        .add_scopes(scopes.into_iter().map(Asked::new))
        .set_pkce_challenge(challenge)
        .add_extra_param("nonce", &nonce);
    if connects.is_some() && provider == ProviderName::Google {
        // Google gives lasting access only when it is asked so, and when the person is asked.
        asking = asking.add_extra_param("access_type", "offline").add_extra_param("prompt", "consent");
    }
    let (url, state) = asking.url();
    let pending = Pending {
        provider,
        state: state.into_secret(),
        verifier: verifier.into_secret(),
        nonce,
        next: next.to_owned(),
        link: link.as_ref().and_then(|by| Some((by.scope.account, by.scope.actor.member()?))),
        session: link.map(|by| by.session).unwrap_or_default(),
        connects,
        expires_at: core.now_ms() + PENDING_S * 1_000,
    };
    Ok(Started { url: url.into(), cookie: pending::seal(core, &pending).await?, seconds: PENDING_S })
}

/// Ends: the provider sent the browser back with `state` and the code as `proof`; the browser brought `cookie`. `caller` is
/// who is signed in now, as far as the request says: it comes from another site, so it seldom brings the session's cookie
/// (rules B4.5).
pub async fn finish(
    core: &Core,
    provider: ProviderName,
    cookie: &str,
    state: &str,
    proof: String,
    caller: Option<Scope>,
) -> Result<Finished> {
    let over = || Error::invalid("This sign-in took too long or was begun elsewhere. Please try again.");
    let pending: Pending = pending::open(core, cookie).await.ok_or_else(over)?;
    let is_same = bool::from(pending.state.as_bytes().ct_eq(state.as_bytes()));
    if !is_same || pending.provider != provider || core.now_ms() >= pending.expires_at {
        return Err(over());
    }
    if let Some(scope) = pending.link_to() {
        // What somebody began in their session ends in it, or not at all: the browser may be another person's by now.
        let member = scope.actor.member().ok_or_else(over)?;
        let is_another = caller.is_some_and(|caller| caller != scope);
        if is_another || !db::across(session_goes_on(core, &pending.session, member)).await? {
            return Err(over());
        }
        // The browser comes from another site and has left the session's cookie at home; ours says whose this is.
        db::enter(scope.account);
    }
    // Nothing is exchanged with a provider that was closed, or objected to, meanwhile (P-38).
    refuse_unless_open(core, pending.link.map(|(account, _)| account), provider.processor()).await?;
    let ours = settings(core, provider)?;
    let http = Http::of(&core.settings, provider.processor())?;
    let answer = client(core, provider)?
        .exchange_code(AuthorizationCode::new(proof))
        .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.clone()))
        .request_async(&|request| send(http.clone(), request))
        .await
        .map_err(|error| Error::Provider(format!("{} sign-in: {error}", provider.label())))?;
    let token = answer.extra_fields().id_token.as_deref().unwrap_or_default();
    // The provider's clock is the real one, also where ours is moved.
    let now = (core.now() - core.settings.clock_offset).timestamp();
    let expected = Expected {
        api_url: &ours.api_url,
        auth_url: &ours.auth_url,
        client_id: &ours.client_id,
        nonce: &pending.nonce,
        now,
    };
    let claims = claims::read(token, expected)
        .map_err(|error| Error::Provider(format!("{} sign-in: {error}", provider.label())))?;
    if let Some(part) = pending.connects {
        let scope = pending.link_to().ok_or_else(over)?;
        // Whoever names no scopes has granted those that were asked for (RFC 6749, section 5.1).
        let scopes = match answer.scopes() {
            Some(granted) => granted.iter().map(|scope| scope.as_str().to_owned()).collect(),
            None => connections::scopes_to_ask(core, &scope, provider, part).await?,
        };
        let grant = Grant {
            provider,
            part,
            subject: format!("{}\n{}", claims.iss, claims.sub),
            address: claims.address(),
            scopes,
            refresh: answer.refresh_token().map(|token| token.secret().clone()),
        };
        return Ok(Finished::Connected(connections::connect(core, &scope, grant).await?, pending.next));
    }
    let identity = Identity { provider, issuer: claims.iss, subject: claims.sub };
    if let Some(scope) = pending.link_to() {
        link_identity(core, &scope, &identity).await?;
        return Ok(Finished::Linked);
    }
    if let Some(signed_in) = sign_in_by_identity(core, &identity).await? {
        return Ok(Finished::SignedIn(signed_in, pending.next));
    }
    let expires_at = core.now_ms() + TICKET_S * 1_000;
    let (name, email, email_verified) =
        (claims.name, claims.email, claims.email_verified == true && provider == ProviderName::Google);
    let ticket = SignUpTicket { identity, name, email, email_verified, expires_at };
    Ok(Finished::Unknown(pending::seal(core, &ticket).await?, TICKET_S))
}

fn settings(core: &Core, provider: ProviderName) -> Result<&OAuthSettings> {
    provider.settings(&core.settings).ok_or(Error::NotFound)
}

pub(super) fn client(core: &Core, provider: ProviderName) -> Result<Provider> {
    let settings = settings(core, provider)?;
    let unusable = |_| Error::Internal("a provider's address cannot be used".to_owned());
    let back = format!("{}/auth/{}/callback", core.settings.public_url, provider.as_str());
    Ok(Client::new(ClientId::new(settings.client_id.clone()))
        .set_client_secret(ClientSecret::new(settings.client_secret.expose_secret().to_owned()))
        .set_auth_uri(AuthUrl::new(settings.auth_url.clone()).map_err(unusable)?)
        .set_token_uri(TokenUrl::new(settings.token_url.clone()).map_err(unusable)?)
        .set_redirect_uri(RedirectUrl::new(back).map_err(unusable)?))
}

/// Sends the one request to the token endpoint. The client follows no redirects: they could carry the code elsewhere.
pub(super) async fn send(http: Http, request: HttpRequest) -> Result<HttpResponse> {
    let unreachable = |error: reqwest::Error| Error::Provider(error.without_url().to_string());
    let request = reqwest::Request::try_from(request).map_err(unreachable)?;
    let answer = http.execute(request).await.map_err(|error| Error::Provider(error.to_string()))?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    if let Some(seconds) = pause_of(status, &headers) {
        return Err(Error::Throttled(seconds));
    }
    let mut response = HttpResponse::new(answer.bytes().await.map_err(unreachable)?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
