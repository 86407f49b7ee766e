//! Settings of outside services. A provider without settings is off; in the dev profile mail and texts are
//! captured instead.

use super::{Profile, Vars, wrong};
use crate::Result;
use secrecy::SecretString;
use std::net::IpAddr;

/// Where outside services are, and how we sign in to them.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// Twilio's REST API.
    pub twilio_base_url: String,
    /// `smtp://user:password@host:port` or `smtps://…`.
    pub smtp_url: Option<SecretString>,
    /// A server that speaks the `OpenAI` API.
    pub openai: Option<OpenAiSettings>,
    /// Sign in with Google.
    pub google: Option<OAuthSettings>,
    /// Sign in with Microsoft.
    pub microsoft: Option<OAuthSettings>,
}

/// A server that speaks the `OpenAI` API.
#[derive(Clone, Debug)]
pub struct OpenAiSettings {
    /// Such as `https://host/v1`.
    pub base_url: String,
    /// The key; local servers need none.
    pub api_key: SecretString,
    /// The model's name.
    pub model: String,
}

/// An OpenID provider.
#[derive(Clone, Debug)]
pub struct OAuthSettings {
    /// Where people sign in.
    pub auth_url: String,
    /// Where codes become tokens.
    pub token_url: String,
    /// Where the issuer, its keys, calendars and mailboxes are.
    pub api_url: String,
    /// Our name there.
    pub client_id: String,
    /// Our secret there.
    pub client_secret: SecretString,
}

impl ProviderSettings {
    pub(super) fn read(vars: &Vars<'_>, profile: Profile) -> Result<Self> {
        let url = |name: &str| -> Result<Option<String>> {
            let Some(url) = vars.get(name) else { return Ok(None) };
            check_url(name, url, profile)?;
            Ok(Some(url.trim_end_matches('/').to_owned()))
        };
        let openai = match (url("OPENAI_BASE_URL")?, vars.get("OPENAI_API_KEY"), vars.owned("OPENAI_MODEL")) {
            (None, None, None) => None,
            (base_url, key, Some(model)) => Some(OpenAiSettings {
                base_url: base_url.unwrap_or_else(|| "https://api.openai.com/v1".to_owned()),
                api_key: key.unwrap_or_default().into(),
                model,
            }),
            _ => return Err(wrong("OPENAI_MODEL", "name the model that the assistant shall use")),
        };
        let smtp_url = vars.get("SMTP_URL");
        if let Some(smtp) = smtp_url {
            if !smtp.starts_with("smtp://") && !smtp.starts_with("smtps://") {
                return Err(wrong("SMTP_URL", "it must begin with smtps:// or smtp://"));
            }
            if profile == Profile::Production && smtp.contains("tls=none") {
                return Err(wrong("SMTP_URL", "production sends mail over TLS only"));
            }
        }
        Ok(Self {
            twilio_base_url: url("TWILIO_BASE_URL")?.unwrap_or_else(|| "https://api.twilio.com".to_owned()),
            smtp_url: smtp_url.map(Into::into),
            openai,
            google: oauth(vars, profile, "GOOGLE")?,
            microsoft: oauth(vars, profile, "MICROSOFT")?,
        })
    }
}

fn oauth(vars: &Vars<'_>, profile: Profile, provider: &str) -> Result<Option<OAuthSettings>> {
    let names =
        ["AUTH_URL", "TOKEN_URL", "API_URL", "CLIENT_ID", "CLIENT_SECRET"].map(|n| format!("{provider}_{n}"));
    let values = names.each_ref().map(|name| vars.get(name));
    if values.iter().all(Option::is_none) {
        return Ok(None);
    }
    for (name, value) in names.iter().zip(values) {
        let value = value.ok_or_else(|| wrong(name, "it is needed with the others of its provider"))?;
        if name.ends_with("_URL") {
            check_url(name, value, profile)?;
        }
    }
    let [auth_url, token_url, api_url, client_id, client_secret] =
        values.map(|value| value.unwrap_or_default().to_owned());
    Ok(Some(OAuthSettings { auth_url, token_url, api_url, client_id, client_secret: client_secret.into() }))
}

/// Production talks to providers over https only, and never to a private address.
fn check_url(name: &str, url: &str, profile: Profile) -> Result<()> {
    let parsed = reqwest::Url::parse(url).map_err(|_| wrong(name, &format!("\"{url}\" is no URL")))?;
    if profile == Profile::Dev {
        return Ok(());
    }
    if parsed.scheme() != "https" {
        return Err(wrong(name, "production talks to providers over https:// only"));
    }
    let host = parsed.host_str().unwrap_or_default();
    let private = host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| match ip {
            IpAddr::V4(ip) => {
                ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
            }
            IpAddr::V6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local(),
        });
    if private { Err(wrong(name, "production does not talk to private addresses")) } else { Ok(()) }
}
