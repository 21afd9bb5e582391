//! The search before an enrollment: candidates with what speaks for and against each, never one silent match.

use super::agreement::{Claim, Fact};
use crate::view::{Books, Nominations, decision};
use contracts::wire::FindNomineeInput;
use domain::ids::RecordKey;
use domain::record::{Nomination, NominationState};
use domain::text::fold_number;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Most candidates of one answer.
const MOST: usize = 20;

/// A nomination that could be meant.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// The nomination.
    pub key: RecordKey,
    /// Its state.
    pub nomination: &'a Nomination,
    /// Stable words for and against, such as `SAME_NATIONAL_ID`, `OTHER_BIRTH`, `ENDED`.
    pub reasons: Vec<&'static str>,
}

/// The nominations that could be the person before the clerk, best first: those that share the number, the name or the decision. What speaks against
/// one does not leave it out: the clerk decides.
#[must_use]
pub fn search<'a>(
    nominations: &'a Nominations,
    books: Option<&Books>,
    input: &FindNomineeInput,
) -> Vec<Candidate<'a>> {
    let mut found: BTreeMap<RecordKey, &Nomination> = BTreeMap::new();
    if let Some(digits) = &input.national_id {
        found.extend(nominations.with_national_id(digits));
    }
    if !input.full_name.is_empty() {
        found.extend(nominations.with_name(&input.full_name));
    }
    if !input.decision_number.is_empty() {
        found.extend(nominations.with_number(&input.decision_number));
    }
    let mut rated: Vec<_> = found
        .into_iter()
        .map(|(key, nomination)| rate(key, nomination, books, input))
        .filter(|(rating, _)| rating.is_candidate)
        .collect();
    rated.sort_by_key(|(rating, candidate)| (Reverse(rating.weight), candidate.key));
    rated.into_iter().map(|(_, candidate)| candidate).take(MOST).collect()
}

#[derive(Default)]
struct Rating {
    weight: i32,
    is_candidate: bool,
}

fn rate<'a>(
    key: RecordKey,
    nomination: &'a Nomination,
    books: Option<&Books>,
    input: &FindNomineeInput,
) -> (Rating, Candidate<'a>) {
    let in_force = matches!(nomination.state, NominationState::Sent { .. });
    let mut rating = Rating::default();
    let mut reasons = Vec::new();
    let mut say = |same: Option<bool>, words: (&'static str, &'static str), weight: i32| match same {
        Some(true) => {
            rating.weight += weight;
            reasons.push(words.0);
        }
        Some(false) => {
            rating.weight -= weight;
            reasons.push(words.1);
        }
        None => {}
    };
    let claim = claim(input);
    let compare = |fact| nomination.person.as_ref().and_then(|person| claim.compare(fact, person));
    let (number, name, birth) = (compare(Fact::NationalId), compare(Fact::Name), compare(Fact::Birth));
    let of_decision = of_decision(nomination, input);
    say(number, ("SAME_NATIONAL_ID", "OTHER_NATIONAL_ID"), 8);
    say(of_decision, ("SAME_DECISION", "OTHER_DECISION"), 4);
    say(name, ("SAME_NAME", "OTHER_NAME"), 3);
    say(birth, ("SAME_BIRTH", "OTHER_BIRTH"), 2);
    if !in_force {
        rating.weight -= 1;
        reasons.push("ENDED");
    }
    if books.is_some_and(|books| books.enrollments_against(key).next().is_some()) {
        rating.weight -= 1;
        reasons.push("ALREADY_ENROLLED");
    }
    // A decision names many persons: where the clerk also gave a name, a birth date or a number, one of them has to fit.
    let personal = [number, name, birth];
    let named = personal.contains(&Some(true)) || personal.iter().all(Option::is_none);
    rating.is_candidate = number == Some(true) || name == Some(true) || (of_decision == Some(true) && named);
    let candidate = Candidate { key, nomination, reasons };
    (rating, candidate)
}

fn claim(input: &FindNomineeInput) -> Claim<'_> {
    Claim {
        teacher_code: "",
        national_id: input.national_id.as_deref(),
        full_name: &input.full_name,
        birth: input.birth,
    }
}

/// Whether the clerk and the nomination speak of one decision; its authority is not asked for.
fn of_decision(nomination: &Nomination, input: &FindNomineeInput) -> Option<bool> {
    let cite = decision(nomination)?;
    let number = (!input.decision_number.is_empty())
        .then(|| fold_number(&cite.number) == fold_number(&input.decision_number));
    let date = input.decision_date.map(|date| date == cite.date);
    match (number, date) {
        (None, None) => None,
        (number, date) => Some(number.unwrap_or(true) && date.unwrap_or(true)),
    }
}
