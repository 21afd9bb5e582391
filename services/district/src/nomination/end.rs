//! Ending nominations by a withdrawal, and marking them as entered in error.

use super::{Additions, lifecycle, teacher};
use crate::decision;
use crate::desk::{Desk, Facts};
use crate::view::Newest;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{CorrectionInput, WithdrawalInput};
use domain::ids::RecordId;
use domain::lifecycle::Change;
use domain::lifecycle::nomination::{sent_by, void};
use domain::record::{Nomination, NominationEnd, NominationState, State, StoredOutcome, Verb};
use domain::text::{fold, fold_number};
use exchange::outcome::{applied, unchanged};

/// Withdraws one nomination (thu hồi), effective on the date of the withdrawing decision.
///
/// # Errors
/// TEACHER_NOT_FOUND, TEACHER_AMBIGUOUS, TEACHER_CONTRADICTION; NOMINATION_NOT_FOUND when the person was not sent by the number; NOMINATION_AMBIGUOUS when
/// decisions of several years or authorities bear it; NOMINATION_ENDED when another decision ended it; DECISION_DATE_CONFLICT; INVALID_VALUE
/// when the withdrawal is older than the nomination; TOO_MANY_ITEMS.
pub fn withdraw(
    desk: &mut Desk<'_, '_>,
    input: &WithdrawalInput,
    additions: &mut Additions,
) -> Result<StoredOutcome, Refusal> {
    let person = teacher(desk, &input.teacher)?.record;
    let cited = decision::cited(desk, &input.decision)?;
    let (record, row) = named(desk, input, person)?;
    let (nomination, revision) = (row.state.clone(), row.revision);
    let effective = cited.cite.date;
    let end = |decision| NominationEnd { replaced: false, effective, decision };
    if lifecycle::ended(&nomination, end(cited.reference()), desk.act(), &input.reason)?.is_none() {
        return Ok(unchanged(record, revision));
    }
    desk.need_room_beside(1 + cited.entries(), additions.weight(desk, Some(&cited)))?;
    let decision = decision::settle(desk, cited)?;
    let person = desk.reference(person)?;
    additions.add(desk, decision.record, person);
    match lifecycle::ended(&nomination, end(decision), desk.act(), &input.reason)? {
        Some(ended) => Ok(applied(&desk.put(record, Verb::Withdrawn, State::Nomination(ended))?)),
        None => Ok(unchanged(record, revision)),
    }
}

/// The person's nomination by the number that is revoked: of those that stand, else of those that have ended; of several by different authorities
/// the one of the authority that revokes.
fn named<'a>(
    desk: &'a Desk<'_, '_>,
    input: &WithdrawalInput,
    person: RecordId,
) -> Result<(RecordId, &'a Newest<Nomination>), Refusal> {
    let number = fold_number(&input.revoked_number);
    let authority = fold(&input.decision.authority);
    let mut found: Vec<_> = desk
        .district()
        .nominations
        .of_teacher(person)
        .filter_map(|(record, row)| Some((record, row, sent_by(&row.state)?.1)))
        .filter(|(_, _, cite)| fold_number(&cite.number) == number)
        .collect();
    let stands = |row: &Newest<Nomination>| matches!(row.state.state, NominationState::Sent { .. });
    if found.iter().any(|(_, row, _)| stands(row)) {
        found.retain(|(_, row, _)| stands(row));
    }
    if found.iter().any(|(_, _, cite)| fold(&cite.authority) == authority) {
        found.retain(|(_, _, cite)| fold(&cite.authority) == authority);
    }
    match found.as_slice() {
        [] => {
            let missing = Refusal::new(Reason::NominationNotFound).at("revoked_number");
            Err(missing.with("number", &input.revoked_number))
        }
        [(record, row, _)] => Ok((*record, row)),
        several => {
            let ambiguous = Refusal::new(Reason::NominationAmbiguous).at("revoked_number");
            Err(ambiguous.with("candidates", several.len()))
        }
    }
}

/// Marks one nomination as entered in error. A nomination that it had replaced stays ended: its decision is on paper.
///
/// # Errors
/// NOMINATION_NOT_FOUND, NOMINATION_VOID, TOO_MANY_ITEMS.
pub fn correct(desk: &mut Desk<'_, '_>, input: &CorrectionInput) -> Result<StoredOutcome, Refusal> {
    let row = desk.district().nominations.get(input.record);
    let missing = || Refusal::new(Reason::NominationNotFound).at("record_id");
    let nomination = row.ok_or_else(missing)?.state.clone();
    let Change::Changed(voided) = void(&nomination, desk.act()) else {
        return Err(Refusal::new(Reason::NominationVoid).at("record_id"));
    };
    desk.need_room(1)?;
    let voided = lifecycle::with_reason(voided, &input.reason);
    Ok(applied(&desk.put(input.record, Verb::Voided, State::Nomination(voided))?))
}
