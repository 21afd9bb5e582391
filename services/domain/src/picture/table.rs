//! Everything that rows, totals and breaks are made from, and who of it is sent.

use super::decisions::{self, Belief, Decisions};
use super::persons::Persons;
use super::reach::Open;
use super::scope::{Frame, Rows};
use super::study::Studies;
use super::view::View;
use crate::date::{Instant, LegalDate};
use crate::ids::{AgencyId, RecordKey};
use crate::record::Kind;
use crate::vocabulary::Degree;
use std::collections::HashSet;

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
    /// Teacher records whose newest revision is not applied: they may stand in a claim that nobody sees yet.
    doubtful: HashSet<RecordKey>,
}

impl<'v, 'w> Table<'v, 'w> {
    pub(super) fn of(view: &'v View<'w>, plan_id: &str, cutoff: Option<LegalDate>) -> Option<Self> {
        let frame = Frame::find(view, plan_id, cutoff)?;
        let doubtful = view.of_kind(Kind::Teacher).filter(|known| !known.is_settled());
        Some(Self {
            rows: Rows::of(view, &frame),
            decisions: Decisions::of(view, &frame),
            studies: Studies::of(view, &frame),
            persons: Persons::of(view, &frame),
            doubtful: doubtful.map(|known| known.key).collect(),
            frame,
            view,
        })
    }

    /// Whether a teacher record is sent in the row where it stands, at the least and at the most. The decision may be
    /// anybody's: what counts is that it sends this person (D32). A person ruled to count elsewhere, or in an open claim, is
    /// not sent here.
    pub(super) fn sent_range(&self, record: RecordKey, min_degree: Degree, open: Open) -> (bool, bool) {
        let (surely, perhaps) = beliefs(open);
        let sends = |records: &[RecordKey], belief| {
            records.iter().any(|record| self.decisions.sends(*record, min_degree, belief))
        };
        let (mut least, mut most) = match self.persons.person(record) {
            None => (sends(&[record], surely), sends(&[record], perhaps)),
            Some(person) if person.counts_in.is_none_or(|place| place == record) => {
                (sends(&person.records, surely), sends(&person.records, perhaps))
            }
            Some(_) => (false, false),
        };
        if open.parked && self.doubtful.contains(&record) {
            least = false;
        }
        if let Some(cluster) = self.persons.cluster(record) {
            let someone = || cluster.candidates(record).any(|other| sends(&[other], perhaps));
            if cluster.open {
                (least, most) = (false, open.disputed && someone());
            } else if cluster.tentative && open.parked {
                (least, most) = (false, someone());
            }
        }
        (least, most)
    }

    /// Whether a teacher record is in an open claim with a decision that would count for it.
    pub(super) fn is_disputed(&self, record: RecordKey, min_degree: Degree) -> bool {
        self.persons.cluster(record).filter(|cluster| cluster.open).is_some_and(|cluster| {
            cluster.candidates(record).any(|other| self.decisions.sends(other, min_degree, Belief::Point))
        })
    }

    /// Whether a decision of a record may count, or may stop to, when parked records are applied.
    pub(super) fn is_doubtful(&self, record: RecordKey) -> bool {
        self.doubtful.contains(&record)
            || self.decisions.reaching(record, Degree::None, Belief::Possible).any(|decided| !decided.certain)
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

    /// All records of the person of a record.
    pub(super) fn records_of(&self, record: RecordKey) -> Vec<RecordKey> {
        self.persons.person(record).map_or_else(|| vec![record], |person| person.records.clone())
    }

    /// Whether a district was last seen before the earlier of the end of D and two hours before `as_of` (D23).
    pub(super) fn is_stale(&self, district: AgencyId) -> bool {
        let limit = Instant::end_of(self.frame.window.d()).min(self.view.as_of.plus_ms(-FRESH_MS));
        let seen = self.view.folded.received.last_seen(district);
        seen.is_none_or(|seen| seen < limit)
    }
}

/// What to believe at the least and at the most.
pub(super) const fn beliefs(open: Open) -> (Belief, Belief) {
    if open.parked { (Belief::Certain, Belief::Possible) } else { (Belief::Point, Belief::Point) }
}
