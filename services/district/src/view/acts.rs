//! Decisions and nominations of one district, found as letters cite them.

use super::table::{Newest, Records};
use chrono::Datelike;
use domain::ids::{RecordId, RecordKey};
use domain::record::{Decision, DocumentCite, Nomination};
use domain::text::{fold, fold_number};
use journal::ledger::Loaded;
use std::collections::{BTreeSet, HashMap};

/// What makes a decision one: number and symbol are unique per authority and year. Matched folded and without white space in the number, because the
/// same decision is typed by many hands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CiteKey {
    authority: String,
    number: String,
    year: i32,
}

impl CiteKey {
    /// The key of a cited decision.
    #[must_use]
    pub fn of(cite: &DocumentCite) -> Self {
        Self { authority: fold(&cite.authority), number: fold_number(&cite.number), year: cite.date.year() }
    }
}

/// Decisions of one district.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Decisions {
    rows: Records<Decision>,
    by_cite: HashMap<CiteKey, BTreeSet<RecordId>>,
}

impl Decisions {
    pub(super) fn apply(&mut self, loaded: &Loaded, decision: &Decision) {
        let record = loaded.key.record;
        if self.rows.apply(record, loaded, decision.clone())
            && let Some(cite) = &decision.cite
        {
            self.by_cite.entry(CiteKey::of(cite)).or_default().insert(record);
        }
    }

    /// A decision by record.
    #[must_use]
    pub fn get(&self, record: RecordId) -> Option<&Newest<Decision>> {
        self.rows.get(record)
    }

    /// The standing decision with the authority, number and year of a cite; its date may be another one.
    #[must_use]
    pub fn find(&self, key: &CiteKey) -> Option<(RecordId, &Newest<Decision>, &DocumentCite)> {
        self.by_cite.get(key).into_iter().flatten().find_map(|record| {
            let row = self.rows.get(*record)?;
            let cite = row.state.cite.as_ref()?;
            // The index keeps keys of earlier states; only the newest one speaks.
            (row.state.removal.is_none() && CiteKey::of(cite) == *key).then_some((*record, row, cite))
        })
    }
}

/// Nominations of one district.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Nominations {
    rows: Records<Nomination>,
    by_teacher: HashMap<RecordId, BTreeSet<RecordId>>,
}

impl Nominations {
    pub(super) fn apply(&mut self, loaded: &Loaded, nomination: &Nomination) {
        let record = loaded.key.record;
        if self.rows.apply(record, loaded, nomination.clone()) {
            self.by_teacher.entry(nomination.teacher.record).or_default().insert(record);
        }
    }

    /// A nomination by record.
    #[must_use]
    pub fn get(&self, record: RecordId) -> Option<&Newest<Nomination>> {
        self.rows.get(record)
    }

    /// All nominations, ascending by record id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (RecordId, &Newest<Nomination>)> {
        self.rows.iter()
    }

    /// Nominations of a teacher, ascending by record id.
    pub fn of_teacher(&self, teacher: RecordId) -> impl Iterator<Item = (RecordId, &Newest<Nomination>)> {
        let records = self.by_teacher.get(&teacher).into_iter().flatten();
        records
            .filter_map(|record| Some((*record, self.rows.get(*record)?)))
            .filter(move |(_, row)| row.state.teacher.record == teacher)
    }

    /// Nominations of a teacher for a plan, ascending by record id.
    pub fn of_teacher_in(
        &self,
        teacher: RecordId,
        plan: RecordKey,
    ) -> impl Iterator<Item = (RecordId, &Newest<Nomination>)> {
        self.of_teacher(teacher).filter(move |(_, row)| row.state.plan.key() == plan)
    }
}
