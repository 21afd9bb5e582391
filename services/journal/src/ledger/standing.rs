//! Whether a node may write into its own journal (D24, D25).

use super::{AppendError, Ledger, View};
use crate::mark::{Mark, Signed};
use crate::store::StoreError;

/// Local value with the standing.
const KEPT: &str = "standing";
/// Name of the local value that says whose database this is.
const OWNER: &str = "owner";

/// Whether a node may write into its own journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It writes.
    Ready,
    /// The journal has only begun, and whether it was begun before is being asked: writers wait a moment.
    Asking,
    /// The database was put back or emptied: no writes until what is held elsewhere was taken back and a new epoch is open (D24).
    Restored,
    /// Two histories under one key: no writes until the registry has settled it (D25).
    Forked,
    /// An old copy of a node that works elsewhere.
    Stale,
}

impl Standing {
    /// Those that outlive a restart.
    const KEPT: [Self; 3] = [Self::Restored, Self::Forked, Self::Stale];

    /// Itself, where it stands against writing.
    pub(super) fn closes(self) -> Option<Self> {
        (self != Self::Ready).then_some(self)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Ready => "READY",
            Self::Asking => "ASKING",
            Self::Restored => "RESTORED",
            Self::Forked => "FORKED",
            Self::Stale => "STALE",
        }
    }
}

impl<V: View> Ledger<V> {
    /// Whether own entries may be recorded.
    #[must_use]
    pub fn standing(&self) -> Standing {
        *self.standing.borrow()
    }

    /// Sets the standing; it outlives a restart.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be kept.
    pub async fn set_standing(&self, standing: Standing) -> Result<(), StoreError> {
        let before = self.standing();
        if before != standing {
            self.store.set_local(KEPT, standing.word().as_bytes()).await?;
            self.standing.send_replace(standing);
        }
        Ok(())
    }

    /// Whether the journal holds no more than an opening that nobody has seen, so that a new node cannot be told from an emptied one.
    ///
    /// # Errors
    /// [`StoreError`] when the store fails.
    pub async fn has_only_begun(&self) -> Result<bool, StoreError> {
        let (journal, frontier) = self.own_head().await;
        let unseen = journal.epoch == 1 && frontier.size() <= 1;
        Ok(unseen && self.store.checkpoint(journal, 1, 1).await?.is_none())
    }

    /// Lets writers wait until [`asked`](Self::asked), where the journal has only begun and nothing else stands against writing.
    pub fn ask_first(&self) {
        let only_begun = self.began;
        self.standing.send_if_modified(|standing| {
            let waits = only_begun && *standing == Standing::Ready;
            if waits {
                *standing = Standing::Asking;
            }
            waits
        });
    }

    /// Somebody answered, or nobody can: writers go on.
    pub fn asked(&self) {
        self.standing.send_if_modified(|standing| {
            let waited = *standing == Standing::Asking;
            if waited {
                *standing = Standing::Ready;
            }
            waited
        });
    }

    /// Waits until own entries may be recorded.
    pub async fn ready(&self) {
        let mut standing = self.standing.subscribe();
        // The sender lives as long as the ledger.
        let _ready = standing.wait_for(|standing| *standing == Standing::Ready).await;
    }

    pub(super) async fn admit(&self) -> Result<(), AppendError> {
        let mut standing = self.standing.subscribe();
        let told = standing.wait_for(|standing| *standing != Standing::Asking).await;
        let closed = told.ok().and_then(|standing| standing.closes());
        closed.map_or(Ok(()), |closed| Err(AppendError::Closed(closed)))
    }

    /// The database is of this agency and of no other: another's file would be taken for the own journal.
    pub(super) async fn keep_owner(&self) -> Result<(), StoreError> {
        let own = self.agency().to_string();
        match self.store.local(OWNER).await? {
            None => self.store.set_local(OWNER, own.as_bytes()).await,
            Some(owner) if owner == own.as_bytes() => Ok(()),
            Some(owner) => Err(StoreError::Damaged(format!(
                "it belongs to the agency {}, not to {own}",
                String::from_utf8_lossy(&owner)
            ))),
        }
    }

    /// The standing that was kept.
    pub(super) async fn recall_standing(&self) -> Result<(), StoreError> {
        let kept = self.store.local(KEPT).await?.unwrap_or_default();
        if let Some(standing) = Standing::KEPT.into_iter().find(|standing| kept == standing.word().as_bytes())
        {
            self.standing.send_replace(standing);
        }
        Ok(())
    }

    /// Keeps a mark of what is signed from now on. A journal that has less than its mark was put back: no writes until it was taken back (D24).
    ///
    /// # Errors
    /// [`StoreError`] when the standing could not be kept.
    pub async fn keep_mark(&self, mark: Mark) -> Result<(), StoreError> {
        let (journal, frontier) = self.own_head().await;
        let has = Signed { epoch: journal.epoch, size: frontier.size() };
        if mark.signed().is_some_and(|signed| signed > has) && self.standing() == Standing::Ready {
            tracing::warn!(
                size = has.size,
                epoch = has.epoch,
                "the database has less than was signed: it was put back"
            );
            self.set_standing(Standing::Restored).await?;
        }
        // A second mark would be a second node in one process; the first stays.
        let _kept = self.mark.set(mark);
        Ok(())
    }

    pub(super) fn raise_mark(&self, epoch: u32, size: u64) {
        let Some(mark) = self.mark.get() else { return };
        if let Err(error) = mark.raise(Signed { epoch, size }) {
            tracing::warn!(error = %error, "the mark of what is signed was not written");
        }
    }
}
