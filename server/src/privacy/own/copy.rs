//! A lead's copy of their data, made by the software (see [`crate::privacy::requests`]).

use super::Proven;
use crate::{
    Core, Error, Result,
    exports::{self, Export, Taken},
};

/// The copy that this person asked for last.
pub async fn copy(core: &Core, who: &Proven) -> Result<Option<Export>> {
    exports::newest_of_lead(core, &who.link.scope(), who.lead.id).await
}

/// Hands it over, once and within 24 hours (P-60). They have shown who they are: that is what [`Proven`] says.
pub async fn take_copy(core: &Core, who: &Proven) -> Result<Taken> {
    let copy = copy(core, who).await?.ok_or(Error::NotFound)?;
    exports::take(core, &who.link.scope(), copy.id).await
}
