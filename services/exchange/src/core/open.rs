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

/// One epoch as the coordinator holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldEpoch {
    /// What is held.
    pub extent: Extent,
    /// Root of the coordinator's copy at the size that the node says, when that is not larger than what is held.
    pub root_at_node_size: Option<Digest>,
}

/// What the coordinator knows when a node opens.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Every epoch held of the node, ascending.
    pub held: Vec<HeldEpoch>,
    /// (epoch, size) for which the node shows a receipt of this coordinator.
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

impl Known {
    fn of(&self, epoch: u32) -> Option<&HeldEpoch> {
        self.held.iter().find(|held| held.extent.epoch == epoch)
    }

    /// The first epoch in which both have a position with other bytes.
    #[must_use]
    pub fn contradicted(&self, node: &[Extent]) -> Option<u32> {
        let differs = |node: &&Extent| {
            let root = self.of(node.epoch).and_then(|held| held.root_at_node_size);
            root.is_some_and(|root| root != node.root)
        };
        node.iter().find(differs).map(|node| node.epoch)
    }

    fn lost_what_it_receipted(&self) -> bool {
        self.receipted.is_some_and(|(epoch, size)| self.of(epoch).is_none_or(|held| held.extent.size < size))
    }

    /// Whether something is held that the node has not.
    fn has_more_than(&self, node: &[Extent]) -> bool {
        self.held.iter().any(|held| {
            let own = node.iter().find(|own| own.epoch == held.extent.epoch);
            own.map_or(0, |own| own.size) < held.extent.size
        })
    }
}

/// Decides the answer for the epochs that the node has, ascending; none when it has nothing at all.
#[must_use]
pub fn answer(node: &[Extent], known: &Known) -> Answer {
    let (newest, held) = (node.last().map(|own| own.epoch), known.held.last().map(|held| held.extent.epoch));
    if known.contradicted(node).is_some() {
        Answer::Fork
    } else if newest.is_some() && newest < held {
        Answer::StaleNode
    } else if known.has_more_than(node) {
        Answer::Rewound
    } else if known.lost_what_it_receipted() {
        Answer::IAmBehind
    } else if newest > held {
        Answer::NewEpoch
    } else {
        Answer::Continue
    }
}

/// The first of the node's epochs before which one is missing at the coordinator, with the epoch that should stand there: epochs come in order.
#[must_use]
pub fn gap(node: &[Extent], newest_held: Option<u32>) -> Option<(usize, u32)> {
    let newest = newest_held.unwrap_or(0);
    let unknown = node.iter().enumerate().filter(|(_, own)| own.epoch > newest);
    let next = (newest..u32::MAX).map(|epoch| epoch + 1);
    unknown.zip(next).find(|((_, own), next)| own.epoch != *next).map(|((at, _), next)| (at, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Digest = Digest([1; 32]);
    const B: Digest = Digest([2; 32]);

    fn at(epoch: u32, size: u64, root: Digest) -> Extent {
        Extent { epoch, size, root }
    }

    fn held(epoch: u32, size: u64, root_at_node_size: Option<Digest>) -> HeldEpoch {
        HeldEpoch { extent: at(epoch, size, A), root_at_node_size }
    }

    type Case = (&'static str, Vec<Extent>, Vec<HeldEpoch>, Option<(u32, u64)>, Answer);

    fn cases() -> Vec<Case> {
        let five = || vec![at(1, 5, A)];
        let (same, less) = (held(1, 5, Some(A)), held(1, 5, None));
        let second = || vec![at(1, 5, A), at(2, 1, B)];
        vec![
            ("nothing anywhere", vec![], vec![], None, Answer::Continue),
            ("first contact", five(), vec![], None, Answer::NewEpoch),
            ("in step", five(), vec![same], None, Answer::Continue),
            ("node ahead", vec![at(1, 9, B)], vec![less], Some((1, 5)), Answer::Continue),
            ("node lost its tail", vec![at(1, 3, B)], vec![held(1, 5, Some(B))], None, Answer::Rewound),
            ("node lost everything", vec![], vec![less], None, Answer::Rewound),
            ("node lost an epoch", vec![at(2, 1, B)], vec![less, held(2, 1, Some(B))], None, Answer::Rewound),
            (
                "an old epoch has grown",
                second(),
                vec![held(1, 7, Some(A)), held(2, 1, Some(B))],
                None,
                Answer::Rewound,
            ),
            ("other bytes", vec![at(1, 5, B)], vec![same], None, Answer::Fork),
            ("other bytes, shorter", vec![at(1, 3, B)], vec![same], None, Answer::Fork),
            ("other bytes before", second(), vec![held(1, 5, Some(B))], None, Answer::Fork),
            ("next epoch", second(), vec![same], None, Answer::NewEpoch),
            ("two epochs at once", second(), vec![], None, Answer::NewEpoch),
            ("old copy", vec![at(1, 9, B)], vec![less, held(2, 1, None)], None, Answer::StaleNode),
            ("coordinator lost", vec![at(1, 9, B)], vec![less], Some((1, 9)), Answer::IAmBehind),
            ("coordinator empty", vec![at(1, 9, B)], vec![], Some((1, 9)), Answer::IAmBehind),
            ("coordinator lost an epoch", second(), vec![same], Some((2, 1)), Answer::IAmBehind),
        ]
    }

    #[test]
    fn every_answer_of_d25() {
        for (name, node, held, receipted, expected) in cases() {
            assert_eq!(answer(&node, &Known { held, receipted }), expected, "{name}");
        }
    }

    #[test]
    fn epochs_come_in_order() {
        let epochs = |epochs: &[u32]| -> Vec<Extent> { epochs.iter().map(|e| at(*e, 1, A)).collect() };
        for (node, held, expected) in [
            (vec![], None, None),
            (vec![1], None, None),
            (vec![1, 2, 3], None, None),
            (vec![2], None, Some((0, 1))),
            (vec![2], Some(1), None),
            (vec![1, 3], Some(1), Some((1, 2))),
            (vec![1], Some(7), None),
            (vec![u32::MAX], Some(u32::MAX), None),
            (vec![u32::MAX], Some(1), Some((0, 2))),
        ] {
            assert_eq!(gap(&epochs(&node), held), expected, "{node:?} at {held:?}");
        }
    }
}
