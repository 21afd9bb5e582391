//! Answering Open.

use super::Hub;
use crate::core::open::{Answer, Extent, Known, answer};
use crate::registry::HasRegistry;
use domain::ids::{AgencyId, Digest};
use journal::ledger::View;
use journal::merkle::{Frontier, tree_root};
use journal::note::Checkpoint;
use journal::store::{JournalKey, StoreError};

/// The answer with what is held.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) answer: Answer,
    pub(super) held: Extent,
    pub(super) evidence: String,
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// Compares what a node has with what is held of it.
    pub(super) async fn open(
        &self,
        agency: AgencyId,
        node: Option<Extent>,
        receipt: &str,
    ) -> Result<Opened, StoreError> {
        let store = self.ledger.store();
        let newest = store.heads().await?.into_iter().rfind(|head| head.journal.agency == agency);
        let held = newest.as_ref().map(|head| Extent {
            epoch: head.journal.epoch,
            size: head.frontier.size(),
            root: head.frontier.root(),
        });
        let root_at_node_size = match (node, held) {
            (Some(node), Some(held)) if node.epoch == held.epoch && node.size <= held.size => {
                let journal = JournalKey { agency, epoch: held.epoch };
                Some(tree_root(&store.leaves(journal, 1, node.size).await?))
            }
            _ => None,
        };
        let receipted = self.receipted(agency, receipt);
        let answer = answer(node, &Known { held, root_at_node_size, receipted });
        let evidence = match (answer, held) {
            (Answer::Fork, Some(held)) => {
                let journal = JournalKey { agency, epoch: held.epoch };
                store.checkpoint(journal, 0, held.size).await?.map(|row| row.note).unwrap_or_default()
            }
            _ => String::new(),
        };
        let epoch = node.map_or(1, |node| node.epoch);
        let nothing = Extent { epoch, size: 0, root: empty() };
        let held = if answer == Answer::NewEpoch { nothing } else { held.unwrap_or(nothing) };
        Ok(Opened { answer, held, evidence })
    }
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// What a receipt shown by a node proves that this coordinator held.
    fn receipted(&self, agency: AgencyId, note: &str) -> Option<(u32, u64)> {
        let key = self.ledger.key().verifying_key();
        let (checkpoint, _) = Checkpoint::verify_cosigned(note, self.anchor.coordinator, &key).ok()?;
        (checkpoint.agency == agency).then_some((checkpoint.epoch, checkpoint.size))
    }
}

fn empty() -> Digest {
    Frontier::default().root()
}
