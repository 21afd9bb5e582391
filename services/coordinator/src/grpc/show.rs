//! A picture as the wire has it.

use crate::people::{People, Person, Sight};
use contracts::pb::progress::v1 as pb;
use contracts::pb::types::v1::{Level, Position, RecordRef, Verdict};
use domain::band;
use domain::definitions::DEFINITIONS;
use domain::ids::RecordKey;
use domain::picture::breaks::{About, Break};
use domain::picture::{PROJECTION_VERSION, PROVINCE_CODE, Picture, Row};

const fn verdict(verdict: band::Verdict) -> Verdict {
    match verdict {
        band::Verdict::Below => Verdict::Below,
        band::Verdict::Inside => Verdict::Inside,
        band::Verdict::Above => Verdict::Above,
        band::Verdict::Unattainable => Verdict::Unattainable,
        band::Verdict::NotApplicable => Verdict::NotApplicable,
        band::Verdict::Unknown => Verdict::Unknown,
    }
}

fn record(key: RecordKey) -> RecordRef {
    RecordRef { agency: key.agency.to_string(), record_id: key.record.to_string() }
}

fn row(row: &Row) -> pb::Row {
    pb::Row {
        district: if row.district.is_none() { PROVINCE_CODE.to_owned() } else { row.code.clone() },
        district_name: row.name.clone(),
        level: Level::from(row.level).into(),
        teachers: row.teachers,
        meets_standard: row.meets_standard,
        near_retirement: row.near_retirement,
        in_scope: row.in_scope,
        undecided: row.undecided,
        sent: row.sent,
        disputed: row.disputed,
        recorded_late: row.recorded_late,
        enrolled: row.enrolled,
        completed: row.completed,
        percent: row.percent.clone(),
        verdict: verdict(row.verdict).into(),
        cause: row.cause(),
        min_count: row.min_count,
        max_count: row.max_count,
        shortfall: row.shortfall,
        excess: row.excess,
        last_seen: row.last_seen.map_or(0, |at| at.0),
        freeze_revision: row.freeze_revision.unwrap_or(0),
    }
}

/// Whom a break is about, as far as somebody may know it.
#[derive(Debug)]
pub(super) struct Named {
    person: Option<Person>,
    records: Vec<Option<Person>>,
}

impl Named {
    /// How many names it shows.
    pub(super) fn len(&self) -> usize {
        self.records.iter().flatten().count().max(usize::from(self.person.is_some()))
    }

    /// Puts the names where they are shown.
    pub(super) fn put(self, shown: &mut pb::Break) {
        shown.person_name = self.person.map(|person| person.name).unwrap_or_default();
        for (record, person) in shown.about.iter_mut().zip(self.records) {
            let Some(Person { name, code }) = person else { continue };
            (record.name, record.code) = (name, code);
        }
    }
}

/// Looks up the persons of a break whom `sight` allows.
pub(super) fn named(people: &People, sight: Sight, open: &Break) -> Named {
    let seen = |key: RecordKey| people.seen(sight, key, &open.records).cloned();
    Named { person: open.person.and_then(seen), records: open.records.iter().copied().map(seen).collect() }
}

fn about(one: &About) -> pb::BreakRecord {
    let seen =
        one.newest.map(|(_, position)| Position { epoch: position.epoch, position: position.position });
    pb::BreakRecord {
        record: Some(record(one.key)),
        agency_code: one.agency_code.clone(),
        revision: one.newest.map_or(0, |(revision, _)| revision),
        seen,
        name: String::new(),
        code: String::new(),
    }
}

/// A break, without names.
pub(super) fn open_break(open: &Break) -> pb::Break {
    pb::Break {
        id: open.id.to_string(),
        kind: open.kind.code().to_owned(),
        level: open.level.map_or(Level::Unspecified, Level::from).into(),
        districts: open.districts.clone(),
        person: open.person.map(record),
        person_name: String::new(),
        owner: open.owner_code.clone(),
        since: open.since.0,
        text_vi: open.text_vi.clone(),
        text_en: open.text_en.clone(),
        records: open.records.iter().copied().map(record).collect(),
        about: open.about.iter().map(about).collect(),
    }
}

/// The whole table, without names.
pub(super) fn progress(picture: &Picture) -> pb::Progress {
    let definitions = DEFINITIONS.iter().map(|definition| pb::Definition {
        name: definition.name.to_owned(),
        text_vi: definition.text_vi.to_owned(),
        text_en: definition.text_en.to_owned(),
    });
    let vector = picture.vector.iter().map(|(agency, epoch, size)| pb::FoldedSize {
        agency: agency.to_string(),
        epoch: *epoch,
        size: *size,
    });
    pb::Progress {
        plan: Some(pb::PlanCite {
            id: picture.plan.id.clone(),
            version: picture.plan.version,
            legal_basis: picture.plan.legal_basis.clone(),
            title: picture.plan.title.clone(),
            policy: picture.plan.policy.clone(),
        }),
        cutoff: picture.cutoff.to_string(),
        as_of: picture.as_of.0,
        r#final: picture.is_final,
        definitions: definitions.collect(),
        rows: picture.rows.iter().map(row).collect(),
        totals: picture.totals.iter().map(row).collect(),
        breaks: picture.breaks.iter().map(open_break).collect(),
        vector: vector.collect(),
        projection_version: PROJECTION_VERSION,
    }
}

/// Whether two tables say the same, the instants at which sources were seen and the table was folded apart.
pub(super) fn same_table(left: &Picture, right: &Picture) -> bool {
    let seen = |row: &Row| Row { last_seen: None, ..row.clone() };
    let rows = |picture: &Picture| picture.rows.iter().chain(&picture.totals).map(seen).collect::<Vec<_>>();
    left.plan == right.plan
        && left.is_final == right.is_final
        && left.breaks == right.breaks
        && rows(left) == rows(right)
}
