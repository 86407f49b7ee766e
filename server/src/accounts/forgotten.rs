//! A forgotten password: a link to the member's address lets them choose a new one, for an hour and once. It stands for the
//! password, and for nothing more: whoever has a second step takes it as always (ASVS 6.4.3).
//!
//! Whoever asks gets the same answer whether the address has an account or not (P-35).

use super::{
    ending::end_sessions,
    password,
    pending::{self, About},
    record::MemberRecord,
    repository::{member_by_email, open_member},
    second_factor::{How, SignedIn, after_first, forget_passkeys},
    sign_in::{locked, scope_of, store_password},
    throttle::{self, Counted},
    token::revoke_all,
};
use crate::{
    Core, Error, Result,
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

/// Sets the password that the member behind a link has chosen, signs every browser out, deletes the member's passkeys and
/// revokes their API tokens: whoever knew the old one may have made some. Links that were asked for before are over with it;
/// sign-ins elsewhere stay. A password that cannot be used leaves the link as it is.
pub async fn choose_password(core: &Core, token: &str, new: &str, ip: &str) -> Result<SignedIn> {
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
    let (row, record) = locked(&tx, core, &row, &record).await?.ok_or(Error::NotFound)?;
    pending::take(&tx, id).await?;
    let record = store_password(&tx, core, &row, record, hashed).await?;
    let ended = end_sessions(&tx, core, scope.account, None).await?;
    let revoked = revoke_all(&tx, core, &scope, row.id).await?;
    let passkeys = forget_passkeys(&tx, &row).await?;
    let entry = Entry::new("member.password_reset", Subject::one("member", row.id));
    let detail = format!("sessions={ended} tokens={revoked} passkeys={passkeys}");
    audit::record(&tx, core, &scope, entry.with(detail)).await?;
    let email = waiting.email.clone();
    pending::store(&tx, core, email, About::PasswordChanged, false, None, String::new()).await?;
    let signed_in = after_first(&tx, core, &row, &record, How::Link).await?;
    tx.commit().await?;
    throttle::forgive(core, waiting.email.as_str(), ip).await?;
    Ok(signed_in)
}

/// What tells one password from the next: the digest of its slow hash.
pub(super) fn mark(record: &MemberRecord) -> String {
    hex::encode(Sha256::digest(record.password.as_deref().unwrap_or_default()))
}
