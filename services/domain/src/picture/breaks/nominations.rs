//! Breaks about who is sent.

use super::{BreakKind, Found, newest_received};
use crate::date::Instant;
use crate::definitions::{self, Standing};
use crate::ids::RecordKey;
use crate::picture::cause::Open;
use crate::picture::decisions;
use crate::picture::table::Table;
use crate::picture::view::Known;
use crate::record::{Nomination, State, Teacher};
use crate::vocabulary::{Degree, Level, ScopeStatus};

pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Found> {
    table
        .view
        .each::<Nomination>()
        .filter(|(_, nomination)| table.frame.plans.contains(&nomination.plan.key()))
        .flat_map(|(known, nomination)| of(table, known, nomination))
        .collect()
}

fn of(table: &Table<'_, '_>, known: &Known<'_>, nomination: &Nomination) -> Vec<Found> {
    let teacher = nomination.teacher.key();
    let sent_otherwise = || {
        let records = candidates(table, teacher);
        records.iter().any(|record| is_sent(table, *record))
    };
    let kinds = match definitions::standing(nomination, &table.frame.window) {
        Standing::InForce => return in_force(table, known, nomination),
        Standing::BeforePlan if !sent_otherwise() => BreakKind::DecisionBeforePlan,
        Standing::AfterPlan if !sent_otherwise() => BreakKind::DecisionAfterDeadline,
        _ => return Vec::new(),
    };
    vec![found(table, known, teacher, kinds, newest_received(table, known.key))]
}

/// Records that may be of the same person.
pub(super) fn candidates(table: &Table<'_, '_>, teacher: RecordKey) -> Vec<RecordKey> {
    table
        .persons
        .cluster(teacher)
        .map_or_else(|| vec![teacher], |cluster| cluster.candidates(teacher).collect())
}

/// Whether a teacher record is sent in a row where it stands, or would be but for an open claim.
pub(super) fn is_sent(table: &Table<'_, '_>, teacher: RecordKey) -> bool {
    table.rows.places(teacher).iter().any(|place| {
        let degree = table.rows.row(place.row).map_or(Degree::None, |row| row.target.min_degree);
        definitions::in_scope(place.member.status)
            && (table.sent_range(teacher, degree, Open::NOTHING).0 || table.is_disputed(teacher, degree))
    })
}

fn found(
    table: &Table<'_, '_>,
    known: &Known<'_>,
    teacher: RecordKey,
    kind: BreakKind,
    since: Instant,
) -> Found {
    Found {
        kind,
        level: level(table, teacher),
        person: Some(table.persons.key(teacher)),
        records: vec![known.key, teacher],
        owner: known.key.agency,
        since,
        detail: None,
    }
}

/// Level of the row where a teacher record stands, else of the record.
pub(super) fn level(table: &Table<'_, '_>, teacher: RecordKey) -> Option<Level> {
    let row = table.rows.places(teacher).first().and_then(|place| table.rows.row(place.row));
    row.map(|row| row.target.level).or_else(|| table.view.state::<Teacher>(teacher).map(|state| state.level))
}

/// A decision in force: the person should be in scope, sent far enough, in time, and still be employed.
fn in_force(table: &Table<'_, '_>, known: &Known<'_>, nomination: &Nomination) -> Vec<Found> {
    let teacher = nomination.teacher.key();
    let counts_in = table.persons.person(teacher).and_then(|person| person.counts_in);
    let records = candidates(table, teacher);
    let places: Vec<_> = records
        .iter()
        .flat_map(|record| table.rows.places(*record).iter().map(move |place| (*record, place)))
        .filter(|(record, _)| counts_in.is_none_or(|place| place == *record))
        .collect();
    let has = |status| places.iter().any(|(_, place)| place.member.status == status);
    let counted_since = || first_in_force(table, known, teacher);
    if !has(ScopeStatus::InScope) {
        let kind = if has(ScopeStatus::Undecided) {
            BreakKind::UndecidedSent
        } else if is_frozen(table, teacher) {
            BreakKind::SentOutsideList
        } else {
            return Vec::new();
        };
        return vec![found(table, known, teacher, kind, counted_since())];
    }
    let mut kinds = Vec::new();
    let in_scope = || places.iter().filter(|(_, place)| definitions::in_scope(place.member.status));
    let degrees = in_scope().filter_map(|(_, place)| Some(table.rows.row(place.row)?.target.min_degree));
    let least = degrees.min().unwrap_or(Degree::None);
    if nomination.target_degree < least {
        kinds.push(BreakKind::TargetDegreeTooLow);
    } else if in_scope().any(|(record, _)| {
        table.sent_range(*record, least, Open::NOTHING).0 || table.is_disputed(*record, least)
    }) && table.is_late(&table.records_of(teacher), least)
    {
        kinds.push(BreakKind::LateEvidence);
    }
    let state = table.view.state::<Teacher>(teacher);
    if state.is_some_and(|state| !state.employment.is_employed()) {
        kinds.push(BreakKind::SentNotEmployed);
    }
    let since = counted_since();
    kinds.into_iter().map(|kind| found(table, known, teacher, kind, since)).collect()
}

/// Whether the row in which a teacher record should stand has a frozen list; a district outside the plan has none to wait for.
fn is_frozen(table: &Table<'_, '_>, teacher: RecordKey) -> bool {
    let Some(state) = table.view.state::<Teacher>(teacher) else { return false };
    table.rows.find(teacher.agency, state.level).is_none_or(crate::picture::scope::RowScope::is_frozen)
}

fn first_in_force(table: &Table<'_, '_>, known: &Known<'_>, teacher: RecordKey) -> Instant {
    let since = table.view.first_received(known.key, |state| match state {
        State::Nomination(earlier) => {
            earlier.teacher.key() == teacher && decisions::counts(&table.frame, earlier)
        }
        _ => false,
    });
    since.unwrap_or_else(|| newest_received(table, known.key))
}
