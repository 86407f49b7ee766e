//! The Merkle tree of RFC 6962, 2.1 (the same as RFC 9162, 2.1): its root, and short proofs that an entry is in it and that a
//! longer tree begins with a shorter one (P-66, rules B4.4).
//!
//! Pure. Leaves come one after another, each is looked at once, and what is kept of them grows with the logarithm of their
//! number, so that a history of any length is read as a stream.

use sha2::{Digest, Sha256};
use std::ops::Range;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// `SHA-256(0x00 ‖ leaf)`.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(leaf).finalize().into()
}

/// `SHA-256(0x01 ‖ left ‖ right)`.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A tree that grows on the right: of all leaves so far the roots of the full trees, largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growing {
    size: u64,
    full: Vec<Hash>,
}

impl Growing {
    /// The tree of this size with these full trees; `None` when there cannot be as many.
    pub fn of(size: u64, full: Vec<Hash>) -> Option<Self> {
        (usize::try_from(size.count_ones()) == Ok(full.len())).then_some(Self { size, full })
    }

    /// How many leaves there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full trees, largest first.
    pub fn full(&self) -> &[Hash] {
        &self.full
    }

    /// Adds a leaf by its [`leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.full.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.full.push(node);
        self.size += 1;
    }

    /// The root. That of no leaves is the hash of nothing.
    pub fn root(&self) -> Hash {
        let joined = self.full.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or_else(|| Sha256::digest([]).into())
    }
}

/// The largest power of two below `n`, for `n` from 2.
const fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The leaves under each node of the proof that a tree of `n` leaves begins with the tree of its first `m` (RFC 6962, 2.1.2),
/// in the order of the proof. Nothing needs proof when one of them is empty or both are the same.
pub fn consistency(m: u64, n: u64) -> Vec<Range<u64>> {
    let (mut m, mut tree, mut is_known, mut proof) = (m, 0..n, true, Vec::new());
    if m == 0 || m >= n {
        return proof;
    }
    while m < tree.end - tree.start {
        let middle = tree.start + split(tree.end - tree.start);
        if m <= middle - tree.start {
            proof.push(middle..tree.end);
            tree.end = middle;
        } else {
            proof.push(tree.start..middle);
            m -= middle - tree.start;
            tree.start = middle;
            is_known = false;
        }
    }
    if !is_known {
        proof.push(tree);
    }
    proof.reverse();
    proof
}

/// The leaves under each node of the proof that a tree of `n` leaves has its leaf `at`, from 0, where it has it (RFC 6962,
/// 2.1.1), in the order of the proof.
pub fn inclusion(at: u64, n: u64) -> Vec<Range<u64>> {
    let (mut tree, mut proof) = (0..n, Vec::new());
    while at < n && tree.end - tree.start > 1 {
        let middle = tree.start + split(tree.end - tree.start);
        if at < middle {
            proof.push(middle..tree.end);
            tree.end = middle;
        } else {
            proof.push(tree.start..middle);
            tree.start = middle;
        }
    }
    proof.reverse();
    proof
}

/// Finds the nodes of a proof in a stream of leaves.
#[derive(Debug)]
pub struct Nodes {
    next: u64,
    wanted: Vec<(Range<u64>, Growing)>,
}

impl Nodes {
    /// Over these leaves, which do not overlap: see [`consistency`] and [`inclusion`].
    pub fn over(ranges: Vec<Range<u64>>) -> Self {
        Self { next: 0, wanted: ranges.into_iter().map(|range| (range, Growing::default())).collect() }
    }

    /// Takes the next leaf, by its [`leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let at = self.next;
        if let Some((_, tree)) = self.wanted.iter_mut().find(|(range, _)| range.contains(&at)) {
            tree.push(leaf);
        }
        self.next += 1;
    }

    /// The nodes in the order of the ranges; `None` when there were too few leaves.
    pub fn finish(self) -> Option<Vec<Hash>> {
        let whole = |(range, tree): (Range<u64>, Growing)| {
            (tree.size() == range.end - range.start).then(|| tree.root())
        };
        self.wanted.into_iter().map(whole).collect()
    }
}

/// Whether `proof` shows that the tree of `n` leaves with the root `later` begins with that of `m` leaves with the root
/// `earlier` (RFC 9162, 2.1.4.2).
pub fn is_consistent(m: u64, earlier: &Hash, n: u64, later: &Hash, proof: &[Hash]) -> bool {
    if m == 0 || m >= n {
        let nothing: Hash = Sha256::digest([]).into();
        return proof.is_empty()
            && ((m == n && earlier == later) || (m == 0 && n > 0 && *earlier == nothing));
    }
    let mut proof = proof.iter();
    let first = if m.is_power_of_two() { Some(earlier) } else { proof.next() };
    let Some(first) = first else { return false };
    let (mut old, mut new) = (m - 1, n - 1);
    while old & 1 == 1 {
        (old, new) = (old >> 1, new >> 1);
    }
    let (mut left, mut right) = (*first, *first);
    for node in proof {
        if new == 0 {
            return false;
        }
        if old & 1 == 1 || old == new {
            (left, right) = (node_hash(node, &left), node_hash(node, &right));
            while old & 1 == 0 && old != 0 {
                (old, new) = (old >> 1, new >> 1);
            }
        } else {
            right = node_hash(&right, node);
        }
        (old, new) = (old >> 1, new >> 1);
    }
    new == 0 && left == *earlier && right == *later
}

/// Whether `proof` shows that the leaf with this [`leaf_hash`] is the leaf `at`, from 0, of the tree of `n` leaves with this
/// root (RFC 9162, 2.1.3.2).
pub fn is_included(leaf: &Hash, at: u64, n: u64, root: &Hash, proof: &[Hash]) -> bool {
    if at >= n {
        return false;
    }
    let (mut number, mut last, mut node) = (at, n - 1, *leaf);
    for other in proof {
        if last == 0 {
            return false;
        }
        if number & 1 == 1 || number == last {
            node = node_hash(other, &node);
            while number & 1 == 0 && number != 0 {
                (number, last) = (number >> 1, last >> 1);
            }
        } else {
            node = node_hash(&node, other);
        }
        (number, last) = (number >> 1, last >> 1);
    }
    last == 0 && node == *root
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves by which logs of Certificate Transparency test themselves, and the roots of the first of them.
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn tree(leaves: &[Hash]) -> Growing {
        let mut tree = Growing::default();
        for leaf in leaves {
            tree.push(*leaf);
        }
        tree
    }

    fn nodes(leaves: &[Hash], ranges: Vec<Range<u64>>) -> Vec<Hash> {
        let mut nodes = Nodes::over(ranges);
        for leaf in leaves {
            nodes.push(*leaf);
        }
        nodes.finish().unwrap()
    }

    fn many(n: u32) -> Vec<Hash> {
        (0..n).map(|n| leaf_hash(&n.to_be_bytes())).collect()
    }

    fn size(leaves: &[Hash]) -> u64 {
        u64::try_from(leaves.len()).unwrap()
    }

    #[test]
    fn p66_roots_are_those_of_certificate_transparency() {
        let leaves: Vec<Hash> = LEAVES.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect();
        for (n, root) in ROOTS.iter().enumerate() {
            let tree = tree(&leaves[..n]);
            assert_eq!(hex::encode(tree.root()), *root, "{n} leaves");
            assert_eq!(Growing::of(tree.size(), tree.full().to_vec()), Some(tree));
        }
        assert_eq!(Growing::of(3, vec![leaves[0]]), None);
    }

    #[test]
    fn p66_proofs_are_those_of_the_examples_in_rfc_6962() {
        // RFC 6962, 2.1.3: the tree of seven leaves, and its leaves under a, b, c, d, e, f, g, h, i, j, k, l.
        assert_eq!(inclusion(0, 7), [1..2, 2..4, 4..7], "[b, h, l]");
        assert_eq!(inclusion(3, 7), [2..3, 0..2, 4..7], "[c, g, l]");
        assert_eq!(inclusion(4, 7), [5..6, 6..7, 0..4], "[f, j, k]");
        assert_eq!(inclusion(6, 7), [4..6, 0..4], "[i, k]");
        assert_eq!(consistency(3, 7), [2..3, 3..4, 0..2, 4..7], "[c, d, g, l]");
        assert_eq!(consistency(4, 7), std::iter::once(4..7).collect::<Vec<_>>(), "[l]");
        assert_eq!(consistency(6, 7), [4..6, 6..7, 0..4], "[i, j, k]");
    }

    #[test]
    fn p66_every_longer_tree_begins_with_every_shorter_one_and_no_edited_tree_does() {
        let leaves = many(40);
        for later in (0..=leaves.len()).map(|n| &leaves[..n]) {
            for earlier in (0..=later.len()).map(|m| &leaves[..m]) {
                let (m, n) = (size(earlier), size(later));
                let (old, new) = (tree(earlier).root(), tree(later).root());
                let proof = nodes(later, consistency(m, n));
                assert!(is_consistent(m, &old, n, &new, &proof), "{m} of {n}");
                assert!(m == 0 || m == n || !is_consistent(m, &new, n, &old, &proof), "{m} of {n}");
                let more = [proof, vec![new]].concat();
                assert!(!is_consistent(m, &old, n, &new, &more), "{m} of {n}: one node more");
                for edited in 0..earlier.len() {
                    let mut other = later.to_vec();
                    other[edited] = leaf_hash(b"edited");
                    let (new, proof) = (tree(&other).root(), nodes(&other, consistency(m, n)));
                    assert!(!is_consistent(m, &old, n, &new, &proof), "{m} of {n}, {edited} edited");
                }
            }
        }
        assert!(!is_consistent(3, &leaves[0], 2, &leaves[1], &[]), "a history does not get shorter");
    }

    #[test]
    fn p66_every_leaf_is_proven_at_its_place_and_nowhere_else() {
        let leaves = many(33);
        for all in (1..=leaves.len()).map(|n| &leaves[..n]) {
            let (n, root) = (size(all), tree(all).root());
            for (at, leaf) in (0..n).zip(all) {
                let proof = nodes(all, inclusion(at, n));
                assert!(is_included(leaf, at, n, &root, &proof), "{at} of {n}");
                assert!(!is_included(&leaf_hash(b"edited"), at, n, &root, &proof), "{at} of {n}");
                assert!(n == 1 || !is_included(leaf, (at + 1) % n, n, &root, &proof), "{at} of {n}");
            }
        }
        assert!(!is_included(&leaves[0], 1, 1, &leaves[0], &[]));
    }
}
