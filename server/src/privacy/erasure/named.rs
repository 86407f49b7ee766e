//! Which lead the operator means.

use super::certificate;
use crate::{Core, Error, Result, Scope, consent, leads};
use realtoros_domain::{contact::EmailAddress, ids::LeadId};

/// The lead with this number, or the only one with this e-mail address.
pub async fn find_named(core: &Core, scope: &Scope, named: &str) -> Result<LeadId> {
    if let Ok(id) = named.parse::<LeadId>() {
        return Ok(id);
    }
    let address: EmailAddress =
        named.parse().map_err(|_| Error::invalid("name the lead by its e-mail address or its number"))?;
    let found = leads::find_by_email(core.db.read(), core, scope.account, address.as_str()).await?;
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Error::NotFound),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            let ids = ids.join(", ");
            Err(Error::invalid(format!("several leads have this address; name one by its number: {ids}")))
        }
    }
}

/// The lead that had this e-mail address and was erased: the address is remembered as a keyed hash (T4).
pub async fn find_erased(core: &Core, scope: &Scope, named: &str) -> Result<LeadId> {
    let address: EmailAddress = named.parse().map_err(|_| Error::NotFound)?;
    let found = consent::deletion_of_address(core.db.read(), core, scope.account, address.as_str()).await?;
    Ok(certificate(core, scope, found.ok_or(Error::NotFound)?).await?.lead)
}
