//! Answering Open.

use super::Hub;
use super::request::Opening;
use crate::core::open::{Answer, Extent, HeldEpoch, Known, answer, gap};
use crate::registry::HasRegistry;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::{AgencyId, Digest};
use journal::ledger::View;
use journal::merkle::{Frontier, tree_root};
use journal::note::{Checkpoint, NoteError};
use journal::store::{JournalKey, StoreError};

/// The answer with what is held.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) answer: Answer,
    pub(super) held: Extent,
    pub(super) epochs: Vec<Extent>,
    pub(super) evidence: String,
}

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// Compares what a node has with what is held of it; an epoch whose predecessor is missing is refused at its field.
    pub(super) async fn open(
        &self,
        agency: AgencyId,
        opening: &Opening,
    ) -> Result<Result<Opened, Refusal>, StoreError> {
        let node = &opening.epochs;
        let held = self.held_epochs(agency, node).await?;
        let newest = held.last().map(|held| held.extent);
        if let Some((index, expected)) = gap(node, newest.map(|held| held.epoch)) {
            let refusal = Refusal::new(Reason::InvalidValue).with("rule", Rule::OutOfRange.code());
            let refusal = refusal.with("min", 1).with("max", expected);
            return Ok(Err(refusal.at(format!("epochs[{index}].epoch"))));
        }
        let epochs = held.iter().map(|held| held.extent).collect();
        let known = Known { held, receipted: opening.receipted };
        let answer = answer(node, &known);
        let evidence = match known.contradicted(node) {
            Some(epoch) => self.newest_checkpoint(JournalKey { agency, epoch }).await?,
            None => String::new(),
        };
        let nothing = Extent {
            epoch: node.last().map_or(1, |own| own.epoch),
            size: 0,
            root: Frontier::default().root(),
        };
        let unknown = newest.is_none_or(|held| held.epoch < nothing.epoch);
        let held = if unknown { nothing } else { newest.unwrap_or(nothing) };
        Ok(Ok(Opened { answer, held, epochs, evidence }))
    }

    async fn held_epochs(&self, agency: AgencyId, node: &[Extent]) -> Result<Vec<HeldEpoch>, StoreError> {
        let store = self.ledger.store();
        let mut held = Vec::new();
        for head in store.heads().await?.into_iter().filter(|head| head.journal.agency == agency) {
            let (epoch, size) = (head.journal.epoch, head.frontier.size());
            let said = node.iter().find(|own| own.epoch == epoch).filter(|own| own.size <= size);
            let root_at_node_size = match said {
                Some(own) if own.size == size => Some(head.frontier.root()),
                Some(own) => Some(self.root_at(head.journal, own.size).await?),
                None => None,
            };
            let extent = Extent { epoch, size, root: head.frontier.root() };
            held.push(HeldEpoch { extent, root_at_node_size });
        }
        Ok(held)
    }

    /// Root of a copy at a size of the past.
    pub(super) async fn root_at(&self, journal: JournalKey, size: u64) -> Result<Digest, StoreError> {
        Ok(tree_root(&self.ledger.store().leaves(journal, 1, size).await?))
    }

    async fn newest_checkpoint(&self, journal: JournalKey) -> Result<String, StoreError> {
        let row = self.ledger.store().checkpoint(journal, 0, u64::MAX).await?;
        Ok(row.map(|row| row.note).unwrap_or_default())
    }

    /// What a receipt of this coordinator says.
    pub(super) fn cosigned(&self, note: &str) -> Result<Checkpoint, NoteError> {
        let key = self.ledger.key().verifying_key();
        Checkpoint::verify_cosigned(note, self.anchor.coordinator, &key).map(|(checkpoint, _)| checkpoint)
    }
}
