//! A forgotten password: a link to the member's address lets them choose a new one, for an hour and once.
//!
//! Whoever asks gets the same answer whether the address has an account or not (P-35).

use super::{
    ending::end_sessions,
    password,
    pending::{self, About},
    record::MemberRecord,
    repository::{member_by_email, open_member},
    sign_in::{scope_of, store_password},
    throttle::{self, Counted},
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
};
use realtoros_domain::contact::EmailAddress;
use sha2::{Digest, Sha256};

/// Writes to an address, to let its owner choose a new password.
pub async fn ask_new_password(core: &Core, email: &str, ip: &str) -> Result<()> {
    pending::refuse_closed(core)?;
    let email: EmailAddress = email
        .parse()
        .map_err(|_| Error::invalid("Enter an e-mail address such as you@brokerage.example."))?;
    throttle::count(core, &[Counted::Code(email.as_str()), Counted::CodeAddress(ip)]).await?;
    let member = member_by_email(core, &email).await?;
    let present = match &member {
        Some(row) => mark(&open_member(core, core.db.read(), row).await?),
        None => String::new(),
    };
    let tx = core.db.begin().await?;
    pending::store(&tx, core, email, About::NewPassword, member.is_some(), None, present).await?;
    Ok(tx.commit().await?)
}

/// Whether a link can still be followed.
pub async fn can_choose_password(core: &Core, token: &str) -> Result<bool> {
    Ok(pending::find(core, token, About::NewPassword).await?.is_some())
}

/// Sets the password that the member behind a link has chosen, and signs every browser out. Links that were asked for
/// before are over with it; programs and sign-ins elsewhere stay. A password that cannot be used leaves the link as it is.
pub async fn choose_password(core: &Core, token: &str, new: &str, ip: &str) -> Result<Scope> {
    throttle::count(core, &[Counted::Address(ip)]).await?;
    let (id, waiting) = pending::find(core, token, About::NewPassword).await?.ok_or(Error::NotFound)?;
    let row = member_by_email(core, &waiting.email).await?.ok_or(Error::NotFound)?;
    let record = open_member(core, core.db.read(), &row).await?;
    if mark(&record) != waiting.words {
        return Err(Error::NotFound);
    }
    if let Some(why) = password::problem(new, &[&record.name, record.email.as_str()]) {
        return Err(Error::invalid(why));
    }
    let (scope, hashed) = (scope_of(&row), password::hash_apart(new).await?);
    let tx = core.db.begin().await?;
    pending::take(&tx, id).await?;
    store_password(&tx, core, &row, record, hashed).await?;
    let ended = end_sessions(&tx, core, scope.account, None).await?;
    let entry = Entry::new("member.password_reset", Subject::one("member", row.id));
    audit::record(&tx, core, &scope, entry.with(format!("sessions={ended}"))).await?;
    let email = waiting.email.clone();
    pending::store(&tx, core, email, About::PasswordChanged, false, None, String::new()).await?;
    tx.commit().await?;
    throttle::forgive(core, waiting.email.as_str(), ip).await?;
    Ok(scope)
}

/// What tells one password from the next: the digest of its slow hash.
fn mark(record: &MemberRecord) -> String {
    hex::encode(Sha256::digest(record.password.as_deref().unwrap_or_default()))
}
