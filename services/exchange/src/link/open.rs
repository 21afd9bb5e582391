//! Opening: what have I, what does the coordinator hold of me?

use super::{Client, Link, LinkError, StopReason};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use domain::ids::Digest;
use journal::ledger::View;
use journal::merkle::Frontier;
use journal::store::{JournalKey, StoreError};

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Opens the exchange and gives the tree of what the coordinator holds of the own journal.
    pub(super) async fn open(&self, mut client: Client) -> Result<Frontier, LinkError> {
        let (journal, frontier) = self.ledger.own_head().await;
        let receipt = self.ledger.store().receipt(journal).await?;
        let own = pb::JournalSize {
            agency: journal.agency.0.as_bytes().to_vec(),
            epoch: journal.epoch,
            size: frontier.size(),
            root: frontier.root().0.to_vec(),
        };
        let receipt = receipt.map(|row| row.note).unwrap_or_default();
        let request = pb::OpenRequest { epochs: vec![own], receipt };
        let answer = client.open(request).await?.into_inner();
        let held = answer.held.clone().unwrap_or_default();
        match answer.answer() {
            pb::OpenAnswer::Continue | pb::OpenAnswer::NewEpoch | pb::OpenAnswer::IAmBehind => {
                self.check_held(journal, &held).await
            }
            pb::OpenAnswer::Rewound => Err(LinkError::Stopped(StopReason::Rewound)),
            pb::OpenAnswer::Fork => Err(LinkError::Stopped(StopReason::Fork)),
            pb::OpenAnswer::StaleNode => Err(LinkError::Stopped(StopReason::StaleNode)),
            pb::OpenAnswer::Unspecified => Err(LinkError::Untrusted("no answer to Open".to_owned())),
        }
    }

    /// The coordinator must hold a beginning of this very journal.
    async fn check_held(&self, journal: JournalKey, held: &pb::JournalSize) -> Result<Frontier, LinkError> {
        let frontier = self.own_frontier(journal, held.size).await?;
        let root = <[u8; 32]>::try_from(held.root.as_slice()).map(Digest).ok();
        if frontier.size() < held.size {
            return Err(LinkError::Stopped(StopReason::Rewound));
        }
        if held.size > 0 && root != Some(frontier.root()) {
            return Err(LinkError::Stopped(StopReason::Fork));
        }
        Ok(frontier)
    }

    /// Tree of the first `size` own entries; a smaller one when there are fewer.
    pub(super) async fn own_frontier(&self, journal: JournalKey, size: u64) -> Result<Frontier, StoreError> {
        let mut frontier = Frontier::default();
        if size > 0 {
            let leaves = self.ledger.store().leaves(journal, 1, size).await?;
            leaves.into_iter().for_each(|leaf| frontier.append(leaf));
        }
        Ok(frontier)
    }
}
