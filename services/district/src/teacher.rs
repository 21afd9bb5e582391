//! Entering, changing and removing teachers.

use crate::desk::{Desk, Facts};
use crate::person::{Given, Subject, number_taken, subject};
use crate::school;
use crate::view::{Newest, Teachers};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{RemovalInput, TeacherInput};
use domain::date::BirthDate;
use domain::ids::{RecordId, Reference};
use domain::record::{NominationState, State, StoredOutcome, Teacher, TeacherPerson, Verb};
use domain::text::fold;
use exchange::outcome::{applied, unchanged};
use std::collections::HashMap;

/// Whom the items of one call entered by code. A list names each teacher once: another name or birth date under one code is another person,
/// and only a clerk can say whose the code is. A name is put right in a call of its own.
#[derive(Debug, Default)]
pub struct Entered(HashMap<String, (String, BirthDate)>);

impl Entered {
    fn check(&self, person: &TeacherPerson) -> Result<(), Refusal> {
        let another = self.0.get(&person.code).is_some_and(|(name, birth)| {
            *name != fold(&person.full_name) || !birth.agrees_with(person.birth)
        });
        if another { Err(Refusal::new(Reason::CodeTaken).at("code")) } else { Ok(()) }
    }

    fn note(&mut self, person: &TeacherPerson) {
        if !person.code.is_empty() {
            self.0.insert(person.code.clone(), (fold(&person.full_name), person.birth));
        }
    }
}

/// Enters one teacher of a call; of two persons with one code in it the first is kept.
///
/// # Errors
/// CODE_TAKEN when an earlier item of the call named another person by the code; those of [`enter`].
pub fn push(
    desk: &mut Desk<'_, '_>,
    input: &TeacherInput,
    entered: &mut Entered,
) -> Result<StoredOutcome, Refusal> {
    entered.check(&input.person)?;
    let outcome = enter(desk, input)?;
    entered.note(&input.person);
    Ok(outcome)
}

/// Enters or changes one teacher (keyed by code, else by number, else by name and birth date). The row is the full new state, but code and
/// national number: those stay when the row leaves them out, because a list without a column takes nobody's number away; a number that is wrong is
/// taken away by saying so.
///
/// # Errors
/// TEACHER_AMBIGUOUS, CODE_TAKEN, NATIONAL_ID_TAKEN, TOO_MANY_ITEMS.
pub fn enter(desk: &mut Desk<'_, '_>, input: &TeacherInput) -> Result<StoredOutcome, Refusal> {
    let person = &input.person;
    let given = Given {
        code: &person.code,
        full_name: &person.full_name,
        birth: Some(person.birth),
        national_id: person.national_id.as_deref(),
    };
    let teachers = &desk.district().teachers;
    let subject = subject(teachers, &given)?;
    let known = match subject {
        Subject::Known(record) => teachers.get(record).map(|row| (record, row)),
        Subject::New => None,
    };
    let number = number(input, known.map(|(_, row)| &row.state));
    check_number(teachers, known, number.as_deref())?;
    let need = school::need(&desk.district().schools, &input.school_code, &input.school_name);
    desk.need_room(1 + need.entries())?;
    let Subject::Known(record) = subject else {
        let school = school::settle(desk, need)?;
        let teacher = state(desk, input, None, (school, number));
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, Verb::Recorded, State::Teacher(teacher))?));
    };
    let Some(before) = desk.district().teachers.get(record).cloned() else {
        return Err(Refusal::new(Reason::Internal));
    };
    let school = keep_reference(before.state.school, school::settle(desk, need)?);
    let teacher = state(desk, input, Some(&before), (school, number));
    if says_the_same(&before.state, &teacher) {
        return Ok(unchanged(record, before.revision));
    }
    let verb = if before.state.removal.is_some() { Verb::Revived } else { Verb::Changed };
    Ok(applied(&desk.put(record, verb, State::Teacher(teacher))?))
}

/// The number that the record has after the row.
fn number(input: &TeacherInput, before: Option<&Teacher>) -> Option<String> {
    if input.clear_national_id {
        return None;
    }
    let known = || before?.person.as_ref()?.national_id.clone();
    input.person.national_id.clone().or_else(known)
}

/// One number, one teacher of the district (rules.md 8). Records that share one from earlier may be changed and corrected like any other; nobody takes a
/// number that another record holds.
fn check_number(
    teachers: &Teachers,
    known: Option<(RecordId, &Newest<Teacher>)>,
    number: Option<&str>,
) -> Result<(), Refusal> {
    let Some(number) = number else { return Ok(()) };
    let holders = teachers.with_number(number);
    let record = known.map(|(record, _)| record);
    if holders.iter().any(|holder| Some(holder.record) == record) {
        return Ok(());
    }
    holders.first().map_or(Ok(()), |holder| Err(number_taken(holder)))
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
    (school, national_id): (Option<Reference>, Option<String>),
) -> Teacher {
    let known = before.and_then(|row| row.state.person.as_ref());
    let mut person = TeacherPerson { national_id, ..input.person.clone() };
    if let Some(known) = known.filter(|_| person.code.is_empty()) {
        person.code.clone_from(&known.code);
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
