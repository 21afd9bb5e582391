//! The results of an enrollment, up to the diploma.

use super::{Change, NotAllowed};
use crate::record::{Act, Completion, Diploma, Enrollment, TermResult};

/// Adds results to a completion: a term's result takes the place of an earlier one of the same term, terms stay ascending; a diploma
/// takes the place of an earlier one. A completion that was taken back stands again with what is reported now.
///
/// # Errors
/// [`NotAllowed::Void`] when the enrollment was entered in error; [`NotAllowed::DiplomaBeforeStart`].
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
    if diploma.is_some() {
        next.diploma = diploma;
    }
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
