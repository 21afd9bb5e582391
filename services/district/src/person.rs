//! Which teacher a row is about.
//!
//! Rows name a person by code (Mã GV) within the district, else by a valid national number, else by folded name and birth date where that is
//! unique in the district. Nothing merges by itself (D30): where two readings are possible the row is refused and the clerk decides.

use crate::view::{Known, Teachers};
use contracts::refusal::{Reason, Refusal};
use domain::date::BirthDate;
use domain::ids::RecordId;
use domain::personal_id::same_number;
use domain::record::TeacherPerson;
use domain::text::fold;

/// What a row says about the person; empty and `None` = not said.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Teacher code.
    pub code: &'a str,
    /// Full name.
    pub full_name: &'a str,
    /// Birth date.
    pub birth: Option<BirthDate>,
    /// Valid national number, digits alone.
    pub national_id: Option<&'a str>,
}

/// Whom a roster row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Nobody whom the district has.
    New,
    /// This record, standing or to be revived.
    Known(RecordId),
}

/// Finds the teacher whom a row of a duty is about. A code that nobody holds does not end the search: the files of schools carry codes that the
/// roster does not have yet; but a record found otherwise must not hold another code.
///
/// # Errors
/// TEACHER_NOT_FOUND, TEACHER_AMBIGUOUS, TEACHER_CONTRADICTION with the field that contradicts.
pub fn find<'a>(teachers: &'a Teachers, given: &Given<'_>) -> Result<Known<'a>, Refusal> {
    let found = match by_code(teachers, given.code) {
        Some(found) => found,
        None => only(by_number(teachers, given))
            .or_else(|| only(by_name(teachers, given)))
            .unwrap_or_else(|| Err(Refusal::new(Reason::TeacherNotFound).at(first_given(given))))?,
    };
    match contradiction(given, found.person) {
        Some(field) => Err(Refusal::new(Reason::TeacherContradiction).at(field).with("differs", field)),
        None => Ok(found),
    }
}

/// Finds whom a roster row is about. A row with a code that nobody holds is another person than anybody who holds a code; it may be one of those
/// entered without a code. A code found under a tombstone revives its record, unless it was another person's.
///
/// # Errors
/// CODE_TAKEN when the code is held by another person (other folded name and other birth date, and not the same national number);
/// NATIONAL_ID_TAKEN when the number is held by somebody of another name and birth date; TEACHER_AMBIGUOUS when several could be meant.
pub fn subject(teachers: &Teachers, given: &Given<'_>) -> Result<Subject, Refusal> {
    let holders = if given.code.is_empty() { Vec::new() } else { teachers.with_code(given.code) };
    match holders.first() {
        Some(holder) if !is_another(given, holder.person) => return Ok(Subject::Known(holder.record)),
        Some(holder) if holder.stands() => return Err(Refusal::new(Reason::CodeTaken).at("code")),
        _ => {}
    }
    let may_be = |one: &Known<'_>| given.code.is_empty() || one.person.code.is_empty();
    let mut by_number = by_number(teachers, given);
    by_number.retain(may_be);
    if let Some(found) = only(by_number) {
        let found = found?;
        if !is_another_by_words(given, found.person) {
            return Ok(Subject::Known(found.record));
        }
        return Err(number_taken(&found));
    }
    let mut by_name = by_name(teachers, given);
    by_name
        .retain(|one| may_be(one) && !numbers_differ(given.national_id, one.person.national_id.as_deref()));
    only(by_name).map_or(Ok(Subject::New), |found| Ok(Subject::Known(found?.record)))
}

/// The refusal of a number that somebody else holds; it names the record, because codes of teachers are personal. Whoever answers the district's own system
/// adds the code to the words.
#[must_use]
pub fn number_taken(holder: &Known<'_>) -> Refusal {
    Refusal::new(Reason::NationalIdTaken).at("national_id").with("teacher", holder.record)
}

fn by_code<'a>(teachers: &'a Teachers, code: &str) -> Option<Known<'a>> {
    if code.is_empty() {
        return None;
    }
    teachers.with_code(code).into_iter().find(Known::stands)
}

fn by_number<'a>(teachers: &'a Teachers, given: &Given<'_>) -> Vec<Known<'a>> {
    given.national_id.map_or_else(Vec::new, |number| teachers.with_number(number))
}

fn by_name<'a>(teachers: &'a Teachers, given: &Given<'_>) -> Vec<Known<'a>> {
    let Some(birth) = given.birth.filter(|_| !given.full_name.is_empty()) else { return Vec::new() };
    let mut found = teachers.with_name(&fold(given.full_name));
    found.retain(|one| one.person.birth == birth);
    found
}

/// The only one found; `None` when there is none.
fn only(found: Vec<Known<'_>>) -> Option<Result<Known<'_>, Refusal>> {
    let count = found.len();
    let first = found.into_iter().next()?;
    Some(match count {
        1 => Ok(first),
        _ => Err(Refusal::new(Reason::TeacherAmbiguous).with("candidates", count)),
    })
}

fn first_given(given: &Given<'_>) -> &'static str {
    if !given.code.is_empty() {
        "code"
    } else if given.national_id.is_some() {
        "national_id"
    } else {
        "full_name"
    }
}

/// The first field in which a row contradicts the record found.
fn contradiction(given: &Given<'_>, person: &TeacherPerson) -> Option<&'static str> {
    let other_code = !given.code.is_empty() && !person.code.is_empty() && given.code != person.code;
    let other_name = !given.full_name.is_empty() && fold(given.full_name) != fold(&person.full_name);
    let other_birth = given.birth.is_some_and(|birth| !birth.agrees_with(person.birth));
    if other_code {
        Some("code")
    } else if other_name {
        Some("full_name")
    } else if other_birth {
        Some("birth")
    } else if numbers_differ(given.national_id, person.national_id.as_deref()) {
        Some("national_id")
    } else {
        None
    }
}

/// Whether a roster row is about another person than a record: other name and other birth date, and no number in common.
fn is_another(given: &Given<'_>, person: &TeacherPerson) -> bool {
    let same_number = given.national_id.is_some() && given.national_id == person.national_id.as_deref();
    !same_number && is_another_by_words(given, person)
}

fn is_another_by_words(given: &Given<'_>, person: &TeacherPerson) -> bool {
    let other_birth = given.birth.is_some_and(|birth| !birth.agrees_with(person.birth));
    other_birth && fold(given.full_name) != fold(&person.full_name)
}

/// Whether two numbers are of two persons.
fn numbers_differ(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| same_number(one, other) == Some(false))
}
