//! The second step of signing in, and passkeys (P-09): plain pages and forms. Only a passkey needs a script, because only a
//! script can ask a browser for one; its pages load that one file.

mod ceremony;
mod passkey_sign_in;
mod passkeys;
mod second_step;
mod two_step;

pub use passkey_sign_in::UsePasskey;
pub use second_step::go_on;

use axum::Router;

/// `/sign-in/second`, `/sign-in/passkey`, `/app/two-step` and `/app/passkeys`.
pub fn routes() -> Router {
    second_step::routes().merge(passkey_sign_in::routes()).merge(two_step::routes()).merge(passkeys::routes())
}
