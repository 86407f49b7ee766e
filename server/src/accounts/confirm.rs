//! Proving again who one is, before what cannot be taken back or carries everything away (P-60, ASVS 7.5.3).

use super::{
    password,
    repository::{acting_member, open_member},
    throttle::{self, Counted},
};
use crate::{Core, Error, Result, Scope};
use realtoros_domain::contact::EmailAddress;

/// Passes when `typed` is the e-mail address of the member who acts: nobody ends an account by a slip (P-56).
pub async fn confirm_address(core: &Core, scope: &Scope, typed: &str) -> Result<()> {
    let row = acting_member(core.db.read(), scope).await?;
    let record = open_member(core, core.db.read(), &row).await?;
    if typed.parse::<EmailAddress>().is_ok_and(|typed| typed == record.email) {
        return Ok(());
    }
    Err(Error::Invalid("That is not the e-mail address of your account.".to_owned()))
}

/// Passes when `password` is that of the member who acts. Attempts are counted as when signing in.
pub async fn confirm(core: &Core, scope: &Scope, password: &str, ip: &str) -> Result<()> {
    let row = acting_member(core.db.read(), scope).await?;
    let record = open_member(core, core.db.read(), &row).await?;
    let Some(phc) = record.password else {
        let why = "Set a password in Settings first: this step asks for it, and you sign in without one.";
        return Err(Error::Refused(why.to_owned()));
    };
    throttle::count(core, &[Counted::Account(record.email.as_str()), Counted::Address(ip)]).await?;
    if !password::verify_apart(password, Some(phc)).await? {
        return Err(Error::Invalid("That is not your password.".to_owned()));
    }
    throttle::forgive(core, record.email.as_str(), ip).await
}
