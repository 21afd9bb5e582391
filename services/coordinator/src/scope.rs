//! What each agency may see of the journals that the coordinator holds (D17): a function of receiver and entry.
//!
//! The Sở GD&ĐT sees everything but other agencies' own books (answers to requests, read traces). A district sees what a college says
//! about people whom it sent; a college sees whom the districts sent to it. What everybody works by (registry, plans, freezes, programmes, classes,
//! receipts) is open to all, its personal part to nobody but the Sở.

use contracts::body;
use domain::ids::AgencyId;
use domain::record::{Kind, State};
use domain::vocabulary::AgencyKind;
use exchange::core::segment::Visibility;
use exchange::hub::Receiver;
use journal::entry::Entry;

/// What a receiver may see of an entry.
#[must_use]
pub fn visible(receiver: Receiver, entry: &Entry) -> Visibility {
    let Some(kind) = Kind::from_number(entry.header.kind) else { return Visibility::Nothing };
    if kind.is_owner_only() {
        return Visibility::Nothing;
    }
    if receiver.kind == AgencyKind::Education {
        return Visibility::Full;
    }
    match kind {
        Kind::EpochOpened
        | Kind::Agency
        | Kind::Plan
        | Kind::ScopeFrozen
        | Kind::Ruling
        | Kind::Receipt
        | Kind::Seen
        | Kind::Programme
        | Kind::Class => Visibility::Fact,
        Kind::Decision if receiver.kind == AgencyKind::College => Visibility::Fact,
        Kind::Nomination | Kind::Enrollment | Kind::Completion | Kind::JournalStanding => {
            related(receiver, entry)
        }
        _ => Visibility::Nothing,
    }
}

/// Whether a record names the receiver as the other side.
fn related(receiver: Receiver, entry: &Entry) -> Visibility {
    let Some(fact) = &entry.fact.content else { return Visibility::Nothing };
    let header = &entry.header;
    let state = body::decode(header.kind, header.schema_revision, header.min_reader, &fact.body, None);
    let other: Option<AgencyId> = match state {
        Ok(State::Nomination(nomination)) => nomination.institution_agency,
        Ok(State::Enrollment(enrollment)) => enrollment.nomination.map(|seen| seen.reference.agency),
        Ok(State::JournalStanding(said)) => Some(said.agency),
        Ok(State::Completion(completion)) => completion.nomination.map(|seen| seen.agency),
        _ => None,
    };
    if other == Some(receiver.agency) { Visibility::Full } else { Visibility::Nothing }
}
