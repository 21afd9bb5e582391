//! A nomination whose place another person takes (thay thế).

use super::lifecycle;
use crate::decision::Cited;
use crate::desk::{Desk, Facts};
use crate::view::Known;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::date::LegalDate;
use domain::ids::{RecordId, RecordKey, Reference};
use domain::record::{Nomination, NominationEnd, NominationState, State, Verb};

/// The nomination whose place the person takes.
#[derive(Debug)]
pub(super) struct Replaced {
    record: RecordId,
    effective: LegalDate,
    /// Its state while it stands; `None` when this very row has ended it before.
    standing: Option<Nomination>,
}

impl Replaced {
    /// The nomination of the teacher with a code that a row by the decision `cited` ends, or has ended when it was sent before (`done`).
    ///
    /// # Errors
    /// TEACHER_NOT_FOUND, NOMINATION_NOT_FOUND at `replaces_code`; INVALID_VALUE when a person replaces itself, or by a decision older than the one that sent the other.
    pub(super) fn find(
        desk: &Desk<'_, '_>,
        code: &str,
        (successor, plan): (RecordId, RecordKey),
        cited: &Cited,
        done: Option<RecordId>,
    ) -> Result<Self, Refusal> {
        let effective = cited.cite.date;
        let holders = desk.district().teachers.with_code(code);
        let holder = holders.into_iter().find(Known::stands);
        let holder = holder.ok_or_else(|| Refusal::new(Reason::TeacherNotFound).at("replaces_code"))?;
        if holder.record == successor {
            let itself = Refusal::new(Reason::InvalidValue).at("replaces_code");
            return Err(itself.with("rule", Rule::NotExpected.code()));
        }
        let rows: Vec<_> = desk.district().nominations.of_teacher_in(holder.record, plan).collect();
        if let Some((record, _)) = rows.iter().find(|(record, _)| Some(*record) == done) {
            return Ok(Self { record: *record, effective, standing: None });
        }
        let standing = rows.iter().find(|(_, row)| matches!(row.state.state, NominationState::Sent { .. }));
        let missing = || Refusal::new(Reason::NominationNotFound).at("replaces_code");
        let (record, row) = standing.ok_or_else(missing)?;
        let found = Self { record: *record, effective, standing: Some(row.state.clone()) };
        found.ended(desk, cited.reference(), "")?;
        Ok(found)
    }

    /// Entries that it takes.
    pub(super) fn entries(&self) -> usize {
        usize::from(self.standing.is_some())
    }

    /// Ends it where it still stands, and gives the reference to it.
    ///
    /// # Errors
    /// INTERNAL, as [`Desk::put`].
    pub(super) fn settle(
        self,
        desk: &mut Desk<'_, '_>,
        decision: Reference,
        reason: &str,
    ) -> Result<Reference, Refusal> {
        match self.ended(desk, decision, reason)? {
            Some(ended) => desk.put(self.record, Verb::Replaced, State::Nomination(ended)),
            None => desk.reference(self.record),
        }
    }

    fn ended(
        &self,
        desk: &Desk<'_, '_>,
        decision: Reference,
        reason: &str,
    ) -> Result<Option<Nomination>, Refusal> {
        let Some(nomination) = &self.standing else { return Ok(None) };
        let end = NominationEnd { replaced: true, effective: self.effective, decision };
        lifecycle::ended(nomination, end, desk.act(), reason)
    }
}
