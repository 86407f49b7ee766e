//! A lead who has shown who they are.

use crate::{
    Core, Result,
    leads::Lead,
    links::{self, Link},
    privacy::{
        identity::{self, Asked, Destination, Proof, destinations},
        requests,
    },
};
use realtoros_domain::{ids::RequestId, rights::Kind};

/// A lead who holds a link and has entered a code from an address on file. There is no other way to make one.
#[derive(Clone, Debug)]
pub struct Proven {
    pub(super) link: Link,
    pub(super) lead: Lead,
    pub(super) proof: Proof,
}

impl Proven {
    /// The lead.
    pub const fn lead(&self) -> &Lead {
        &self.lead
    }

    /// The link.
    pub const fn link(&self) -> &Link {
        &self.link
    }
}

/// Who holds the link, if `browser` is the token that the right code left in the browser and it is still good.
pub async fn proven(core: &Core, token: &str, browser: Option<&str>) -> Result<Option<Proven>> {
    let (link, lead) = links::holder(core, token).await?;
    let proof = identity::proof(core, &link, browser).await?;
    Ok(proof.map(|proof| Proven { link, lead, proof }))
}

/// Where a code can go for the holder of this link; when `to` names one of them, it is sent.
pub async fn ask_code(core: &Core, token: &str, to: Option<usize>, ip: &str) -> Result<Vec<Destination>> {
    let (link, lead) = links::holder(core, token).await?;
    if let Some(to) = to {
        identity::ask(core, &link.scope(), lead.id, Asked::Link(link.id), to, ip).await?;
    }
    Ok(destinations(&lead.record))
}

/// Takes a code; the right one gives the token that the browser keeps for [`proven`].
pub async fn enter_code(core: &Core, token: &str, code: &str, ip: &str) -> Result<String> {
    let (link, lead) = links::holder(core, token).await?;
    identity::prove(core, &link.scope(), lead.id, Asked::Link(link.id), code, ip).await
}

/// Asks the realtor for something; `false` when the same waits already. The due date runs from now.
pub async fn ask(core: &Core, who: &Proven, kind: Kind, words: &str) -> Result<(RequestId, bool)> {
    requests::opened_by_lead(core, &who.link.scope(), who.lead.id, kind, words).await
}

/// Asks for erasure. Whether it was carried out at once, as happens while the account closes; else it waits for the realtor.
pub async fn ask_erasure(core: &Core, who: &Proven, words: &str) -> Result<bool> {
    let (id, _) = ask(core, who, Kind::Erasure, words).await?;
    requests::erase_while_closing(core, &who.link.scope(), id).await
}
