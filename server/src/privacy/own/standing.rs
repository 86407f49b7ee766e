//! What a lead's page says beside their choices: whether data is only stored, and how their requests stand.

use crate::{
    Core, Result, links,
    privacy::requests::{self, Request},
};
use chrono::NaiveDate;
use realtoros_domain::rights::{Kind, State};

/// How a lead stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the data is stored and not used.
    pub restricted: bool,
    /// What they asked, newest first.
    pub requests: Vec<Asked>,
}

/// A request as the person who made it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What was asked.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The day on which it came in.
    pub received_on: NaiveDate,
    /// The last day for an answer.
    pub due_on: NaiveDate,
}

/// How the holder of this link stands. It says nothing by which they could be known.
pub async fn standing(core: &Core, token: &str) -> Result<Standing> {
    let (link, lead) = links::holder(core, token).await?;
    let requests = requests::of_lead(core, &link.scope(), lead.id).await?;
    let asked = |Request { kind, state, received_on, due_on, .. }| Asked { kind, state, received_on, due_on };
    Ok(Standing { restricted: lead.restricted, requests: requests.into_iter().map(asked).collect() })
}
