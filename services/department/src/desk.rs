//! Where one call is decided: the transaction, whose node it is, whom it believes, who acts; and how a result becomes an outcome.

use crate::view::DepartmentView;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::{AgencyId, RecordId, RecordKey, Reference};
use domain::record::{Act, OutcomeCode, State, StoredOutcome, Verb, WitnessedReference};
use domain::vocabulary::AgencyKind;
use exchange::registry::HasRegistry;
use journal::ledger::Tx;
use runtime::trust::TrustAnchor;

/// The transaction of one call, with what every decision needs.
pub struct Desk<'t, 'a> {
    tx: &'t mut Tx<'a, DepartmentView>,
    anchor: &'t TrustAnchor,
    act: &'t Act,
}

impl<'t, 'a> Desk<'t, 'a> {
    /// The desk of the department.
    pub const fn new(tx: &'t mut Tx<'a, DepartmentView>, anchor: &'t TrustAnchor, act: &'t Act) -> Self {
        Self { tx, anchor, act }
    }

    /// The department: the agency whose journal is the registry.
    #[must_use]
    pub const fn own(&self) -> AgencyId {
        self.anchor.department
    }

    /// Who acts.
    #[must_use]
    pub fn act(&self) -> Act {
        self.act.clone()
    }

    /// The view, with everything recorded so far in this call.
    #[must_use]
    pub fn view(&self) -> &DepartmentView {
        self.tx.view()
    }

    /// The district with a code.
    ///
    /// # Errors
    /// AGENCY_NOT_FOUND.
    pub fn district(&self, code: &str) -> Result<AgencyId, Refusal> {
        let found = self.view().registry().by_code(self.anchor, AgencyKind::District, code);
        found.ok_or_else(|| Refusal::new(Reason::AgencyNotFound).with("code", code))
    }

    /// A new record id.
    #[must_use]
    pub fn new_id(&self) -> RecordId {
        self.tx.new_id()
    }

    /// Reference to the newest entry of a record.
    #[must_use]
    pub fn reference(&self, key: RecordKey) -> Option<Reference> {
        self.tx.reference(key)
    }

    /// Reference with leaf to the newest entry of a record, for acts with legal effect (D8).
    ///
    /// # Errors
    /// INTERNAL when the view knows a record that the journal does not, which no command can bring about.
    pub fn witnessed(&self, key: RecordKey) -> Result<WitnessedReference, Refusal> {
        self.tx.witnessed(key).ok_or_else(|| Refusal::new(Reason::Internal))
    }

    /// Records a state.
    ///
    /// # Errors
    /// TOO_MANY_ITEMS when the transaction is full; INTERNAL when an entry breaks a limit, the whole transaction is then refused.
    pub fn put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<StoredOutcome, Refusal> {
        if self.tx.room() == 0 {
            return Err(Refusal::new(Reason::TooManyItems));
        }
        let reference = self.tx.put(record, verb, state).map_err(|_| Refusal::new(Reason::Internal))?;
        Ok(StoredOutcome {
            code: OutcomeCode::Applied,
            record: Some(reference.record),
            revision: reference.revision,
            problems: Vec::new(),
        })
    }
}

/// The record says so already; nothing is recorded.
#[must_use]
pub const fn unchanged(record: RecordId, revision: u64) -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Unchanged, record: Some(record), revision, problems: Vec::new() }
}

/// A refusal as the outcome of the item at `place`; its field becomes a path below that place.
#[must_use]
pub fn refused(place: &str, mut refusal: Refusal) -> StoredOutcome {
    let field = match (place, refusal.field.take().unwrap_or_default().as_str()) {
        (place, "") => place.to_owned(),
        ("", field) => field.to_owned(),
        (place, field) => format!("{place}.{field}"),
    };
    StoredOutcome {
        code: OutcomeCode::Refused,
        record: None,
        revision: 0,
        problems: vec![refusal.at(field).into_problem()],
    }
}

/// The refusal of a value that breaks a rule.
#[must_use]
pub fn invalid(field: impl Into<String>, rule: Rule) -> Refusal {
    Refusal::new(Reason::InvalidValue).at(field).with("rule", rule.code())
}
