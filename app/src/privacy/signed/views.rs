//! From the signed heads to what the page shows.

use super::view::{HeadView, SignedView};
use crate::format::dated;
use realtoros_server::{
    Core, Result, Scope,
    audit::{heads, signing},
    outbound::AccountFacts,
};

/// How many heads are shown.
const SHOWN: usize = 24;
/// How much of a hash is shown.
const DIGITS: usize = 16;

/// Everything on the page.
pub async fn signed(core: &Core, scope: &Scope) -> Result<SignedView> {
    let kept = heads::read(core, scope.account)?;
    let fault = heads::check(core, scope.account, &kept).await?.err();
    let keys = signing::public_keys(core.db.read(), core).await?;
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    Ok(SignedView {
        total: kept.len(),
        can_prove: heads::can_prove(&kept),
        heads: kept
            .iter()
            .rev()
            .take(SHOWN)
            .map(|head| HeadView {
                seq: head.seq,
                hash: head.hash.chars().take(DIGITS).collect(),
                at: head.at,
                when: dated(head.at, zone),
            })
            .collect(),
        fault: fault.map(|fault| format!("Entry {}: {}.", fault.seq, fault.what)),
        keys: keys.iter().map(signing::PublicKey::id).collect(),
    })
}
