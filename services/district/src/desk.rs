//! Where one call is decided: the transaction, whose node it is, whom it believes, who acts.

use crate::view::{Department, District, DistrictView, Newest};
use contracts::refusal::{Reason, Refusal};
use domain::ids::{AgencyId, RecordId, RecordKey, Reference};
use domain::record::{Act, Plan, State, Verb};
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{MOST_ENTRY_BYTES, Tx};
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

    /// One entry with a state.
    #[must_use]
    pub fn of(state: &State) -> Self {
        Self { entries: 1, bytes: Tx::<DistrictView>::weight(state) }
    }

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
pub struct Desk<'t, 'a> {
    tx: &'t mut Tx<'a, DistrictView>,
    own: AgencyId,
    anchor: &'t TrustAnchor,
    act: &'t Act,
}

impl<'t, 'a> Desk<'t, 'a> {
    /// The desk of district `own`.
    pub const fn new(
        tx: &'t mut Tx<'a, DistrictView>,
        own: AgencyId,
        anchor: &'t TrustAnchor,
        act: &'t Act,
    ) -> Self {
        Self { tx, own, anchor, act }
    }

    /// The district.
    #[must_use]
    pub const fn own(&self) -> AgencyId {
        self.own
    }

    /// Who acts.
    #[must_use]
    pub fn act(&self) -> Act {
        self.act.clone()
    }

    /// Records of the district, with everything recorded so far in this call.
    #[must_use]
    pub fn district(&self) -> &District {
        self.tx.view().district(self.own)
    }

    /// What the department of the trust anchor has published; nobody else's plans count.
    #[must_use]
    pub fn department(&self) -> &Department {
        self.tx.view().department(self.anchor.department)
    }

    /// The registry, and whom it is believed from.
    #[must_use]
    pub fn registry(&self) -> (&Registry, &TrustAnchor) {
        (self.tx.view().registry(), self.anchor)
    }

    /// The department's plan with an id.
    ///
    /// # Errors
    /// PLAN_NOT_FOUND.
    pub fn plan(&self, plan_id: &str) -> Result<(RecordKey, &Newest<Plan>), Refusal> {
        let plan = self.department().plan(plan_id);
        let missing = || Refusal::new(Reason::PlanNotFound).at("plan_id").with("plan_id", plan_id);
        let (record, row) = plan.ok_or_else(missing)?;
        Ok((RecordKey { agency: self.anchor.department, record }, row))
    }

    /// The transaction.
    #[must_use]
    pub const fn tx(&self) -> &Tx<'a, DistrictView> {
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
        self.tx.reference(key).ok_or_else(|| Refusal::new(Reason::Internal))
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

    /// Records a state.
    ///
    /// # Errors
    /// INTERNAL; the transaction keeps the fault and is refused as a whole.
    pub fn put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<Reference, Refusal> {
        self.tx.put(record, verb, state).map_err(|_| Refusal::new(Reason::Internal))
    }
}
