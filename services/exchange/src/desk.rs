//! Where one call is decided: the transaction, whose node it is, whom it believes, who acts. What one agency's decisions
//! look at besides is a trait of its own crate.

use crate::outcome::applied;
use crate::registry::{HasRegistry, Registry};
use contracts::refusal::{Reason, Refusal};
use domain::ids::{AgencyId, RecordId, RecordKey, Reference};
use domain::record::{Act, State, StoredOutcome, Verb, WitnessedReference};
use journal::ledger::{MOST_ENTRY_BYTES, Tx, View};
use runtime::trust::TrustAnchor;

/// Entries of a transaction that may be larger than most, with their bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weight {
    /// Entries.
    pub entries: usize,
    /// Bytes of all of them.
    pub bytes: usize,
}

impl Weight {
    /// One entry of which no more is known than that its texts obey their contract.
    pub const MOST: Self = Self { entries: 1, bytes: MOST_ENTRY_BYTES };

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            entries: self.entries.saturating_add(other.entries),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }

    /// The same entries with so many bytes more.
    #[must_use]
    pub const fn with_bytes(self, more: usize) -> Self {
        self.and(Self { entries: 0, bytes: more })
    }
}

/// The transaction of one call, with what every decision needs.
pub struct Desk<'t, 'a, V> {
    tx: &'t mut Tx<'a, V>,
    own: AgencyId,
    anchor: &'t TrustAnchor,
    act: &'t Act,
}

impl<'t, 'a, V: View + HasRegistry> Desk<'t, 'a, V> {
    /// The desk of an agency.
    pub const fn new(tx: &'t mut Tx<'a, V>, own: AgencyId, anchor: &'t TrustAnchor, act: &'t Act) -> Self {
        Self { tx, own, anchor, act }
    }

    /// The agency that decides.
    #[must_use]
    pub const fn own(&self) -> AgencyId {
        self.own
    }

    /// Who acts.
    #[must_use]
    pub fn act(&self) -> Act {
        self.act.clone()
    }

    /// The view, with everything recorded so far in this call.
    #[must_use]
    pub fn view(&self) -> &V {
        self.tx.view()
    }

    /// Whom the node believes.
    #[must_use]
    pub const fn anchor(&self) -> &TrustAnchor {
        self.anchor
    }

    /// The registry, and whom it is believed from.
    #[must_use]
    pub fn registry(&self) -> (&Registry, &TrustAnchor) {
        (self.tx.view().registry(), self.anchor)
    }

    /// The transaction.
    #[must_use]
    pub const fn tx(&self) -> &Tx<'a, V> {
        self.tx
    }

    /// A new record id.
    #[must_use]
    pub fn new_id(&self) -> RecordId {
        self.tx.new_id()
    }

    /// Reference to the newest entry of an own record.
    ///
    /// # Errors
    /// INTERNAL when there is no such record, which no command can bring about.
    pub fn reference(&self, record: RecordId) -> Result<Reference, Refusal> {
        self.reference_to(self.tx.own(record))
    }

    /// Reference to the newest entry of any record.
    ///
    /// # Errors
    /// INTERNAL when the node does not hold it, which no command can bring about.
    pub fn reference_to(&self, key: RecordKey) -> Result<Reference, Refusal> {
        self.tx.reference(key).ok_or_else(broken)
    }

    /// Reference with leaf to the newest entry of a record, for acts with legal effect (D8).
    ///
    /// # Errors
    /// INTERNAL when the view knows a record that the journal does not, which no command can bring about.
    pub fn witnessed(&self, key: RecordKey) -> Result<WitnessedReference, Refusal> {
        self.tx.witnessed(key).ok_or_else(broken)
    }

    /// Makes sure that so many entries still fit.
    ///
    /// # Errors
    /// TOO_MANY_ITEMS: the item is to be sent again in another call (D9).
    pub fn need_room(&self, entries: usize) -> Result<(), Refusal> {
        self.need_room_beside(entries, Weight::default())
    }

    /// Makes sure that so many entries still fit beside others that are measured.
    ///
    /// # Errors
    /// As [`need_room`](Self::need_room).
    pub fn need_room_beside(&self, entries: usize, measured: Weight) -> Result<(), Refusal> {
        let bytes = measured.bytes.saturating_add(entries.saturating_mul(MOST_ENTRY_BYTES));
        let fits = self.tx.has_room(entries.saturating_add(measured.entries), bytes);
        if fits { Ok(()) } else { Err(Refusal::new(Reason::TooManyItems)) }
    }

    /// One entry with a state, measured.
    #[must_use]
    pub fn weight(&self, state: &State) -> Weight {
        Weight { entries: 1, bytes: Tx::<V>::weight(state) }
    }

    /// Records a state as what an item comes to, when it still fits.
    ///
    /// # Errors
    /// TOO_MANY_ITEMS, as [`need_room`](Self::need_room); INTERNAL, as [`put`](Self::put).
    pub fn record(&mut self, record: RecordId, verb: Verb, state: State) -> Result<StoredOutcome, Refusal> {
        self.need_room_beside(0, self.weight(&state))?;
        Ok(applied(&self.put(record, verb, state)?))
    }

    /// Records a state; room for it was made sure of.
    ///
    /// # Errors
    /// INTERNAL when the entry breaks a limit; the transaction keeps the fault and is refused as a whole.
    pub fn put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<Reference, Refusal> {
        self.tx.put(record, verb, state).map_err(|_| broken())
    }
}

fn broken() -> Refusal {
    Refusal::new(Reason::Internal)
}
