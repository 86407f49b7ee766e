//! Signing in with Google and with Microsoft: OpenID Connect with authorization code and PKCE (RFC 6749, RFC 7636,
//! OpenID Connect Core 1.0).

mod claims;
mod flow;
mod pending;
mod provider_name;
mod refresh;

pub use flow::{Finished, Linking, Started, finish, start, start_connecting};
pub use pending::{SignUpTicket, connecting, open_ticket};
pub(super) use pending::{open as open_cookie, seal as seal_cookie};
pub use provider_name::ProviderName;
pub use refresh::{Fresh, refresh};
