//! Results (kết quả): terms and diplomas, one record per enrollment.

use crate::desk::{Desk, Facts};
use crate::learner::{Enrolled, enrolled};
use crate::programme::check_award;
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::{ResultInput, ReversalInput};
use domain::lifecycle::{Change, NotAllowed, completion};
use domain::record::{Completion, CompletionPerson, Diploma, State, StoredOutcome, TermResult, Verb};
use domain::text::fold;
use exchange::outcome::unchanged;

/// Terms of one enrollment, the whole course among them: with the longest texts they still fit into one entry.
const MOST_TERMS: usize = 40;

/// Takes a result in: a term's takes the place of an earlier one of that term; a diploma that stands gives way to no other, it is taken back first. A
/// result without a term stands for the whole course.
///
/// # Errors
/// INVALID_VALUE for a term too many, ENROLLMENT_NOT_FOUND, DIPLOMA_EXISTS, DIPLOMA_NUMBER_TAKEN, DIPLOMA_BEFORE_START, DIPLOMA_BELOW_PROGRAMME, AWARD_NOT_ALLOWED, TOO_MANY_ITEMS.
pub fn report(desk: &mut Desk<'_, '_>, input: &ResultInput) -> Result<StoredOutcome, Refusal> {
    let enrolled = enrolled(desk, &input.student_code)?;
    let known = desk
        .books()?
        .completion_of(enrolled.record)
        .map(|found| (found.record, found.revision, found.state.clone()));
    let before = match &known {
        Some((_, _, state)) => state.clone(),
        None => empty(desk, &enrolled)?,
    };
    let diploma = match (completion::standing(&before), &input.diploma) {
        (_, None) => None,
        (None, Some(given)) => Some(awarded(desk, &enrolled, given)?),
        // It was looked at when it was first reported; what the programme says since does not take it away.
        (Some(standing), Some(given)) => {
            Some(completion::told_again(standing, given).map_err(|_| exists(standing))?)
        }
    };
    let awards = diploma.is_some();
    let term = TermResult { term: input.term.clone(), credits: input.credits, result: input.result.clone() };
    let change = completion::report(&enrolled.state, &before, Some(term), diploma, desk.act());
    let next = match (change, &known) {
        (Ok(Change::Changed(next)), _) => next,
        (Ok(Change::Unchanged), Some((record, revision, _))) => return Ok(unchanged(*record, *revision)),
        (Ok(Change::Unchanged), None) => before,
        (Err(error), _) => return Err(refusal(error, &enrolled, input)),
    };
    if next.terms.len() > MOST_TERMS {
        let refusal = Refusal::invalid("term", Rule::WrongCount);
        return Err(refusal.with("max", MOST_TERMS).with("min", 1));
    }
    let verb = match (&known, awards) {
        (_, true) => Verb::Completed,
        (Some(_), false) => Verb::Changed,
        (None, false) => Verb::Recorded,
    };
    let record = known.map_or_else(|| desk.new_id(), |(record, _, _)| record);
    let next = Completion { person: person(&enrolled, ""), ..next };
    desk.record(record, verb, State::Completion(next))
}

/// Takes a diploma back as entered in error; the results reported with it go too. Taken back already, it is UNCHANGED.
///
/// # Errors
/// ENROLLMENT_NOT_FOUND, DIPLOMA_NOT_FOUND, TOO_MANY_ITEMS.
pub fn reverse(desk: &mut Desk<'_, '_>, input: &ReversalInput) -> Result<StoredOutcome, Refusal> {
    let enrolled = enrolled(desk, &input.student_code)?;
    let no_diploma = || Refusal::new(Reason::DiplomaNotFound).at("student_code");
    let known = desk.books()?.completion_of(enrolled.record);
    let known = known.map(|found| (found.record, found.revision, found.state.clone()));
    let (record, revision, before) = known.ok_or_else(no_diploma)?;
    match completion::reverse(&before, desk.act()) {
        Ok(Change::Unchanged) => Ok(unchanged(record, revision)),
        Ok(Change::Changed(next)) => {
            let next = Completion { person: person(&enrolled, &input.reason), ..next };
            desk.record(record, Verb::Voided, State::Completion(next))
        }
        Err(_) => Err(no_diploma()),
    }
}

fn empty(desk: &Desk<'_, '_>, enrolled: &Enrolled) -> Result<Completion, Refusal> {
    Ok(Completion {
        act: desk.act(),
        enrollment: desk.reference(enrolled.record)?,
        nomination: enrolled.state.nomination.map(|basis| basis.reference),
        terms: Vec::new(),
        diploma: None,
        void: false,
        person: None,
    })
}

fn person(enrolled: &Enrolled, reason: &str) -> Option<CompletionPerson> {
    enrolled.person.as_ref().map(|learner| CompletionPerson {
        student_code: learner.student_code.clone(),
        full_name: learner.full_name.clone(),
        reason: reason.to_owned(),
    })
}

/// The diploma with the institution that awards it: as given, else the programme's, else the college. Its degree is not below the programme's, and its
/// number stands on no other diploma of that institution.
fn awarded(desk: &Desk<'_, '_>, enrolled: &Enrolled, diploma: &Diploma) -> Result<Diploma, Refusal> {
    let books = desk.books()?;
    let class = books.class_record(enrolled.state.class.record);
    let programme = class.and_then(|class| books.programme_record(class.programme.record));
    let of_programme = programme.map_or("", |programme| programme.awarding_institution.as_str());
    if let Some(programme) = programme.filter(|programme| diploma.degree < programme.degree) {
        let refusal = Refusal::new(Reason::DiplomaBelowProgramme).at("diploma.degree");
        return Err(refusal.with("given", diploma.degree.code()).with("required", programme.degree.code()));
    }
    let institution = match (diploma.institution.as_str(), of_programme) {
        ("", "") => desk.own_name(),
        ("", of_programme) => of_programme.to_owned(),
        (given, _) => given.to_owned(),
    };
    check_award(desk, diploma.degree, &institution).map_err(|refusal| refusal.at("diploma.degree"))?;
    let same_awarder =
        |other: &str| fold(other) == fold(&institution) || (desk.is_own(other) && desk.is_own(&institution));
    let taken = books.with_diploma(&diploma.number).any(|found| {
        let other = found.state.diploma.as_ref();
        found.state.enrollment.record != enrolled.record
            && other.is_some_and(|other| same_awarder(&other.institution))
    });
    if taken {
        let refusal = Refusal::new(Reason::DiplomaNumberTaken).at("diploma.number");
        return Err(refusal.with("number", &diploma.number));
    }
    Ok(Diploma { institution, ..diploma.clone() })
}

/// The refusal of a second diploma, with the one that stands.
fn exists(standing: &Diploma) -> Refusal {
    Refusal::new(Reason::DiplomaExists)
        .at("diploma.number")
        .with("date", standing.date)
        .with("degree", standing.degree.code())
        .with("number", &standing.number)
}

fn refusal(error: NotAllowed, enrolled: &Enrolled, input: &ResultInput) -> Refusal {
    match (error, &input.diploma) {
        (NotAllowed::DiplomaBeforeStart, Some(diploma)) => Refusal::new(Reason::DiplomaBeforeStart)
            .at("diploma.date")
            .with("begun_on", enrolled.state.begun_on)
            .with("date", diploma.date),
        _ => crate::learner::not_enrolled(),
    }
}
