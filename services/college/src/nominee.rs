//! Whom a row is about: the nomination that sent the person, as a district recorded it.

pub mod agreement;
mod search;

pub use search::{Candidate, search};

use crate::view::{Nominations, decision};
use agreement::Claim;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::NominationKey;
use domain::date::BirthDate;
use domain::ids::RecordKey;
use domain::record::{DocumentCite, Nomination, NominationState};
use domain::text::{fold, fold_number};

/// What a row says about a person and the nomination.
#[derive(Debug, Clone, Copy)]
pub struct Clue<'a> {
    /// How the row names the nomination.
    pub key: &'a NominationKey,
    /// Full name.
    pub full_name: &'a str,
    /// Birth date.
    pub birth: BirthDate,
}

impl Clue<'_> {
    /// What the row claims about the person.
    #[must_use]
    pub fn claim(&self) -> Claim<'_> {
        Claim {
            teacher_code: &self.key.teacher_code,
            national_id: self.key.national_id.as_deref(),
            full_name: self.full_name,
            birth: Some(self.birth),
        }
    }
}

/// Finds the nomination of a row: by its record; else the decision names the district by number, date and authority, and within it the person is found by
/// teacher code, else by a valid national number, else by folded name and birth date. A code or number that nobody has does not end the search: a record
/// found otherwise that holds another one contradicts the row. Nominations that stand come before those that have ended.
///
/// # Errors
/// NOMINATION_NOT_FOUND, NOMINATION_AMBIGUOUS, NOMINATION_CONTRADICTION with what differs. Fields are those of a `NominationKey` item's row.
pub fn find(nominations: &Nominations, clue: &Clue<'_>) -> Result<RecordKey, Refusal> {
    let (key, nomination) = match (clue.key.nomination, &clue.key.decision) {
        (Some(key), _) => {
            let sent = nominations.get(key).filter(|nomination| decision(nomination).is_some());
            (key, sent.ok_or_else(|| not_found(None))?)
        }
        (None, Some(cite)) => by_decision(nominations, clue, cite)?,
        (None, None) => return Err(not_found(None)),
    };
    match contradiction(nomination, clue) {
        Some(differs) => Err(contradicts(differs)),
        None => Ok(key),
    }
}

/// What a row says otherwise than a nomination; `None` when they agree as far as both speak.
#[must_use]
pub fn contradiction(nomination: &Nomination, clue: &Clue<'_>) -> Option<&'static str> {
    let other_decision = match (&clue.key.decision, decision(nomination)) {
        (Some(given), Some(cite)) => !same_decision(given, cite),
        _ => false,
    };
    let person = nomination.person.as_ref();
    let other = || {
        person.and_then(|person| clue.claim().against(person).into_iter().next()).map(agreement::Fact::field)
    };
    if other_decision { Some("decision") } else { other() }
}

/// The refusal of a row that contradicts its nomination.
#[must_use]
pub fn contradicts(differs: &'static str) -> Refusal {
    let field = match differs {
        "teacher_code" | "national_id" | "decision" => format!("nomination.{differs}"),
        other => other.to_owned(),
    };
    Refusal::new(Reason::NominationContradiction).at(field).with("differs", differs)
}

/// Two cites of one decision: equal but for case, accents and spaces, as it stands in real files.
fn same_decision(one: &DocumentCite, other: &DocumentCite) -> bool {
    one.date == other.date
        && fold_number(&one.number) == fold_number(&other.number)
        && fold(&one.authority) == fold(&other.authority)
}

fn by_decision<'a>(
    nominations: &'a Nominations,
    clue: &Clue<'_>,
    cite: &DocumentCite,
) -> Result<(RecordKey, &'a Nomination), Refusal> {
    let of_decision =
        |nomination: &Nomination| decision(nomination).is_some_and(|own| same_decision(cite, own));
    let all: Vec<_> =
        nominations.with_number(&cite.number).filter(|(_, nomination)| of_decision(nomination)).collect();
    let claim = clue.claim();
    for fact in agreement::BY_WEIGHT {
        let mut hits: Vec<_> = all
            .iter()
            .copied()
            .filter(|(_, nomination)| {
                nomination.person.as_ref().is_some_and(|person| claim.names(fact, person))
            })
            .collect();
        let standing = |nomination: &Nomination| matches!(nomination.state, NominationState::Sent { .. });
        if hits.iter().any(|(_, nomination)| standing(nomination)) {
            hits.retain(|(_, nomination)| standing(nomination));
        }
        match *hits.as_slice() {
            [] => {}
            [hit] => return Ok(hit),
            _ => {
                let refusal = Refusal::new(Reason::NominationAmbiguous).at("nomination");
                return Err(refusal.with("candidates", hits.len()));
            }
        }
    }
    Err(not_found(Some(cite)))
}

fn not_found(cite: Option<&DocumentCite>) -> Refusal {
    let refusal = Refusal::new(Reason::NominationNotFound).at("nomination");
    match cite {
        Some(cite) => refusal.with("date", cite.date).with("number", &cite.number),
        None => refusal,
    }
}
