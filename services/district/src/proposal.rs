//! Schools' proposals of the year in which a teacher takes part (Decree 71/2020 Art. 17(1); plan III.7).

use crate::desk::{Desk, Facts};
use crate::view::{Known, Newest};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::ProposalInput;
use domain::ids::RecordId;
use domain::record::{Proposal, State, StoredOutcome, Verb};
use exchange::outcome::{applied, unchanged};
use uuid::Uuid;

/// A school's user names a teacher of another school, or nobody: which of them is not told.
fn not_the_schools() -> Refusal {
    Refusal::new(Reason::NotYours).with("role", "unit_user").with("relation", "own")
}

/// Enters one proposal. A teacher has one: another year changes it. A school's user (`unit` is the school's record) proposes for the school's own
/// teachers alone, and learns of no other whether it exists.
///
/// # Errors
/// TEACHER_NOT_FOUND; NOT_YOURS for a school's user; TOO_MANY_ITEMS.
pub fn push(
    desk: &mut Desk<'_, '_>,
    unit: Option<Uuid>,
    input: &ProposalInput,
) -> Result<StoredOutcome, Refusal> {
    let holders = desk.district().teachers.with_code(&input.teacher_code);
    let mut standing = holders.into_iter().filter(Known::stands);
    let teacher = match unit {
        None => {
            standing.next().ok_or_else(|| Refusal::new(Reason::TeacherNotFound).at("teacher_code"))?.record
        }
        Some(unit) => {
            let own = |one: &Known<'_>| one.row.state.school.is_some_and(|school| school.record.0 == unit);
            standing.find(own).ok_or_else(not_the_schools)?.record
        }
    };
    let before = before(desk, teacher).map(|(record, row)| (record, row.clone()));
    desk.need_room(1)?;
    let person = desk.reference(teacher)?;
    let proposal = Proposal {
        act: desk.act(),
        teacher: before.as_ref().map_or(person, |(_, row)| row.state.teacher),
        year: input.year,
        removal: None,
        note: Some(input.note.clone()),
    };
    let Some((record, row)) = before else {
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, Verb::Recorded, State::Proposal(proposal))?));
    };
    if (Proposal { act: row.state.act.clone(), ..proposal.clone() }) == row.state {
        return Ok(unchanged(record, row.revision));
    }
    Ok(applied(&desk.put(record, Verb::Changed, State::Proposal(proposal))?))
}

fn before<'a>(desk: &'a Desk<'_, '_>, teacher: RecordId) -> Option<(RecordId, &'a Newest<Proposal>)> {
    desk.district().proposals.iter().find(|(_, row)| row.state.teacher.record == teacher)
}
