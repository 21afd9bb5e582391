//! From what was read to the final table.

use super::{Key, Nomination, Person, Reader};
use domain::band::{TargetBand, Verdict};
use domain::vocabulary::{Level, ScopeStatus};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the final table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) teachers: u64,
    pub(crate) in_scope: u64,
    pub(crate) undecided: u64,
    pub(crate) undecided_sent: u64,
    pub(crate) sent: u64,
    pub(crate) disputed: u64,
    pub(crate) recorded_late: u64,
    pub(crate) enrolled: u64,
    pub(crate) completed: u64,
    pub(crate) verdict: Verdict,
}

const EMPTY: Row = Row {
    teachers: 0,
    in_scope: 0,
    undecided: 0,
    undecided_sent: 0,
    sent: 0,
    disputed: 0,
    recorded_late: 0,
    enrolled: 0,
    completed: 0,
    verdict: Verdict::Unknown,
};

/// What the files say.
pub(crate) struct Recount {
    pub(crate) rows: BTreeMap<(String, Level), Row>,
    pub(crate) totals: BTreeMap<Level, Row>,
    /// Rows of nominations files that could not be accepted, by district and reason.
    pub(crate) refused_nominations: Vec<(String, &'static str)>,
    /// Mã SV of enrollment rows that could not be accepted.
    pub(crate) refused_enrollments: Vec<String>,
    /// Persons enrolled who are in no cell of sent.
    pub(crate) enrolled_outside: usize,
    /// Groups of teachers of different districts with one number and no ruling.
    pub(crate) open_claims: usize,
}

/// What the counting looks things up in.
struct Index<'a> {
    /// Groups of records with one number and no ruling.
    open: Vec<Vec<Key>>,
    /// Whoever has a decision that counts.
    decided: BTreeMap<&'a Key, &'a Nomination>,
    /// Whoever began to study by the cut-off.
    begun: BTreeSet<&'a Key>,
    /// Whoever has a diploma by the cut-off.
    done: BTreeSet<&'a Key>,
}

impl Reader {
    fn person(&self, key: &Key) -> &Person {
        &self.people[&key.0][key.1]
    }

    /// A decision that counts: dated in the year, to the degree, not withdrawn by its end.
    fn counts(&self, nomination: &Nomination) -> bool {
        let target = self.plan.target(self.person(&nomination.person).level).unwrap();
        let date = nomination.decision.date;
        (self.plan.first_day..=self.plan.achieve_by).contains(&date)
            && nomination.degree >= target.min_degree
            && nomination.ends.is_none_or(|ends| ends > self.plan.achieve_by)
    }

    fn open_claims(&self) -> Vec<Vec<Key>> {
        let mut by_number: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for (district, people) in &self.people {
            for (at, person) in people.iter().enumerate() {
                if let Some(number) = &person.number {
                    by_number.entry(number).or_default().push((district.clone(), at));
                }
            }
        }
        let ruled = |keys: &Vec<Key>| keys.iter().all(|key| self.ruled.contains(key));
        by_number.into_values().filter(|keys| keys.len() > 1 && !ruled(keys)).collect()
    }

    fn index(&self) -> Index<'_> {
        let cutoff = self.plan.achieve_by;
        let counted = self.nominations.iter().filter(|nomination| self.counts(nomination));
        let begun = self.learners.values().filter(|(_, on)| *on <= cutoff);
        let awarded = self.diplomas.iter().filter(|(code, (on, degree))| {
            let level = self.person(&self.learners[*code].0).level;
            *on <= cutoff && *degree >= self.plan.target(level).unwrap().min_degree
        });
        Index {
            open: self.open_claims(),
            decided: counted.map(|nomination| (&nomination.person, nomination)).collect(),
            begun: begun.map(|(key, _)| key).collect(),
            done: awarded.map(|(code, _)| &self.learners[code].0).collect(),
        }
    }

    /// The final table.
    pub(super) fn count(self) -> Recount {
        let index = self.index();
        let mut rows = BTreeMap::new();
        let mut cells: BTreeSet<Key> = BTreeSet::new();
        for district in &self.plan.districts {
            assert!(self.frozen.contains(district));
            for level in Level::ALL {
                let row = self.row(&index, (district, level), &mut cells);
                rows.insert((district.clone(), level), row);
            }
        }
        let totals = Level::ALL.map(|level| (level, self.total(&index, level, &rows)));
        Recount {
            enrolled_outside: index.begun.iter().filter(|key| !cells.contains(**key)).count(),
            open_claims: index.open.len(),
            totals: totals.into_iter().collect(),
            rows,
            refused_nominations: self.refused_nominations,
            refused_enrollments: self.refused_enrollments,
        }
    }

    fn row(&self, index: &Index<'_>, (district, level): (&str, Level), cells: &mut BTreeSet<Key>) -> Row {
        let mut row = EMPTY;
        let people = self.people[district].iter().enumerate();
        for (at, person) in people.filter(|(_, person)| person.level == level && person.employed) {
            let key = (district.to_owned(), at);
            let decision = index.decided.get(&key);
            row.teachers += 1;
            if person.status == ScopeStatus::Undecided && person.could_be {
                row.undecided += 1;
                row.undecided_sent += u64::from(decision.is_some());
            }
            if person.status != ScopeStatus::InScope {
                continue;
            }
            row.in_scope += 1;
            let Some(decision) = decision else { continue };
            if index.open.iter().flatten().any(|claimed| *claimed == key) {
                row.disputed += 1;
                continue;
            }
            let enrolled = index.begun.contains(&key);
            row.sent += 1;
            row.recorded_late += u64::from(decision.received > self.plan.achieve_by);
            row.enrolled += u64::from(enrolled);
            row.completed += u64::from(enrolled && index.done.contains(&key));
            cells.insert(key);
        }
        Row { verdict: judge(self.band(level), &row), ..row }
    }

    fn band(&self, level: Level) -> TargetBand {
        let target = self.plan.target(level).unwrap();
        TargetBand { low_percent: target.low_percent, high_percent: target.high_percent }
    }

    /// The province holds a person of an open claim once.
    fn total(&self, index: &Index<'_>, level: Level, rows: &BTreeMap<(String, Level), Row>) -> Row {
        let of_level = rows.iter().filter(|((_, of), _)| *of == level).map(|(_, row)| row);
        let mut total = EMPTY;
        for row in of_level {
            total.teachers += row.teachers;
            total.in_scope += row.in_scope;
            total.undecided += row.undecided;
            total.undecided_sent += row.undecided_sent;
            total.sent += row.sent;
            total.recorded_late += row.recorded_late;
            total.enrolled += row.enrolled;
            total.completed += row.completed;
        }
        for keys in index.open.iter().filter(|keys| self.person(&keys[0]).level == level) {
            let again = keys.len() as u64 - 1;
            total.teachers -= again;
            total.in_scope -= again;
            total.disputed += u64::from(keys.iter().any(|key| index.decided.contains_key(key)));
        }
        Row { verdict: judge(self.band(level), &total), ..total }
    }
}

/// The verdict over every (in scope, sent) that can come true: any of the undecided may join, one who is sent brings that
/// along, a disputed person may count or not, and may leave the row.
fn judge(band: TargetBand, row: &Row) -> Verdict {
    let mut pairs = Vec::new();
    for leave in 0..=row.disputed {
        for join in 0..=row.undecided - row.undecided_sent {
            for join_sent in 0..=row.undecided_sent {
                for counted in 0..=row.disputed - leave {
                    pairs.push((row.in_scope - leave + join + join_sent, row.sent + join_sent + counted));
                }
            }
        }
    }
    band.judge_all(pairs)
}
