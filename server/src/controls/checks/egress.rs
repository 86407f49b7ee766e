//! What the clients are really allowed, against the list of sub-processors (P-24, P-38).

use crate::{
    Core, Result,
    controls::Outcome,
    privacy::{Processor, Status, sub_processors},
    providers::Http,
};
use std::{
    collections::BTreeSet,
    future::{Ready, ready},
};

/// A host that nobody has (RFC 6761 section 6.4).
const STRANGER: &str = "https://stranger.invalid/";

/// Fails with the hosts that a client may talk to and that are not on the list, and when a client would talk to a stranger.
pub fn check(core: &Core) -> Ready<Result<Outcome>> {
    ready(compare(core))
}

fn compare(core: &Core) -> Result<Outcome> {
    let listed = sub_processors(&core.settings, None);
    let mut strangers = BTreeSet::new();
    for processor in Processor::ALL {
        let on_list: BTreeSet<&str> = listed
            .iter()
            .filter(|state| state.who.processor == processor && state.status != Status::NotInUse)
            .flat_map(|state| state.who.hosts.iter().copied().chain(state.hosts.iter().map(String::as_str)))
            .collect();
        // The client as the product makes it; those of mail and of the model are bound to the same kind of list.
        let client = Http::of(&core.settings, processor)?;
        let allowed = client.egress().hosts();
        strangers.extend(allowed.iter().filter(|host| !on_list.contains(host.as_str())).cloned());
        if client.get(STRANGER).is_ok() {
            return Ok(Outcome::fail("A client would talk to a host that is on no list."));
        }
    }
    Ok(if strangers.is_empty() {
        Outcome::Pass
    } else {
        let strangers: Vec<String> = strangers.into_iter().collect();
        Outcome::fail(format!("Not on the list of sub-processors: {}.", strangers.join(", ")))
    })
}
