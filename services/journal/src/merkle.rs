//! RFC 6962 trees as compact ranges: the hashes of the perfect subtrees that cover the leaves so far.
//!
//! A frontier is all that is needed to append and to know the root, so a node keeps one per journal in its counter row and a receiver can
//! verify a segment, omitted runs included, without holding a tree (D16).

use domain::ids::Digest;
use sha2::{Digest as _, Sha256};

/// SHA-256 of nothing: the root of an empty tree.
#[must_use]
pub fn empty_root() -> Digest {
    Digest(Sha256::digest([]).into())
}

/// Hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node_hash(left: Digest, right: Digest) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update([1]);
    hasher.update(left.0);
    hasher.update(right.0);
    Digest(hasher.finalize().into())
}

/// Why hashes could not be appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MerkleError {
    /// A perfect subtree must begin at a multiple of its own size.
    #[error("a subtree of level {level} cannot begin at leaf {size}")]
    Unaligned {
        /// Level of the subtree (it covers 2^level leaves).
        level: u32,
        /// Leaves so far.
        size: u64,
    },
    /// The bytes of a stored frontier do not fit its size.
    #[error("a frontier of {size} leaves does not have {bytes} bytes")]
    BadFrontier {
        /// Leaves.
        size: u64,
        /// Bytes found.
        bytes: usize,
    },
    /// The hashes given do not cover the run exactly.
    #[error("{given} hashes given for a run that needs {needed}")]
    BadRun {
        /// Hashes given.
        given: usize,
        /// Hashes needed.
        needed: usize,
    },
}

/// The compact range of the first `size` leaves of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Largest subtree first, one per set bit of `size`.
    hashes: Vec<Digest>,
}

impl Frontier {
    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The RFC 6962 root.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut hashes = self.hashes.iter().rev();
        let Some(first) = hashes.next() else {
            return empty_root();
        };
        hashes.fold(*first, |right, left| node_hash(*left, right))
    }

    /// Appends one leaf hash.
    pub fn append(&mut self, leaf: Digest) {
        self.push(0, leaf);
    }

    /// Appends the hash of a perfect subtree of 2^level leaves.
    ///
    /// # Errors
    /// [`MerkleError::Unaligned`] when the subtree cannot begin here.
    pub fn append_subtree(&mut self, level: u32, hash: Digest) -> Result<(), MerkleError> {
        let width = 1_u64.checked_shl(level).unwrap_or(0);
        if width == 0 || !self.size.is_multiple_of(width) {
            return Err(MerkleError::Unaligned { level, size: self.size });
        }
        self.push(level, hash);
        Ok(())
    }

    /// Appends an omitted run of `count` leaves by the hashes of its covering subtrees.
    ///
    /// # Errors
    /// [`MerkleError::BadRun`] when the number of hashes is not that of the run's cover.
    pub fn append_run(&mut self, count: u64, hashes: &[Digest]) -> Result<(), MerkleError> {
        let levels = cover(self.size, count);
        if levels.len() != hashes.len() {
            return Err(MerkleError::BadRun { given: hashes.len(), needed: levels.len() });
        }
        levels.iter().zip(hashes).try_for_each(|(level, hash)| self.append_subtree(*level, *hash))
    }

    fn push(&mut self, level: u32, hash: Digest) {
        let (mut level_now, mut hash_now) = (level, hash);
        while (self.size >> level_now) & 1 == 1 {
            let Some(left) = self.hashes.pop() else { break };
            hash_now = node_hash(left, hash_now);
            level_now += 1;
        }
        self.hashes.push(hash_now);
        self.size += 1 << level;
    }

    /// The hashes, largest subtree first, 32 bytes each.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.0).collect()
    }

    /// The frontier stored by [`to_bytes`](Self::to_bytes).
    ///
    /// # Errors
    /// [`MerkleError::BadFrontier`] when the bytes do not fit the size.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, MerkleError> {
        let (chunks, rest) = bytes.as_chunks::<32>();
        let expected = usize::try_from(size.count_ones()).unwrap_or(usize::MAX);
        if !rest.is_empty() || chunks.len() != expected {
            return Err(MerkleError::BadFrontier { size, bytes: bytes.len() });
        }
        Ok(Self { size, hashes: chunks.iter().map(|chunk| Digest(*chunk)).collect() })
    }
}

/// Levels of the maximal aligned perfect subtrees that cover exactly `count` leaves from leaf index `first`, left to right.
#[must_use]
pub fn cover(first: u64, count: u64) -> Vec<u32> {
    let (mut at, mut left, mut levels) = (first, count, Vec::new());
    while left > 0 {
        let aligned = if at == 0 { 63 } else { at.trailing_zeros() };
        let level = aligned.min(left.ilog2());
        levels.push(level);
        at += 1 << level;
        left -= 1 << level;
    }
    levels
}

/// Hashes of the covering subtrees of a run, from its leaves.
#[must_use]
pub fn run_hashes(first: u64, leaves: &[Digest]) -> Vec<Digest> {
    let mut rest = leaves;
    cover(first, leaves.len().try_into().unwrap_or(u64::MAX))
        .into_iter()
        .map(|level| {
            let (run, after) = rest.split_at_checked(1 << level).unwrap_or((rest, &[]));
            rest = after;
            tree_root(run)
        })
        .collect()
}

/// RFC 6962 root of a list of leaves.
#[must_use]
pub fn tree_root(leaves: &[Digest]) -> Digest {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.append(*leaf));
    frontier.root()
}

/// RFC 6962 inclusion proof (audit path) of leaf `index` in the tree of `leaves`; empty for an index outside.
#[must_use]
pub fn inclusion_proof(leaves: &[Digest], index: usize) -> Vec<Digest> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let split = 1_usize << (leaves.len() - 1).ilog2();
    let (left, right) = leaves.split_at(split);
    let (mut path, sibling) = if index < split {
        (inclusion_proof(left, index), tree_root(right))
    } else {
        (inclusion_proof(right, index - split), tree_root(left))
    };
    path.push(sibling);
    path
}

/// Root that an inclusion proof leads to (RFC 9162 2.1.3.2); `None` when the proof has the wrong length.
#[must_use]
pub fn root_of_proof(leaf: Digest, index: u64, size: u64, path: &[Digest]) -> Option<Digest> {
    if index >= size {
        return None;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf);
    for sibling in path {
        if last == 0 {
            return None;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(*sibling, hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, *sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|i| Digest(Sha256::digest(i.to_be_bytes()).into())).collect()
    }

    /// The recursive definition of RFC 6962 2.1, written apart from the frontier.
    fn definition(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => empty_root(),
            [one] => *one,
            many => {
                let split = 1_usize << (many.len() - 1).ilog2();
                node_hash(definition(&many[..split]), definition(&many[split..]))
            }
        }
    }

    #[test]
    fn the_frontier_gives_the_root_of_the_definition() {
        for count in 0..130 {
            let all = leaves(count);
            assert_eq!(tree_root(&all), definition(&all), "{count} leaves");
        }
    }

    #[test]
    fn a_stored_frontier_comes_back_or_is_refused() {
        let mut frontier = Frontier::default();
        leaves(11).into_iter().for_each(|leaf| frontier.append(leaf));
        assert_eq!(Frontier::from_bytes(11, &frontier.to_bytes()), Ok(frontier.clone()));
        assert!(Frontier::from_bytes(12, &frontier.to_bytes()).is_err());
        assert!(Frontier::from_bytes(11, &frontier.to_bytes()[1..]).is_err());
        assert!(frontier.append_subtree(2, empty_root()).is_err());
        assert!(frontier.append_run(3, &leaves(1)).is_err());
    }

    #[test]
    fn inclusion_proofs_lead_to_the_root_and_nothing_else_does() {
        for count in 1..40 {
            let all = leaves(count);
            let root = tree_root(&all);
            for (index, leaf) in all.iter().enumerate() {
                let path = inclusion_proof(&all, index);
                let (at, size) = (index as u64, count as u64);
                assert_eq!(root_of_proof(*leaf, at, size, &path), Some(root));
                assert_ne!(root_of_proof(empty_root(), at, size, &path), Some(root));
                assert_eq!(root_of_proof(*leaf, size, size, &path), None);
            }
        }
    }

    proptest! {
        #[test]
        fn omitting_any_runs_keeps_the_root(count in 1_usize..90, cuts in proptest::collection::vec((0_usize..90, any::<bool>()), 0..8)) {
            let all = leaves(count);
            let mut ends: Vec<(usize, bool)> = cuts.into_iter().filter(|(at, _)| *at < count).collect();
            ends.sort_unstable();
            ends.push((count, true));
            let (mut frontier, mut at) = (Frontier::default(), 0);
            for (end, omit) in ends {
                if omit {
                    let hashes = run_hashes(at as u64, &all[at..end]);
                    frontier.append_run((end - at) as u64, &hashes).unwrap();
                } else {
                    all[at..end].iter().for_each(|leaf| frontier.append(*leaf));
                }
                at = end;
            }
            prop_assert_eq!(frontier.root(), definition(&all));
            prop_assert_eq!(frontier.size(), count as u64);
        }
    }
}
