//! Signing in with Google and with Microsoft: OpenID Connect with authorization code and PKCE.

mod provider_name;

pub use provider_name::ProviderName;
