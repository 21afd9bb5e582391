//! Taking back what was told, and going on in a new epoch (D24).

use super::{Incoming, Ledger, LedgerError, View, load};
use crate::store::{Commit, JournalKey, StoreError};
use domain::date::Instant;
use domain::record::{EpochOpened, EpochReason, State, Verb};

impl<V: View> Ledger<V> {
    /// Takes own entries back that this node had told and lost; the caller has verified them.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was taken.
    pub async fn take_back(&self, incoming: &Incoming) -> Result<(), StoreError> {
        let mut inner = self.inner.write().await;
        let commit = Commit {
            extensions: incoming.extensions.clone(),
            checkpoints: incoming.checkpoints.clone(),
            receipts: incoming.receipts.clone(),
        };
        self.store.commit(&commit).await?;
        for extension in &incoming.extensions {
            load::apply_items(&mut inner, extension.journal, &extension.items);
            if extension.journal.agency == self.owner.agency && extension.journal.epoch >= inner.epoch {
                inner.epoch = extension.journal.epoch;
                inner.frontier = extension.frontier.clone();
            }
        }
        self.changed.send_modify(|version| *version += 1);
        Ok(())
    }

    /// Forgets the opening that this node wrote before it knew that its journal had begun long ago; nobody has seen it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the journal holds anything else.
    pub async fn forget_opening(&self) -> Result<(), StoreError> {
        let mut inner = self.inner.write().await;
        let journal = JournalKey { agency: self.owner.agency, epoch: inner.epoch };
        self.store.forget_opening(journal).await?;
        *inner = load::load(self.store.as_ref(), self.owner.agency, (self.fresh)()).await?;
        self.changed.send_modify(|version| *version += 1);
        Ok(())
    }

    /// Opens the next epoch; the node then writes again.
    ///
    /// # Errors
    /// [`LedgerError`]; the epoch before stands.
    pub async fn open_epoch(
        &self,
        now: Instant,
        reason: EpochReason,
    ) -> Result<(), LedgerError<std::convert::Infallible>> {
        let mut inner = self.inner.write().await;
        let (size, root) = (inner.frontier.size(), inner.frontier.root());
        let opened = EpochOpened {
            previous_epoch: if size == 0 { inner.epoch - 1 } else { inner.epoch },
            previous_size: size,
            previous_root: (size > 0).then_some(root),
            nonce: self.owner.entropy.bytes16(),
            reason,
        };
        if size > 0 {
            inner.epoch = inner
                .epoch
                .checked_add(1)
                .ok_or_else(|| StoreError::Damaged("no epoch is left".to_owned()))?;
            inner.frontier = crate::merkle::Frontier::default();
        }
        let mut put = |tx: &mut super::Tx<'_, V>| {
            let id = tx.new_id();
            Ok(tx.put(id, Verb::Recorded, State::EpochOpened(opened.clone())))
        };
        let recorded = self.attempt(&mut inner, now, &Incoming::default(), &mut true, &mut put).await;
        let recorded = recorded.and_then(|recorded| Ok(recorded.answer?));
        match recorded {
            Ok(_) => {
                drop(inner);
                self.changed.send_modify(|version| *version += 1);
                // Not kept in one transaction with the opening: at worst one more epoch is opened after a crash.
                Ok(self.set_standing(super::Standing::Ready).await?)
            }
            Err(error) => {
                *inner = load::load(self.store.as_ref(), self.owner.agency, (self.fresh)()).await?;
                Err(error)
            }
        }
    }
}
