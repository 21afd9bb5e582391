//! The states of a nomination and what leads from one to another. Pure.
//!
//! Draft → sent → ended (withdrawn or replaced); each of them → void. Nothing leads out of void, and an ended nomination is not sent again: a new
//! decision makes a new one.

use crate::decision::Cited;
use crate::view::Newest;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::date::LegalDate;
use domain::ids::{RecordId, Reference};
use domain::record::{Act, DocumentCite, Nomination, NominationEnd, NominationPerson, NominationState};

type Row<'a> = (RecordId, &'a Newest<Nomination>);

/// The decision by which a nomination was sent; `None` in a draft and in a void one.
pub(super) const fn sent_by(state: &NominationState) -> Option<(&Reference, &DocumentCite)> {
    match state {
        NominationState::Sent { decision, cite } | NominationState::Ended { decision, cite, .. } => {
            Some((decision, cite))
        }
        NominationState::Draft | NominationState::Void => None,
    }
}

/// Which of a person's nominations for a plan a sending is about: the one by the same decision, also when it has ended; else a draft;
/// `None` for a new one.
///
/// # Errors
/// ALREADY_NOMINATED when one stands by another decision.
pub(super) fn choose<'a>(
    nominations: impl Iterator<Item = Row<'a>>,
    cited: Option<&Cited>,
) -> Result<Option<Row<'a>>, Refusal> {
    let rows: Vec<Row<'a>> = nominations.collect();
    let same = |(_, row): &&Row<'a>| {
        sent_by(&row.state.state)
            .is_some_and(|(decision, _)| cited.is_some_and(|one| one.is(decision.record)))
    };
    if let Some(row) = rows.iter().find(same) {
        return Ok(Some(*row));
    }
    for (record, row) in &rows {
        if let NominationState::Sent { cite, .. } = &row.state.state {
            return Err(Refusal::new(Reason::AlreadyNominated)
                .at("teacher")
                .with("nomination", record)
                .with("number", &cite.number));
        }
    }
    Ok(rows.into_iter().find(|(_, row)| row.state.state == NominationState::Draft))
}

/// A nomination as sent again: what the row says is new, references that name the same records stay, and an end stays with its reason.
pub(super) fn renewed(before: &Nomination, wanted: Nomination) -> Nomination {
    let state = match (&before.state, wanted.state) {
        (NominationState::Draft, wanted) => wanted,
        (kept, _) => kept.clone(),
    };
    let ended = matches!(state, NominationState::Ended { .. });
    let reason = before.person.as_ref().filter(|_| ended).map(|person| person.reason.clone());
    let person = match (wanted.person, reason) {
        (Some(person), Some(reason)) => Some(NominationPerson { reason, ..person }),
        (person, _) => person,
    };
    let replaces = match (before.replaces, wanted.replaces) {
        (Some(before), Some(now)) if before.key() != now.key() => Some(now),
        (Some(before), _) => Some(before),
        (None, now) => now,
    };
    Nomination { state, person, replaces, teacher: before.teacher, plan: before.plan, ..wanted }
}

/// What ends a nomination must not be older than what sent it.
///
/// # Errors
/// INVALID_VALUE at `decision.date`.
pub(super) fn check_order(nomination: &Nomination, ending: &DocumentCite) -> Result<(), Refusal> {
    match sent_by(&nomination.state) {
        Some((_, cite)) if ending.date < cite.date => Err(Refusal::new(Reason::InvalidValue)
            .at("decision.date")
            .with("min", cite.date)
            .with("rule", Rule::WrongOrder.code())),
        _ => Ok(()),
    }
}

/// A sent nomination as ended: whether replaced, from when, by which decision. What is not sent stays as it is.
pub(super) fn ended(
    nomination: Nomination,
    act: Act,
    (replaced, effective, by): (bool, LegalDate, Reference),
    reason: &str,
) -> Nomination {
    let end = NominationEnd { replaced, effective, decision: by };
    let state = match nomination.state {
        NominationState::Sent { decision, cite } => NominationState::Ended { decision, cite, end },
        other => other,
    };
    let person = with_reason(nomination.person, reason);
    Nomination { act, state, person, ..nomination }
}

/// A nomination as entered in error.
pub(super) fn voided(nomination: Nomination, act: Act, reason: &str) -> Nomination {
    let person = with_reason(nomination.person, reason);
    Nomination { act, state: NominationState::Void, person, ..nomination }
}

fn with_reason(person: Option<NominationPerson>, reason: &str) -> Option<NominationPerson> {
    person.map(|person| NominationPerson { reason: reason.to_owned(), ..person })
}
