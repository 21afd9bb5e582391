//! Everything that rows, totals and breaks are made from, and who of it is sent.

use super::cause::{Cause, Open};
use super::decisions::{self, Belief, Decisions};
use super::journals::{self, Stopped};
use super::persons::Persons;
use super::scope::{Frame, Rows};
use super::study::Studies;
use super::view::View;
use crate::date::{Instant, LegalDate};
use crate::ids::{AgencyId, RecordKey};
use crate::record::Kind;
use crate::vocabulary::Degree;
use std::collections::{BTreeMap, HashMap};

/// Two hours, in milliseconds (D23).
const FRESH_MS: i64 = 2 * 3_600_000;

/// One picture in the making.
pub(super) struct Table<'v, 'w> {
    pub(super) view: &'v View<'w>,
    pub(super) frame: Frame<'w>,
    pub(super) rows: Rows<'w>,
    pub(super) decisions: Decisions,
    pub(super) studies: Studies,
    pub(super) persons: Persons,
    /// Journals of which nothing more is taken.
    pub(super) stopped: BTreeMap<AgencyId, Stopped>,
    /// Teacher records whose newest revision is not applied: they may stand in a claim that nobody sees yet.
    doubtful: HashMap<RecordKey, Cause>,
}

impl<'v, 'w> Table<'v, 'w> {
    pub(super) fn of(view: &'v View<'w>, plan_id: &str, cutoff: Option<LegalDate>) -> Option<Self> {
        let frame = Frame::find(view, plan_id, cutoff)?;
        let doubtful = view.of_kind(Kind::Teacher);
        let doubtful = doubtful.filter_map(|known| Some((known.key, known.outcome.cause()?)));
        let rows = Rows::of(view, &frame);
        Some(Self {
            decisions: Decisions::of(view, &frame),
            studies: Studies::of(view, &frame),
            persons: Persons::of(view, &frame, &rows),
            stopped: journals::stopped(view),
            doubtful: doubtful.collect(),
            rows,
            frame,
            view,
        })
    }

    /// Whether a teacher record is sent in the row where it stands, at the least and at the most. The decision may be
    /// anybody's: what counts is that it sends this person (D32). A person ruled to count elsewhere, or in an open claim, is
    /// not sent here.
    pub(super) fn sent_range(&self, record: RecordKey, min_degree: Degree, open: Open) -> (bool, bool) {
        let (surely, perhaps) = (Belief::Certain(open), Belief::Possible(open));
        let sends = |records: &[RecordKey], belief| {
            records.iter().any(|record| self.decisions.sends(*record, min_degree, belief))
        };
        let Some((cluster, person)) = self.persons.cluster(record).zip(self.persons.person(record)) else {
            return (
                sends(&[record], surely) && !self.is_teacher_open(record, open),
                sends(&[record], perhaps),
            );
        };
        let someone = || cluster.candidates(record).any(|other| sends(&[other], perhaps));
        if person.open {
            return (false, open.has(Cause::Disputed) && someone());
        }
        if open.any(&cluster.tentative) {
            return (false, someone());
        }
        if person.counts_in.is_some_and(|place| place != record) {
            return (false, false);
        }
        let block = self.persons.block(record);
        // Settled, those who stand twice may turn out to be several persons.
        let (least, most) = if cluster.twice && open.has(Cause::Duplicate) {
            (sends(&person.records, surely), someone())
        } else {
            (sends(&block, surely), sends(&block, perhaps))
        };
        (least && !self.is_teacher_open(record, open), most)
    }

    /// Whether the newest revision of a teacher record is an open question.
    fn is_teacher_open(&self, record: RecordKey, open: Open) -> bool {
        open.any(self.doubtful.get(&record))
    }

    /// Whether a teacher record is in an open claim with a decision that would count for it.
    pub(super) fn is_disputed(&self, record: RecordKey, min_degree: Degree) -> bool {
        let person = self.persons.person(record).filter(|person| person.open);
        self.persons.cluster(record).filter(|_| person.is_some()).is_some_and(|cluster| {
            cluster.candidates(record).any(|other| self.decisions.sends(other, min_degree, Belief::Point))
        })
    }

    /// Whether a decision of a record may count, or may stop to, by an open question.
    pub(super) fn is_doubtful(&self, record: RecordKey, open: Open) -> bool {
        let mut decided = self.decisions.reaching(record, Degree::None, Belief::Possible(open));
        self.is_teacher_open(record, open) || decided.any(|decided| open.any(&decided.pending))
    }

    /// Whether everything that sends a person was first received after the end of D (D14).
    pub(super) fn is_late(&self, records: &[RecordKey], min_degree: Degree) -> bool {
        let end = Instant::end_of(self.frame.window.d());
        let first = records.iter().flat_map(|record| {
            let decided = self.decisions.reaching(*record, min_degree, Belief::Point);
            decided.filter_map(|decided| {
                decisions::first_counted(self.view, &self.frame, decided.nomination, *record, min_degree)
            })
        });
        first.min().is_some_and(|first| first >= end)
    }

    /// All records of whoever counts as one person with a record.
    pub(super) fn records_of(&self, record: RecordKey) -> Vec<RecordKey> {
        self.persons.block(record)
    }

    /// Why a district's decisions are not known: its journal stopped before the end of D. What stopped later cannot hide a
    /// decision that should have been there by then; it would be late evidence.
    pub(super) fn stopped(&self, district: AgencyId) -> Option<Cause> {
        let stopped = self.stopped.get(&district)?;
        (stopped.since < Instant::end_of(self.frame.window.d())).then(|| stopped.cause())
    }

    /// Whether a district was last seen before the earlier of the end of D and two hours before `as_of` (D23).
    pub(super) fn is_stale(&self, district: AgencyId) -> bool {
        let limit = Instant::end_of(self.frame.window.d()).min(self.view.as_of.plus_ms(-FRESH_MS));
        let seen = self.view.folded.received.last_seen(district);
        seen.is_none_or(|seen| seen < limit)
    }
}
