//! Signing in with Google and with Microsoft: OpenID Connect with authorization code and PKCE (RFC 6749, RFC 7636,
//! OpenID Connect Core 1.0).

mod claims;
mod flow;
mod pending;
mod provider_name;

pub use flow::{Finished, Started, finish, start};
pub use pending::{SignUpTicket, open_ticket};
pub use provider_name::ProviderName;
