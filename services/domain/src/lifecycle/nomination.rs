//! A nomination: draft, sent, ended; entered in error at any time. An ended one is not sent again: a new decision makes a new nomination.

use super::{Change, NotAllowed};
use crate::ids::Reference;
use crate::record::{Act, DocumentCite, Nomination, NominationEnd, NominationState};

/// The decision by which a nomination was sent; `None` in a draft and in one entered in error.
#[must_use]
pub const fn sent_by(nomination: &Nomination) -> Option<(&Reference, &DocumentCite)> {
    match &nomination.state {
        NominationState::Sent { decision, cite } | NominationState::Ended { decision, cite, .. } => {
            Some((decision, cite))
        }
        NominationState::Draft | NominationState::Void => None,
    }
}

/// What a sending does to the nominations that a person already has under a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// A new nomination is made.
    New,
    /// The nomination at this place of the list takes the decision.
    Decides(usize, Box<Nomination>),
    /// The nomination at this place of the list already says so.
    Unchanged(usize),
}

/// Sends a person by a decision, given the nominations under the same plan.
///
/// # Errors
/// [`NotAllowed::AlreadyNominated`] when one stands by another decision.
pub fn send(
    existing: &[&Nomination],
    decision: Reference,
    cite: &DocumentCite,
    act: Act,
) -> Result<Sending, NotAllowed> {
    let by_this = |nomination: &&Nomination| {
        sent_by(nomination).is_some_and(|(known, _)| known.key() == decision.key())
    };
    if let Some(place) = existing.iter().position(by_this) {
        return Ok(Sending::Unchanged(place));
    }
    if existing.iter().any(|nomination| matches!(nomination.state, NominationState::Sent { .. })) {
        return Err(NotAllowed::AlreadyNominated);
    }
    let mut drafts =
        existing.iter().enumerate().filter(|(_, nomination)| nomination.state == NominationState::Draft);
    Ok(drafts.next().map_or(Sending::New, |(place, draft)| {
        let state = NominationState::Sent { decision, cite: cite.clone() };
        Sending::Decides(place, Box::new(Nomination { act, state, ..(*draft).clone() }))
    }))
}

/// Ends a nomination: by a withdrawal, or (`replaced`) because another person takes the place.
///
/// # Errors
/// [`NotAllowed::NotSent`] for a draft, [`NotAllowed::Void`], [`NotAllowed::Ended`] when it ended another way, [`NotAllowed::DateBeforeLast`]
/// when the end would lie before the decision.
pub fn end(nomination: &Nomination, end: NominationEnd, act: Act) -> Result<Change<Nomination>, NotAllowed> {
    match &nomination.state {
        NominationState::Draft => Err(NotAllowed::NotSent),
        NominationState::Void => Err(NotAllowed::Void),
        NominationState::Ended { end: known, .. } => {
            let same = known.replaced == end.replaced
                && known.effective == end.effective
                && known.decision.key() == end.decision.key();
            if same { Ok(Change::Unchanged) } else { Err(NotAllowed::Ended) }
        }
        NominationState::Sent { cite, .. } if end.effective < cite.date => Err(NotAllowed::DateBeforeLast),
        NominationState::Sent { decision, cite } => {
            let state = NominationState::Ended { decision: *decision, cite: cite.clone(), end };
            Ok(Change::Changed(Nomination { act, state, ..nomination.clone() }))
        }
    }
}

/// Marks a nomination as entered in error.
#[must_use]
pub fn void(nomination: &Nomination, act: Act) -> Change<Nomination> {
    if nomination.state == NominationState::Void {
        return Change::Unchanged;
    }
    Change::Changed(Nomination { act, state: NominationState::Void, ..nomination.clone() })
}

#[cfg(test)]
mod tests;
