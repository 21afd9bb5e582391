//! The results of an enrollment, up to the diploma.

use super::{Change, NotAllowed};
use crate::record::{Act, Completion, Diploma, Enrollment, TermResult};
use crate::text::fold;

/// The diploma that stands; `None` before there is one, and once it was taken back.
#[must_use]
pub fn standing(completion: &Completion) -> Option<&Diploma> {
    completion.diploma.as_ref().filter(|_| !completion.void)
}

/// The diploma that stands, when another report of it says the same: degree, number and date alike, register number and institution alike as far as
/// both say them. What was not known before is filled in.
///
/// # Errors
/// [`NotAllowed::DiplomaExists`]: a study leads to one diploma, so another one says that the first was entered in error, and that is said first.
pub fn told_again(standing: &Diploma, given: &Diploma) -> Result<Diploma, NotAllowed> {
    let alike = |one: &str, other: &str| one.is_empty() || other.is_empty() || fold(one) == fold(other);
    let same = standing.degree == given.degree
        && standing.number == given.number
        && standing.date == given.date
        && alike(&standing.register_number, &given.register_number)
        && alike(&standing.institution, &given.institution);
    if !same {
        return Err(NotAllowed::DiplomaExists);
    }
    let known = |standing: &String, given: &String| {
        if standing.is_empty() { given.clone() } else { standing.clone() }
    };
    Ok(Diploma {
        register_number: known(&standing.register_number, &given.register_number),
        institution: known(&standing.institution, &given.institution),
        ..standing.clone()
    })
}

/// Adds results to a completion: a term's result takes the place of an earlier one of the same term, terms stay ascending; a diploma
/// that stands gives way to no other. A completion that was taken back stands again with what is reported now.
///
/// # Errors
/// [`NotAllowed::Void`] when the enrollment was entered in error; [`NotAllowed::DiplomaBeforeStart`]; [`NotAllowed::DiplomaExists`].
pub fn report(
    enrollment: &Enrollment,
    completion: &Completion,
    term: Option<TermResult>,
    diploma: Option<Diploma>,
    act: Act,
) -> Result<Change<Completion>, NotAllowed> {
    if enrollment.void {
        return Err(NotAllowed::Void);
    }
    if diploma.as_ref().is_some_and(|diploma| diploma.date < enrollment.begun_on) {
        return Err(NotAllowed::DiplomaBeforeStart);
    }
    let mut next = completion.clone();
    if completion.void {
        next.void = false;
        next.diploma = None;
    }
    if let Some(term) = term {
        match next.terms.binary_search_by(|known| known.term.cmp(&term.term)) {
            Ok(place) => next.terms.splice(place..=place, [term]).for_each(drop),
            Err(place) => next.terms.insert(place, term),
        }
    }
    next.diploma = match (next.diploma, diploma) {
        (Some(standing), Some(given)) => Some(told_again(&standing, &given)?),
        (standing, given) => given.or(standing),
    };
    Ok(if next == *completion { Change::Unchanged } else { Change::Changed(Completion { act, ..next }) })
}

/// Takes a diploma back as entered in error.
///
/// # Errors
/// [`NotAllowed::NoDiploma`].
pub fn reverse(completion: &Completion, act: Act) -> Result<Change<Completion>, NotAllowed> {
    if completion.void {
        return Ok(Change::Unchanged);
    }
    if completion.diploma.is_none() {
        return Err(NotAllowed::NoDiploma);
    }
    Ok(Change::Changed(Completion { act, void: true, ..completion.clone() }))
}

#[cfg(test)]
mod tests;
