//! What a node does with the answer to Open (D24, D25).

use super::open::Answer;
use contracts::refusal::Reason;
use domain::record::EpochReason;

/// What the node knows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// Its database was put back or emptied: it may never continue the old epoch.
    pub restored: bool,
    /// Its journal holds no more than an opening that nobody has seen.
    pub only_begun: bool,
}

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Push what is not held yet.
    Push,
    /// Open the next epoch, then ask again.
    OpenEpoch(EpochReason),
    /// Take back what is held, open the next epoch, ask again.
    TakeBack(EpochReason),
    /// Forget the unseen opening, then the same.
    StartOver(EpochReason),
    /// Deliver nothing, write nothing, until somebody acts.
    Stop(Reason),
}

/// Decides the next step.
#[must_use]
pub const fn step(answer: Answer, node: Situation) -> Step {
    match answer {
        // Whoever has only begun has nothing to contradict anybody with: it is the same agency with an empty disk.
        Answer::Fork | Answer::StaleNode if node.only_begun => Step::StartOver(EpochReason::Restored),
        Answer::Fork => Step::Stop(Reason::Fork),
        // An old copy that signed more than it has is the newest node with an older disk; any other is a second node.
        Answer::StaleNode if node.restored => Step::TakeBack(EpochReason::Restored),
        Answer::StaleNode => Step::Stop(Reason::StaleNode),
        Answer::Rewound if node.restored => Step::TakeBack(EpochReason::Restored),
        Answer::Rewound => Step::TakeBack(EpochReason::Rewound),
        Answer::Continue | Answer::NewEpoch | Answer::IAmBehind if node.restored => {
            Step::OpenEpoch(EpochReason::Restored)
        }
        Answer::Continue | Answer::NewEpoch | Answer::IAmBehind => Step::Push,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEALTHY: Situation = Situation { restored: false, only_begun: false };
    const RESTORED: Situation = Situation { restored: true, only_begun: false };
    const EMPTY: Situation = Situation { restored: false, only_begun: true };
    const EMPTIED: Situation = Situation { restored: true, only_begun: true };

    #[test]
    fn every_answer_to_every_node_has_its_step() {
        use Step::{OpenEpoch, Push, StartOver, Stop, TakeBack};
        let (lost, behind) = (EpochReason::Restored, EpochReason::Rewound);
        let (fork, stale) = (Stop(Reason::Fork), Stop(Reason::StaleNode));
        let table = [
            (Answer::Continue, [Push, OpenEpoch(lost), Push, OpenEpoch(lost)]),
            (Answer::NewEpoch, [Push, OpenEpoch(lost), Push, OpenEpoch(lost)]),
            (Answer::IAmBehind, [Push, OpenEpoch(lost), Push, OpenEpoch(lost)]),
            (Answer::Rewound, [TakeBack(behind), TakeBack(lost), TakeBack(behind), TakeBack(lost)]),
            (Answer::Fork, [fork, fork, StartOver(lost), StartOver(lost)]),
            (Answer::StaleNode, [stale, TakeBack(lost), StartOver(lost), StartOver(lost)]),
        ];
        for (answer, steps) in table {
            for (node, expected) in [HEALTHY, RESTORED, EMPTY, EMPTIED].into_iter().zip(steps) {
                assert_eq!(step(answer, node), expected, "{answer:?} to {node:?}");
            }
        }
    }
}
