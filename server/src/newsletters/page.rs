//! The page behind a lead's link.

use super::repository;
use crate::{
    Core, Result,
    links::{self, Purpose},
};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// Its title.
    pub subject: String,
    /// Its inside: safe HTML, made when the newsletter was sent.
    pub html: String,
}

/// The page of this token. Nothing is recorded: a GET changes nothing.
pub async fn page(core: &Core, token: &str) -> Result<Option<PublicPage>> {
    let Some(link) = links::resolve(core, token, Purpose::Newsletter).await? else { return Ok(None) };
    let Some(target) = link.target else { return Ok(None) };
    let found = repository::rendition(core.db.read(), core, link.account, link.lead, target).await?;
    Ok(found.map(|record| PublicPage { subject: record.subject, html: record.html }))
}
