//! What a nomination comes to: the steps of [`domain::lifecycle::nomination`] on the rows of a person, with the words of the contract where one may not
//! follow.

use crate::view::Newest;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::{RecordId, Reference};
use domain::lifecycle::nomination::{Sending, end, send, sent_by};
use domain::lifecycle::{Change, NotAllowed};
use domain::record::{Act, DocumentCite, Nomination, NominationEnd, NominationPerson, NominationState};

type Row<'a> = (RecordId, &'a Newest<Nomination>);

/// Which of a person's nominations for a plan a row is about: the one by the same decision, also when it has ended; else a draft; `None` for a new
/// one.
///
/// # Errors
/// ALREADY_NOMINATED when one stands by another decision, or by any when the row is a draft.
pub(super) fn choose<'a>(
    rows: &[Row<'a>],
    decision: Option<(Reference, &DocumentCite)>,
    act: &Act,
) -> Result<Option<Row<'a>>, Refusal> {
    let standing = rows.iter().find(|(_, row)| matches!(row.state.state, NominationState::Sent { .. }));
    let taken = || {
        let refusal = Refusal::new(Reason::AlreadyNominated).at("teacher");
        let Some((record, row)) = standing else { return refusal };
        let number = sent_by(&row.state).map(|(_, cite)| cite.number.clone());
        refusal.with("nomination", record).with("number", number.unwrap_or_default())
    };
    let place = match decision {
        Some((decision, cite)) => {
            let states: Vec<&Nomination> = rows.iter().map(|(_, row)| &row.state).collect();
            match send(&states, decision, cite, act.clone()).map_err(|_| taken())? {
                Sending::New => None,
                Sending::Decides(place, _) | Sending::Unchanged(place) => Some(place),
            }
        }
        None if standing.is_some() => return Err(taken()),
        None => rows.iter().position(|(_, row)| row.state.state == NominationState::Draft),
    };
    Ok(place.and_then(|place| rows.get(place)).copied())
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

/// A nomination as ended, with the reason; `None` when it has ended just so.
///
/// # Errors
/// NOMINATION_ENDED when it ended another way; NOMINATION_NOT_FOUND for a draft, NOMINATION_VOID; INVALID_VALUE at `decision.date` when the end would lie
/// before the decision that sent.
pub(super) fn ended(
    nomination: &Nomination,
    by: NominationEnd,
    act: Act,
    reason: &str,
) -> Result<Option<Nomination>, Refusal> {
    match end(nomination, by, act) {
        Ok(Change::Changed(ended)) => Ok(Some(with_reason(ended, reason))),
        Ok(Change::Unchanged) => Ok(None),
        Err(why) => Err(refusal(why, nomination)),
    }
}

/// The nomination with the reason of its end or correction.
pub(super) fn with_reason(nomination: Nomination, reason: &str) -> Nomination {
    let person = nomination.person.map(|person| NominationPerson { reason: reason.to_owned(), ..person });
    Nomination { person, ..nomination }
}

fn refusal(why: NotAllowed, nomination: &Nomination) -> Refusal {
    match (why, &nomination.state) {
        (NotAllowed::Ended, NominationState::Ended { end, .. }) => {
            Refusal::new(Reason::NominationEnded).at("revoked_number").with("ended_on", end.effective)
        }
        (NotAllowed::DateBeforeLast, NominationState::Sent { cite, .. }) => {
            Refusal::new(Reason::InvalidValue)
                .at("decision.date")
                .with("min", cite.date)
                .with("rule", Rule::WrongOrder.code())
        }
        (NotAllowed::Void, _) => Refusal::new(Reason::NominationVoid).at("revoked_number"),
        _ => Refusal::new(Reason::NominationNotFound).at("revoked_number"),
    }
}
