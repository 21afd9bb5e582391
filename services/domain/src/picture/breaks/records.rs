//! Alarms: records that are not part of the picture, and journals of which nothing more is taken (D21, D22, D24, D25).

use super::{BreakKind, Found, newest_received};
use crate::ids::{AgencyId, RecordId, RecordKey};
use crate::picture::journals::Stopped;
use crate::picture::outcome::Outcome;
use crate::picture::table::Table;
use crate::picture::view::Known;
use crate::picture::world::KIND_NOT_OWNED;
use crate::record::JournalStop;

pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Found> {
    let records = table.view.all().flat_map(|known| of(table, known));
    let journals = table.stopped.iter().map(|(agency, stopped)| of_journal(*agency, *stopped));
    records.chain(journals).collect()
}

fn of(table: &Table<'_, '_>, known: &Known<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if known.is_dangling {
        found.push(alarm(table, known, BreakKind::DanglingReference));
    }
    if is_conflict(table, known) {
        found.push(alarm(table, known, BreakKind::EpochConflict));
    }
    match &known.outcome {
        Outcome::Quarantined { reason } if reason == KIND_NOT_OWNED => {
            let kind = known.newest.kind;
            let detail = [format!("Loại bản ghi số {kind}."), format!("Kind number {kind}.")];
            found.push(alarm(table, known, BreakKind::KindOutOfRange).detailed(detail));
        }
        Outcome::Quarantined { reason } => {
            let detail = [format!("Lý do: {reason}."), format!("Reason: {reason}.")];
            found.push(alarm(table, known, BreakKind::RecordQuarantined).detailed(detail));
        }
        Outcome::Unreadable { schema_revision } => {
            let kind = known.newest.kind;
            let detail = [
                format!("Loại bản ghi số {kind}, phiên bản lược đồ {schema_revision}."),
                format!("Kind number {kind}, schema revision {schema_revision}."),
            ];
            let owner = table.view.coordinator();
            found.push(Found { owner, ..alarm(table, known, BreakKind::RecordUnreadable).detailed(detail) });
        }
        Outcome::Applied | Outcome::Parked { .. } => {}
    }
    found
}

fn alarm(table: &Table<'_, '_>, known: &Known<'_>, kind: BreakKind) -> Found {
    Found {
        kind,
        level: None,
        person: None,
        records: vec![known.key],
        owner: known.key.agency,
        since: newest_received(table, known.key),
        detail: None,
    }
}

/// A journal is no record: the agency's UUID stands for the record too.
fn of_journal(agency: AgencyId, stopped: Stopped) -> Found {
    let kind = match stopped.stop {
        JournalStop::Fork => BreakKind::JournalForked,
        JournalStop::Rewound => BreakKind::JournalRewound,
    };
    let journal = RecordKey { agency, record: RecordId(agency.0) };
    let records = vec![journal];
    Found { kind, level: None, person: None, records, owner: agency, since: stopped.since, detail: None }
}

/// Whether the newest entry of a record opened a later epoch's part of its history from another revision than the newest
/// (D24). The owner settles it by the next revision.
fn is_conflict(table: &Table<'_, '_>, known: &Known<'_>) -> bool {
    if known.newest.at.epoch < 2 {
        return false;
    }
    let before = table.view.folded.versions(known.key).rev().nth(1);
    before.is_some_and(|before| {
        before.at.epoch < known.newest.at.epoch && known.newest.revision != before.revision + 1
    })
}
