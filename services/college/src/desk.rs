//! Where one call is decided: the transaction, whose node it is, whom it believes, who acts; and how a result becomes an outcome.

use crate::view::{Books, CollegeView, Nominations};
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::{AgencyId, RecordId, RecordKey, Reference};
use domain::record::{Act, OutcomeCode, Problem, State, StoredOutcome, Verb, WitnessedReference};
use domain::text::fold;
use exchange::registry::HasRegistry;
use journal::ledger::Tx;
use runtime::trust::TrustAnchor;

/// The transaction of one call, with what every decision needs.
pub struct Desk<'t, 'a> {
    tx: &'t mut Tx<'a, CollegeView>,
    own: AgencyId,
    anchor: &'t TrustAnchor,
    act: &'t Act,
}

impl<'t, 'a> Desk<'t, 'a> {
    /// The desk of college `own`.
    pub const fn new(
        tx: &'t mut Tx<'a, CollegeView>,
        own: AgencyId,
        anchor: &'t TrustAnchor,
        act: &'t Act,
    ) -> Self {
        Self { tx, own, anchor, act }
    }

    /// Who acts.
    #[must_use]
    pub fn act(&self) -> Act {
        self.act.clone()
    }

    /// What the college has entered, with everything recorded so far in this call.
    ///
    /// # Errors
    /// INTERNAL before the first entry of its journal, which no call comes before.
    pub fn books(&self) -> Result<&Books, Refusal> {
        self.tx.view().books(self.own).ok_or_else(broken)
    }

    /// Who was sent to the college.
    #[must_use]
    pub fn nominations(&self) -> &Nominations {
        self.tx.view().nominations()
    }

    /// The college's own name in the registry; empty before the registry has come.
    #[must_use]
    pub fn own_name(&self) -> String {
        let registry = self.tx.view().registry();
        let agency = registry.agency(self.anchor, self.own);
        agency.map_or_else(String::new, |agency| agency.name().to_owned())
    }

    /// Whether an institution as written is the college itself.
    #[must_use]
    pub fn is_own(&self, institution: &str) -> bool {
        institution.is_empty() || fold(institution) == fold(&self.own_name())
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
        self.tx.reference(self.tx.own(record)).ok_or_else(broken)
    }

    /// Reference with leaf to the newest entry of a district's record, for acts with legal effect (D8).
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
        if self.tx.room() < entries { Err(Refusal::new(Reason::TooManyItems)) } else { Ok(()) }
    }

    /// Records a state; room for it was made sure of.
    ///
    /// # Errors
    /// INTERNAL when the entry breaks a limit; the whole transaction is then refused.
    pub fn put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<Reference, Refusal> {
        self.tx.put(record, verb, state).map_err(|_| broken())
    }
}

fn broken() -> Refusal {
    Refusal::new(Reason::Internal)
}

/// A new revision was recorded.
#[must_use]
pub const fn applied(reference: &Reference) -> StoredOutcome {
    outcome(OutcomeCode::Applied, Some(reference.record), reference.revision, Vec::new())
}

/// The record says so already; nothing is recorded.
#[must_use]
pub const fn unchanged(record: RecordId, revision: u64) -> StoredOutcome {
    outcome(OutcomeCode::Unchanged, Some(record), revision, Vec::new())
}

/// Nothing is recorded for an item with these problems.
#[must_use]
pub const fn refused(problems: Vec<Problem>) -> StoredOutcome {
    outcome(OutcomeCode::Refused, None, 0, problems)
}

const fn outcome(
    code: OutcomeCode,
    record: Option<RecordId>,
    revision: u64,
    problems: Vec<Problem>,
) -> StoredOutcome {
    StoredOutcome { code, record, revision, problems }
}

/// The refusal of a value that breaks a rule.
#[must_use]
pub fn invalid(field: &str, rule: Rule) -> Refusal {
    Refusal::new(Reason::InvalidValue).at(field).with("rule", rule.code())
}
