//! A proof that a later history continues an earlier one, which anybody can check without the entries (RFC 6962, 2.1.2;
//! rules B4.4: "consistency proof on demand").

use super::{
    Head,
    check::valid,
    file,
    tree::{Leaves, hash_of},
};
use crate::{
    Core, Error, Result,
    audit::{
        merkle::{self, Nodes},
        signing::{self, PublicKey},
    },
};
use realtoros_domain::ids::AccountId;
use serde::{Deserialize, Serialize};

/// The format of the file.
const FORMAT: &str = "realtoros-consistency-proof/1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    /// The signed head of the shorter history, and that of the longer one.
    earlier: Head,
    later: Head,
    /// The nodes of the proof, in hexadecimal.
    proof: Vec<String>,
    /// Where the keys are that signed both.
    keys: String,
}

/// A proof, as a JSON file, that the history up to the entry `later` begins with that up to `earlier`. Both must be ends that
/// were signed with the root of their tree; without numbers they are the first and the last of those.
pub async fn prove(
    core: &Core,
    account: AccountId,
    earlier: Option<i64>,
    later: Option<i64>,
) -> Result<String> {
    let heads = provable(&file::read(core, account)?);
    let find = |seq: Option<i64>, otherwise: Option<&Head>| match seq {
        Some(seq) => heads
            .iter()
            .rfind(|head| head.seq == seq)
            .cloned()
            .ok_or_else(|| Error::invalid(format!("No end of the history was signed at entry {seq}."))),
        None => otherwise.cloned().ok_or_else(|| {
            Error::invalid(
                "No end of the history has been signed in this way yet. The next follows within an hour.",
            )
        }),
    };
    let (earlier, later) = (find(earlier, heads.first())?, find(later, heads.last())?);
    let (m, n) = (size(&earlier), size(&later));
    if m > n {
        return Err(Error::invalid("The earlier entry must come first."));
    }
    let mut nodes = Nodes::over(merkle::consistency(m, n));
    let mut leaves = Leaves::between(core, account, 0, later.seq);
    loop {
        let page = leaves.next().await?;
        if page.is_empty() {
            break;
        }
        for (_, leaf) in page {
            nodes.push(leaf);
        }
    }
    let proof = nodes.finish().unwrap_or_default().iter().map(hex::encode).collect();
    let keys = signing::keys_url(core);
    let file = File { format: FORMAT.to_owned(), earlier, later, proof, keys };
    if !holds(&file) {
        return Err(Error::Conflict(
            "There is no such proof: the history is not the one that was signed at these entries.".to_owned(),
        ));
    }
    Ok(serde_json::to_string_pretty(&file)?)
}

/// The ends between which there are proofs: those that still hold, and of which the tree was signed. What a restored backup
/// took with it is no longer part of the history.
fn provable(all: &[Head]) -> Vec<Head> {
    valid(all).into_iter().filter(|head| head.root.is_some()).cloned().collect()
}

/// Whether there are two ends between which something can be proven.
pub fn can_prove(all: &[Head]) -> bool {
    provable(all).len() > 1
}

/// What a proof proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Whose history.
    pub account: AccountId,
    /// The last entry of the shorter history.
    pub earlier: i64,
    /// The last entry of the longer one, which begins with it.
    pub later: i64,
}

/// Why a file proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// It does not have the shape of a proof.
    #[error("this file is no consistency proof of RealtorOS")]
    NoProof,
    /// None of the keys has signed both heads as they stand.
    #[error("a signature does not fit: a head was changed, or another key signed it")]
    DoesNotFit,
    /// The heads are signed, and the later history does not begin with the earlier one.
    #[error(
        "the later history does not continue the earlier one: entries were changed or taken away between"
    )]
    NotContinued,
}

/// Whether `file` proves that a history was only added to. Needs nothing but the keys.
pub fn verify_proof(file: &str, keys: &[PublicKey]) -> Result<Proven, Unproven> {
    let file: File = serde_json::from_str(file).map_err(|_| Unproven::NoProof)?;
    let (earlier, later) = (&file.earlier, &file.later);
    if file.format != FORMAT || earlier.account != later.account {
        return Err(Unproven::NoProof);
    }
    if !earlier.is_signed_by(keys) || !later.is_signed_by(keys) {
        return Err(Unproven::DoesNotFit);
    }
    if !holds(&file) {
        return Err(Unproven::NotContinued);
    }
    Ok(Proven { account: AccountId(earlier.account), earlier: earlier.seq, later: later.seq })
}

/// Whether the nodes lead from one root to the other.
fn holds(file: &File) -> bool {
    let root = |head: &Head| head.root.as_deref().and_then(hash_of);
    let nodes: Option<Vec<_>> = file.proof.iter().map(|node| hash_of(node)).collect();
    match (root(&file.earlier), root(&file.later), nodes) {
        (Some(old), Some(new), Some(nodes)) => {
            merkle::is_consistent(size(&file.earlier), &old, size(&file.later), &new, &nodes)
        }
        _ => false,
    }
}

/// How many leaves the tree of a head has.
fn size(head: &Head) -> u64 {
    u64::try_from(head.seq).unwrap_or_default()
}
