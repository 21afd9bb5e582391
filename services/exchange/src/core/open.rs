//! The answer to Open (D25): what a node has beside what the coordinator holds.

use domain::ids::Digest;

/// Size and root of one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Epoch, from 1.
    pub epoch: u32,
    /// Entries.
    pub size: u64,
    /// Root at that size.
    pub root: Digest,
}

impl Extent {
    /// Of a node that has nothing.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { epoch: 0, size: 0, root: Digest([0; 32]) }
    }
}

/// What the coordinator knows when a node opens.
#[derive(Debug, Clone)]
pub struct Known {
    /// Newest epoch held of the node, with its size and root; `None` when nothing is held.
    pub held: Option<Extent>,
    /// Root that the coordinator's copy has at the size that the node says, when it is not larger than what is held.
    pub root_at_node_size: Option<Digest>,
    /// Greatest (epoch, size) for which the node shows a receipt of this coordinator.
    pub receipted: Option<(u32, u64)>,
}

/// The answers of D25.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Push from what is held.
    Continue,
    /// The node has less than it delivered.
    Rewound,
    /// Two histories under one key.
    Fork,
    /// The epoch is not known yet: push from its first entry.
    NewEpoch,
    /// A newer epoch exists: this node is an old copy.
    StaleNode,
    /// The coordinator lost data: push from what is held.
    IAmBehind,
}

/// Decides the answer for the node's newest epoch; `None` when it has nothing at all.
#[must_use]
pub fn answer(node: Option<Extent>, known: &Known) -> Answer {
    let behind = |held: Option<Extent>| match (known.receipted, held) {
        (Some(receipted), Some(held)) => receipted > (held.epoch, held.size),
        (Some(_), None) => true,
        (None, _) => false,
    };
    match (node, known.held) {
        (None, None) => Answer::Continue,
        (None, Some(_)) => Answer::Rewound,
        (Some(_), None) if behind(None) => Answer::IAmBehind,
        (Some(_), None) => Answer::NewEpoch,
        (Some(node), Some(held)) if node.epoch < held.epoch => Answer::StaleNode,
        (Some(node), Some(held)) if node.epoch > held.epoch => Answer::NewEpoch,
        (Some(node), Some(held)) => {
            if known.root_at_node_size.is_some_and(|root| root != node.root) {
                Answer::Fork
            } else if behind(Some(held)) {
                Answer::IAmBehind
            } else if node.size < held.size {
                Answer::Rewound
            } else {
                Answer::Continue
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Digest = Digest([1; 32]);
    const B: Digest = Digest([2; 32]);

    fn at(epoch: u32, size: u64, root: Digest) -> Extent {
        Extent { epoch, size, root }
    }

    type Case = (&'static str, Option<Extent>, Option<Extent>, Option<Digest>, Option<(u32, u64)>, Answer);

    fn cases() -> Vec<Case> {
        let (five, three_b) = (Some(at(1, 5, A)), Some(at(1, 3, B)));
        vec![
            ("nothing anywhere", None, None, None, None, Answer::Continue),
            ("first contact", five, None, None, None, Answer::NewEpoch),
            ("in step", five, five, Some(A), None, Answer::Continue),
            ("node ahead", Some(at(1, 9, B)), five, None, Some((1, 5)), Answer::Continue),
            ("node lost its tail", three_b, five, Some(B), None, Answer::Rewound),
            ("node lost everything", None, five, None, None, Answer::Rewound),
            ("other bytes", Some(at(1, 5, B)), five, Some(A), None, Answer::Fork),
            ("other bytes, shorter", three_b, five, Some(A), None, Answer::Fork),
            ("next epoch", Some(at(2, 1, B)), five, None, None, Answer::NewEpoch),
            ("old copy", Some(at(1, 9, B)), Some(at(2, 1, A)), None, None, Answer::StaleNode),
            ("coordinator lost", Some(at(1, 9, B)), five, None, Some((1, 9)), Answer::IAmBehind),
            ("coordinator empty", Some(at(1, 9, B)), None, None, Some((1, 9)), Answer::IAmBehind),
        ]
    }

    #[test]
    fn every_answer_of_d25() {
        for (name, node, held, root_at_node_size, receipted, expected) in cases() {
            let known = Known { held, root_at_node_size, receipted };
            assert_eq!(answer(node, &known), expected, "{name}");
        }
    }
}
