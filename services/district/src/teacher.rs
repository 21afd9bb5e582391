//! Entering, changing and removing teachers.

use crate::desk::Desk;
use crate::outcome::{applied, unchanged};
use crate::person::{Given, Subject, subject};
use crate::school;
use crate::view::Newest;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{RemovalInput, TeacherInput};
use domain::ids::{RecordId, Reference};
use domain::record::{NominationState, State, StoredOutcome, Teacher, Verb};

/// Enters or changes one teacher (keyed by code, else by number, else by name and birth date). The row is the full new state, but code and
/// national number: those stay when the row leaves them out, because a list without a column takes nobody's number away.
///
/// # Errors
/// TEACHER_AMBIGUOUS, CODE_TAKEN, TOO_MANY_ITEMS.
pub fn push(desk: &mut Desk<'_, '_>, input: &TeacherInput) -> Result<StoredOutcome, Refusal> {
    let person = &input.person;
    let given = Given {
        code: &person.code,
        full_name: &person.full_name,
        birth: Some(person.birth),
        national_id: person.national_id.as_deref(),
    };
    let subject = subject(&desk.district().teachers, &given)?;
    let need = school::need(&desk.district().schools, &input.school_code, &input.school_name);
    desk.need_room(1 + need.entries())?;
    let Subject::Known(record) = subject else {
        let school = school::settle(desk, need)?;
        let teacher = state(desk, input, None, school);
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, Verb::Recorded, State::Teacher(teacher))?));
    };
    let Some(before) = desk.district().teachers.get(record).cloned() else {
        return Err(Refusal::new(Reason::Internal));
    };
    let school = keep_reference(before.state.school, school::settle(desk, need)?);
    let teacher = state(desk, input, Some(&before), school);
    if says_the_same(&before.state, &teacher) {
        return Ok(unchanged(record, before.revision));
    }
    let verb = if before.state.removal.is_some() { Verb::Revived } else { Verb::Changed };
    Ok(applied(&desk.put(record, verb, State::Teacher(teacher))?))
}

/// A reference to the same school stays as it is, so that a school that was completed changes no teacher.
fn keep_reference(before: Option<Reference>, now: Option<Reference>) -> Option<Reference> {
    match (before, now) {
        (Some(before), Some(now)) if before.key() == now.key() => Some(before),
        _ => now,
    }
}

fn state(
    desk: &Desk<'_, '_>,
    input: &TeacherInput,
    before: Option<&Newest<Teacher>>,
    school: Option<Reference>,
) -> Teacher {
    let known = before.and_then(|row| row.state.person.as_ref());
    let mut person = input.person.clone();
    if let Some(known) = known {
        if person.code.is_empty() {
            person.code.clone_from(&known.code);
        }
        person.national_id = person.national_id.or_else(|| known.national_id.clone());
    }
    Teacher {
        act: desk.act(),
        school,
        level: input.level,
        degree: input.degree,
        teacher_training: input.teacher_training,
        suitable: input.suitable,
        nvsp: input.nvsp,
        employment: input.employment,
        recruited_on: input.recruited_on,
        hardship_years: input.hardship_years,
        majors_table: input.majors_table,
        removal: None,
        person: Some(person),
    }
}

/// Whether two states differ in nothing but who wrote them.
fn says_the_same(before: &Teacher, after: &Teacher) -> bool {
    Teacher { act: before.act.clone(), ..after.clone() } == *before
}

/// Removes a teacher entered in error or twice; pushing the code again revives the record.
///
/// # Errors
/// TEACHER_NOT_FOUND; TEACHER_HAS_NOMINATION unless every nomination of the person is void.
pub fn remove(desk: &mut Desk<'_, '_>, input: &RemovalInput) -> Result<StoredOutcome, Refusal> {
    let teachers = &desk.district().teachers;
    let holders = teachers.with_code(&input.code);
    let holder = holders.first().ok_or_else(|| Refusal::new(Reason::TeacherNotFound).at("code"))?;
    let (record, row) = (holder.record, holder.row.clone());
    match row.state.removal {
        Some(removal) if removal == input.removal => return Ok(unchanged(record, row.revision)),
        Some(_) => return Err(Refusal::new(Reason::TeacherNotFound).at("code")),
        None => {}
    }
    if let Some(nomination) = nominated(desk, record) {
        return Err(Refusal::new(Reason::TeacherHasNomination).at("code").with("nomination", nomination));
    }
    desk.need_room(1)?;
    let teacher = Teacher { act: desk.act(), removal: Some(input.removal), ..row.state };
    Ok(applied(&desk.put(record, Verb::Removed, State::Teacher(teacher))?))
}

/// A nomination that rests on the record: also a draft, and one that has ended, for its decision was on paper.
fn nominated(desk: &Desk<'_, '_>, teacher: RecordId) -> Option<RecordId> {
    let mut nominations = desk.district().nominations.of_teacher(teacher);
    nominations.find(|(_, row)| row.state.state != NominationState::Void).map(|(record, _)| record)
}
