//! Breaks about who is who.

use super::{BreakKind, Found, newest_received};
use crate::date::{BirthDate, Instant};
use crate::ids::{AgencyId, RecordKey};
use crate::picture::persons::number;
use crate::picture::table::Table;
use crate::record::{State, Teacher};
use crate::vocabulary::Level;
use std::collections::HashMap;

pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Found> {
    let department = table.frame.owner;
    let claims = table.persons.claims.iter();
    let claims = claims.map(|claim| one_number(table, BreakKind::DoubleClaim, &claim.records, department));
    // All records of a duplicate are of one district, who settles it.
    let duplicates = table.persons.duplicates.iter().filter_map(|twice| {
        let district = twice.records.first()?.agency;
        Some(one_number(table, BreakKind::DuplicateInDistrict, &twice.records, district))
    });
    let doubts = table.persons.contradictions.iter().map(|doubt| {
        let since = doubt.statements.iter().map(|key| newest_received(table, *key)).max();
        Found {
            kind: BreakKind::RulingContradiction,
            level: level(table, &doubt.persons),
            person: doubt.persons.first().copied(),
            records: [doubt.persons.as_slice(), &doubt.statements].concat(),
            owner: table.frame.owner,
            since: since.unwrap_or_default(),
            detail: None,
        }
    });
    claims.chain(duplicates).chain(doubts).chain(likely(table)).collect()
}

fn one_number(table: &Table<'_, '_>, kind: BreakKind, records: &[RecordKey], owner: AgencyId) -> Found {
    let since = records.iter().filter_map(|key| number_since(table, *key)).max();
    Found {
        kind,
        level: level(table, records),
        person: records.first().copied(),
        records: records.to_vec(),
        owner,
        since: since.unwrap_or_default(),
        detail: None,
    }
}

/// When a teacher record was first received with the number that it has now.
fn number_since(table: &Table<'_, '_>, key: RecordKey) -> Option<Instant> {
    let now = table.view.state::<Teacher>(key).and_then(number)?;
    table
        .view
        .first_received(key, |state| matches!(state, State::Teacher(teacher) if number(teacher) == Some(now)))
}

/// Level of the place of the least (district code, rank), else of the first teacher record.
fn level(table: &Table<'_, '_>, records: &[RecordKey]) -> Option<Level> {
    let places = records.iter().flat_map(|record| table.rows.places(*record));
    let rows = places.filter_map(|place| Some((table.rows.row(place.row)?, place.member.rank)));
    rows.min_by_key(|(row, rank)| (row.code.as_str(), *rank))
        .map(|(row, _)| row.target.level)
        .or_else(|| Some(table.view.state::<Teacher>(*records.first()?)?.level))
}

/// Teachers of two districts with a like name and the same full birth date, about whom nobody has said anything.
fn likely(table: &Table<'_, '_>) -> Vec<Found> {
    let mut alike: HashMap<(&str, BirthDate), Vec<RecordKey>> = HashMap::new();
    for (known, teacher) in table.view.each::<Teacher>() {
        let likeness = known.applied.and_then(|version| version.likeness.as_ref());
        if let Some((name, birth)) = likeness.filter(|_| teacher.removal.is_none()) {
            alike.entry((name, *birth)).or_default().push(known.key);
        }
    }
    let mut found = Vec::new();
    for records in alike.into_values().filter(|records| records.len() > 1) {
        let is_open = |one: &RecordKey, other: &RecordKey| {
            one.agency != other.agency && !table.persons.is_known_pair(*one, *other)
        };
        let mut open: Vec<RecordKey> =
            records.iter().filter(|one| records.iter().any(|other| is_open(one, other))).copied().collect();
        open.sort_unstable();
        let Some(first) = open.first().copied() else { continue };
        let since = open.iter().filter_map(|key| table.view.first_received(*key, |_| true)).max();
        found.push(Found {
            kind: BreakKind::LikelySamePerson,
            level: level(table, &open),
            person: Some(first),
            records: open,
            owner: table.frame.owner,
            since: since.unwrap_or_default(),
            detail: None,
        });
    }
    found
}
