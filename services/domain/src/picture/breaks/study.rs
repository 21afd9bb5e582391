//! Breaks about who studies and who has a diploma.

use super::nominations::{candidates, level};
use super::{BreakKind, Found, newest_received};
use crate::definitions::{self, Standing};
use crate::ids::{AgencyId, RecordKey};
use crate::picture::decisions;
use crate::picture::table::Table;
use crate::picture::view::Known;
use crate::record::{Completion, Enrollment, Nomination, NominationState, WitnessedReference};
use crate::vocabulary::Degree;

pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Found> {
    let view = table.view;
    let enrollments =
        view.each::<Enrollment>().flat_map(|(known, enrollment)| of_enrollment(table, known, enrollment));
    let completions =
        view.each::<Completion>().filter_map(|(known, completion)| of_completion(table, known, completion));
    enrollments.chain(completions).collect()
}

fn of_enrollment(table: &Table<'_, '_>, known: &Known<'_>, enrollment: &Enrollment) -> Vec<Found> {
    if !definitions::enrolled(enrollment, &table.frame.window) {
        return Vec::new();
    }
    let Some(seen) = enrollment.nomination else {
        let kind = BreakKind::EnrolledWithoutNomination;
        return vec![found(table, kind, known, None, vec![enrollment.learner.key()], known.key.agency)];
    };
    let key = seen.reference.key();
    let nomination = table.view.state::<Nomination>(key);
    let Some(nomination) = nomination.filter(|state| table.frame.plans.contains(&state.plan.key())) else {
        return Vec::new();
    };
    let teacher = nomination.teacher.key();
    if !is_basis(table, enrollment, nomination) {
        let kind = BreakKind::EnrolledNotSent;
        return vec![found(table, kind, known, Some(teacher), vec![key], key.agency)];
    }
    let kinds = [
        (is_stale(table, seen, nomination), BreakKind::StaleBasis),
        (is_begun_before(enrollment, nomination), BreakKind::BegunBeforeDecision),
    ];
    let kinds = kinds.into_iter().filter_map(|(is, kind)| is.then_some(kind));
    kinds.map(|kind| found(table, kind, known, Some(teacher), vec![key], known.key.agency)).collect()
}

/// Whether study began before the day of the decision that the enrollment names. It counts all the same: *enrolled* asks only
/// that it began by the cut-off (D33).
fn is_begun_before(enrollment: &Enrollment, nomination: &Nomination) -> bool {
    matches!(
        &nomination.state,
        NominationState::Sent { cite, .. } | NominationState::Ended { cite, .. }
            if enrollment.begun_on < cite.date
    )
}

/// Whether an enrollment stands on a decision in force: its own nomination's, unless that ended before study began, or
/// another one of the same person.
fn is_basis(table: &Table<'_, '_>, enrollment: &Enrollment, nomination: &Nomination) -> bool {
    let ended_before = matches!(
        &nomination.state,
        NominationState::Ended { end, .. } if end.effective <= enrollment.begun_on
    );
    if definitions::standing(nomination, &table.frame.window) == Standing::InForce {
        return !ended_before;
    }
    let teacher = nomination.teacher.key();
    nomination.state != NominationState::Void
        && candidates(table, teacher).iter().any(|record| {
            let belief = decisions::Belief::Point;
            table.decisions.sends(*record, Degree::None, belief)
        })
}

/// Whether the nomination differs from the revision that the enrollment was made on in what matters: whom it sends, under
/// which plan and decision, to which degree, and whether it has ended (D8).
fn is_stale(table: &Table<'_, '_>, seen: WitnessedReference, now: &Nomination) -> bool {
    let then = table.view.with_leaf::<Nomination>(seen.reference.key(), seen.leaf);
    then.is_some_and(|(_, then)| {
        then.teacher.key() != now.teacher.key()
            || then.plan.key() != now.plan.key()
            || then.target_degree != now.target_degree
            || basis(&then.state) != basis(&now.state)
    })
}

/// What an enrollment rests on: the decision as cited, and the end.
fn basis(
    state: &NominationState,
) -> (bool, Option<&crate::record::DocumentCite>, Option<crate::date::LegalDate>) {
    match state {
        NominationState::Draft => (false, None, None),
        NominationState::Void => (true, None, None),
        NominationState::Sent { cite, .. } => (false, Some(cite), None),
        NominationState::Ended { cite, end, .. } => (false, Some(cite), Some(end.effective)),
    }
}

fn of_completion(table: &Table<'_, '_>, known: &Known<'_>, completion: &Completion) -> Option<Found> {
    let window = &table.frame.window;
    let degree = definitions::diploma(completion, window)?;
    let key = completion.enrollment.key();
    let enrollment = table.view.state::<Enrollment>(key);
    let nomination = enrollment
        .and_then(|enrollment| enrollment.nomination)
        .and_then(|seen| table.view.state::<Nomination>(seen.reference.key()));
    let teacher = nomination.map(|nomination| nomination.teacher.key());
    let owner = known.key.agency;
    if !enrollment.is_some_and(|enrollment| definitions::enrolled(enrollment, window)) {
        let kind = BreakKind::CompletedNotEnrolled;
        return Some(found(table, kind, known, teacher, vec![key], owner));
    }
    let teacher = teacher?;
    let records = candidates(table, teacher);
    let places = records.iter().flat_map(|record| table.rows.places(*record));
    let in_scope = places.filter(|place| definitions::in_scope(place.member.status));
    let least = in_scope.filter_map(|place| Some(table.rows.row(place.row)?.target.min_degree)).min()?;
    (degree < least)
        .then(|| found(table, BreakKind::DiplomaDegreeTooLow, known, Some(teacher), vec![key], owner))
}

fn found(
    table: &Table<'_, '_>,
    kind: BreakKind,
    known: &Known<'_>,
    teacher: Option<RecordKey>,
    others: Vec<RecordKey>,
    owner: AgencyId,
) -> Found {
    let records: Vec<RecordKey> = std::iter::once(known.key).chain(others).chain(teacher).collect();
    let since = records.iter().map(|key| newest_received(table, *key)).max();
    Found {
        kind,
        level: teacher.and_then(|teacher| level(table, teacher)),
        person: teacher.map(|teacher| table.persons.key(teacher)),
        records,
        owner,
        since: since.unwrap_or_default(),
        detail: None,
    }
}
