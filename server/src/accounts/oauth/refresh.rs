//! New access tokens from a refresh token (RFC 6749, section 6).

use super::{
    ProviderName,
    flow::{client, send},
};
use crate::{Core, Error, Result, providers::Http};
use oauth2::{RefreshToken, RequestTokenError, TokenResponse, basic::BasicErrorResponseType};
use secrecy::SecretString;

/// What a refresh token was good for.
pub struct Fresh {
    /// The access token.
    pub access: SecretString,
    /// The refresh token that takes the place of the old one, where the provider changes it.
    pub refresh: Option<String>,
}

/// Asks for an access token. `None` when the provider says that the access is over: its owner ended it, or it ran out.
///
/// # Errors
///
/// [`Error::Provider`] when there was no answer or another one; that may pass. [`Error::Throttled`] when the provider asks
/// for a pause.
pub async fn refresh(core: &Core, provider: ProviderName, token: &str) -> Result<Option<Fresh>> {
    let http = Http::of(&core.settings, provider.processor())?;
    let token = RefreshToken::new(token.to_owned());
    let outcome = client(core, provider)?
        .exchange_refresh_token(&token)
        .request_async(&|request| send(http.clone(), request))
        .await;
    match outcome {
        Ok(answer) => Ok(Some(Fresh {
            access: answer.access_token().secret().clone().into(),
            refresh: answer.refresh_token().map(|token| token.secret().clone()),
        })),
        Err(RequestTokenError::ServerResponse(refusal)) if is_over(refusal.error()) => Ok(None),
        Err(RequestTokenError::ServerResponse(refusal)) => {
            Err(Error::Provider(format!("{} refresh: {}", provider.label(), refusal.error())))
        }
        Err(RequestTokenError::Request(pause @ Error::Throttled(_))) => Err(pause),
        // What could not be read may hold a token.
        Err(RequestTokenError::Parse(..)) => {
            Err(Error::Provider(format!("{} refresh: the answer cannot be read", provider.label())))
        }
        Err(error) => Err(Error::Provider(format!("{} refresh: {error}", provider.label()))),
    }
}

/// Whether asking again helps nobody. Microsoft says `interaction_required` or `consent_required` where its owner has to act.
fn is_over(error: &BasicErrorResponseType) -> bool {
    match error {
        BasicErrorResponseType::InvalidGrant => true,
        BasicErrorResponseType::Extension(word) => {
            matches!(word.as_str(), "interaction_required" | "consent_required")
        }
        _ => false,
    }
}
