//! Going to the provider, and coming back.

use super::{
    ProviderName, SignUpTicket,
    claims::{self, Expected},
    pending::{self, PENDING_S, Pending, TICKET_S},
};
use crate::{
    Core, Error, Result, Scope,
    accounts::{Identity, link_identity, scope_of_identity},
    privacy::{Processor, refuse_unless_open},
    providers::Http,
    settings::OAuthSettings,
};
use oauth2::{
    AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope as Asked, StandardRevocableToken, StandardTokenResponse, TokenUrl,
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
    /// The member signs in and goes on to this page.
    SignedIn(Scope, String),
    /// The identity was added to the member who was signed in.
    Linked,
    /// Nobody has this identity: the form for a new account is filled in from this cookie, for so many seconds.
    Unknown(String, i64),
}

/// The part of a token response that OpenID Connect adds.
#[derive(Debug, Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

type Provider = Client<
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

/// Begins. `link` is the member who is signed in already, if there is one; `next` is where to go afterwards.
pub async fn start(core: &Core, provider: ProviderName, next: &str, link: Option<Scope>) -> Result<Started> {
    let client = client(core, provider)?;
    refuse_unless_open(core, link.map(|scope| scope.account), processor(provider)).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = crate::vault::token();
    let (url, state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scopes(["openid", "email", "profile"].map(|scope| Asked::new(scope.to_owned())))
        .set_pkce_challenge(challenge)
        .add_extra_param("nonce", &nonce)
        .url();
    let pending = Pending {
        provider,
        state: state.into_secret(),
        verifier: verifier.into_secret(),
        nonce,
        next: next.to_owned(),
        link: link.and_then(|scope| Some((scope.account, scope.actor.member()?))),
        expires_at: core.now_ms() + PENDING_S * 1_000,
    };
    Ok(Started { url: url.into(), cookie: pending::seal(core, &pending).await?, seconds: PENDING_S })
}

/// Ends: the provider sent the browser back with `state` and the code as `proof`; the browser brought `cookie`.
pub async fn finish(
    core: &Core,
    provider: ProviderName,
    cookie: &str,
    state: &str,
    proof: String,
) -> Result<Finished> {
    let over = || Error::invalid("This sign-in took too long or was begun elsewhere. Please try again.");
    let pending: Pending = pending::open(core, cookie).await.ok_or_else(over)?;
    let is_same = bool::from(pending.state.as_bytes().ct_eq(state.as_bytes()));
    if !is_same || pending.provider != provider || core.now_ms() >= pending.expires_at {
        return Err(over());
    }
    let ours = settings(core, provider)?;
    let http = Http::of(&core.settings, processor(provider))?;
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
    let identity = Identity { provider, issuer: claims.iss, subject: claims.sub };
    if let Some(scope) = pending.link_to() {
        link_identity(core, &scope, &identity).await?;
        return Ok(Finished::Linked);
    }
    if let Some(scope) = scope_of_identity(core, &identity).await? {
        return Ok(Finished::SignedIn(scope, pending.next));
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

fn client(core: &Core, provider: ProviderName) -> Result<Provider> {
    let settings = settings(core, provider)?;
    let unusable = |_| Error::Internal("a provider's address cannot be used".to_owned());
    let back = format!("{}/auth/{}/callback", core.settings.public_url, provider.as_str());
    Ok(Client::new(ClientId::new(settings.client_id.clone()))
        .set_client_secret(ClientSecret::new(settings.client_secret.expose_secret().to_owned()))
        .set_auth_uri(AuthUrl::new(settings.auth_url.clone()).map_err(unusable)?)
        .set_token_uri(TokenUrl::new(settings.token_url.clone()).map_err(unusable)?)
        .set_redirect_uri(RedirectUrl::new(back).map_err(unusable)?))
}

/// The provider as the list of sub-processors names it.
const fn processor(provider: ProviderName) -> Processor {
    match provider {
        ProviderName::Google => Processor::Google,
        ProviderName::Microsoft => Processor::Microsoft,
    }
}

/// Sends the one request to the token endpoint. The client follows no redirects: they could carry the code elsewhere.
async fn send(http: Http, request: HttpRequest) -> Result<HttpResponse> {
    let unreachable = |error: reqwest::Error| Error::Provider(error.without_url().to_string());
    let request = reqwest::Request::try_from(request).map_err(unreachable)?;
    let answer = http.execute(request).await.map_err(|error| Error::Provider(error.to_string()))?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = HttpResponse::new(answer.bytes().await.map_err(unreachable)?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
