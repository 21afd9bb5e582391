//! Giving an agency what it may see, journal by journal, as segments that verify (D16, D17).

use super::{Hub, Receiver};
use crate::core::segment::{MAX_SEGMENT_BYTES, MAX_SEGMENT_ENTRIES, Visibility, batch_len, scoped_segment};
use crate::registry::HasRegistry;
use contracts::pb::journal::v1 as pb;
use domain::ids::AgencyId;
use journal::entry::Entry;
use journal::ledger::View;
use journal::merkle::Frontier;
use journal::store::{JournalKey, StoreError};
use std::collections::BTreeMap;

const PAGE: u32 = 500;

impl<V: View + HasRegistry + 'static> Hub<V> {
    /// Journals to give to a receiver, with the sizes folded: the registry's first, its own only where it asks for it back.
    pub(super) async fn journals_for(&self, receiver: AgencyId, vector: &Vector) -> Vec<(JournalKey, u64)> {
        let back = vector.keys().any(|key| key.agency == receiver);
        let department = self.anchor.department;
        let sizes = self.ledger.sizes().await;
        let mut journals: Vec<_> =
            sizes.into_iter().filter(|(key, _)| back || key.agency != receiver).collect();
        journals.sort_by_key(|(key, _)| (key.agency != department, *key));
        journals
    }

    /// The next segment of a journal after `from`, at most up to `to`; `None` when the receiver has everything.
    pub(super) async fn next_segment(
        &self,
        receiver: Receiver,
        journal: JournalKey,
        from: u64,
        to: u64,
    ) -> Result<Option<(pb::Segment, u64)>, StoreError> {
        if from >= to {
            return Ok(None);
        }
        let entries = self.ledger.store().entries(journal, from, PAGE).await?;
        let (len, checkpoint) = if journal.agency == self.ledger.agency() {
            self.own_cut(journal, from, &entries).await?
        } else {
            self.kept_cut(journal, from, to, &entries).await?
        };
        let Some(cut) = entries.get(..len).filter(|cut| !cut.is_empty()) else {
            return Ok(None);
        };
        let own = journal.agency == receiver.agency;
        let reached = from + u64::try_from(len).unwrap_or(0);
        let receipt = if own { self.receipt_line(journal, reached).await? } else { String::new() };
        let view = self.ledger.read().await;
        let scope = &self.scope;
        let segment = scoped_segment(journal, cut, checkpoint, receipt, |entry| match &entry.fact.content {
            None => Visibility::Nothing,
            Some(_) if own => Visibility::Full,
            Some(_) => scope(&view, receiver, entry),
        });
        Ok(Some((segment, reached)))
    }

    /// The cosignature on the checkpoint of a size, for an owner who lost it; others find every receipt in the coordinator's journal.
    async fn receipt_line(&self, journal: JournalKey, size: u64) -> Result<String, StoreError> {
        let row = self.ledger.store().receipt_up_to(journal, size).await?.filter(|row| row.size == size);
        let line =
            row.and_then(|row| row.note.trim_end().rsplit_once('\n').map(|(_, line)| format!("{line}\n")));
        Ok(line.unwrap_or_default())
    }

    /// The coordinator's own journal may be signed at any transaction end.
    async fn own_cut(
        &self,
        journal: JournalKey,
        from: u64,
        entries: &[Entry],
    ) -> Result<(usize, String), StoreError> {
        let len = batch_len(entries);
        let size = from + u64::try_from(len).unwrap_or(0);
        let (_, mut frontier) = self.ledger.own_head().await;
        if frontier.size() != size {
            // Only a receiver far behind needs a tree of the past.
            frontier = Frontier::default();
            let leaves = self.ledger.store().leaves(journal, 1, size).await?;
            leaves.into_iter().for_each(|leaf| frontier.append(leaf));
        }
        let row = self.ledger.sign_checkpoint(journal.epoch, &frontier).await?;
        Ok((len, row.note))
    }

    /// Another agency's journal ends where its owner signed.
    async fn kept_cut(
        &self,
        journal: JournalKey,
        from: u64,
        to: u64,
        entries: &[Entry],
    ) -> Result<(usize, String), StoreError> {
        let mut upper = to.min(from + u64::try_from(MAX_SEGMENT_ENTRIES).unwrap_or(0));
        while let Some(row) = self.ledger.store().checkpoint(journal, from + 1, upper).await? {
            let len = usize::try_from(row.size - from).unwrap_or(usize::MAX);
            let bytes: usize = entries.iter().take(len).map(Entry::weight).sum();
            if bytes <= MAX_SEGMENT_BYTES || row.size == from + 1 {
                return Ok((len, row.note));
            }
            upper = row.size - 1;
        }
        Err(StoreError::Damaged(format!("no checkpoint of {} after {from}", journal.agency)))
    }
}

/// Sizes that a receiver says it holds.
pub(super) type Vector = BTreeMap<JournalKey, u64>;
