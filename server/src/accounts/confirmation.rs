//! Signing up. An account opens only after its address was confirmed; whoever signs up with an address gets the same
//! answer whether it has an account or not (P-35).
//!
//! The link alone opens nothing. Somebody could sign up with an address that is not theirs and wait for its owner to
//! follow the link; so the one who follows it proves to be the one who signed up, by the password or the identity.

use super::{
    Credential, Identity, SignUp,
    application::{Application, is_taken, open},
    password,
    pending::{self, About},
    throttle::{self, Counted},
};
use crate::{Core, Error, Result, Scope};
use uuid::Uuid;

/// How somebody who follows the link proves to be the one who signed up.
#[derive(Clone, Debug, Default)]
pub struct SignUpProof {
    /// The password that was chosen.
    pub password: String,
    /// The identity that this browser has brought from a provider.
    pub identity: Option<Identity>,
    /// The network address that the request came from.
    pub ip: String,
}

/// What came of signing up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The account is open: a provider has verified the address already.
    Opened(Scope),
    /// A mail is on its way to the address.
    Confirm,
}

/// Signs up: keeps what the form says and writes to the address.
pub async fn ask(core: &Core, form: SignUp) -> Result<Asked> {
    throttle::count(core, &[Counted::Address(&form.ip)]).await?;
    let application = Application::of(core, &form).await?;
    if let Credential::Vouched(_) = form.credential {
        return Ok(Asked::Opened(open(core, &application, None).await?));
    }
    pending::refuse_closed(core)?;
    let tx = core.db.begin().await?;
    let free = !is_taken(&tx, core, &application.email).await?;
    let email = application.email.clone();
    let waits = free.then_some(application);
    pending::store(&tx, core, email, About::SignUp, free, waits, String::new()).await?;
    tx.commit().await?;
    Ok(Asked::Confirm)
}

/// Whether a link can still be followed.
pub async fn can_confirm(core: &Core, token: &str) -> Result<bool> {
    Ok(find(core, token).await?.is_some())
}

/// Opens the account behind a link, once.
pub async fn confirm_sign_up(core: &Core, token: &str, proof: &SignUpProof) -> Result<Scope> {
    let (id, application) = find(core, token).await?.ok_or(Error::NotFound)?;
    // The network address was counted when the form was sent; it is forgiven below.
    throttle::count(core, &[Counted::Account(application.email.as_str())]).await?;
    match (&application.password, &application.identity) {
        (Some(phc), _) => {
            if !password::verify_apart(&proof.password, Some(phc.clone())).await? {
                return Err(Error::invalid("That is not the password that you chose when you signed up."));
            }
        }
        (None, identity) => {
            if identity.is_none() || *identity != proof.identity {
                return Err(Error::invalid(
                    "Open the link in the browser in which you signed up, or sign up again.",
                ));
            }
        }
    }
    let scope = open(core, &application, Some(id)).await?;
    throttle::forgive(core, application.email.as_str(), &proof.ip).await?;
    Ok(scope)
}

async fn find(core: &Core, token: &str) -> Result<Option<(Uuid, Application)>> {
    let found = pending::find(core, token, About::SignUp).await?;
    Ok(found.and_then(|(id, record)| record.application.map(|application| (id, application))))
}
