//! The same figures by another road: loops over the newest states, from the words of the definitions alone.

use super::land::{A, B, Land, day};
use super::properties::{acts, picture, play, statuses};
use crate::date::LegalDate;
use crate::ids::{AgencyId, RecordKey};
use crate::record::{Completion, Enrollment, Nomination, NominationState, ScopeMember, State};
use crate::vocabulary::{Degree, Level, ScopeStatus};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The newest state of every record, in the order of the keys.
struct Newest(BTreeMap<RecordKey, State>);

impl Newest {
    fn of(land: &Land) -> Self {
        let states = land.entries.iter().filter_map(|entry| match &entry.content {
            crate::picture::Content::State(state) => Some((entry.key, (**state).clone())),
            _ => None,
        });
        Self(states.collect())
    }

    fn number(&self, teacher: RecordKey) -> Option<&str> {
        match self.0.get(&teacher)? {
            State::Teacher(teacher) => teacher.person.as_ref()?.national_id.as_deref(),
            _ => None,
        }
    }

    fn nominations(&self) -> impl Iterator<Item = (RecordKey, &Nomination)> {
        self.0.iter().filter_map(|(key, state)| match state {
            State::Nomination(nomination) => Some((*key, nomination)),
            _ => None,
        })
    }

    fn enrollments(&self) -> impl Iterator<Item = (RecordKey, &Enrollment)> {
        self.0.iter().filter_map(|(key, state)| match state {
            State::Enrollment(enrollment) => Some((*key, enrollment)),
            _ => None,
        })
    }

    fn completions(&self) -> impl Iterator<Item = &Completion> {
        self.0.values().filter_map(|state| match state {
            State::Completion(completion) => Some(completion),
            _ => None,
        })
    }

    /// Every (district, level, member), by district and rank.
    fn members(&self) -> Vec<(AgencyId, Level, ScopeMember)> {
        let lists = self.0.iter().filter_map(|(key, state)| match state {
            State::ScopeList(list) => Some((key.agency, list)),
            _ => None,
        });
        let mut members: Vec<_> = lists
            .flat_map(|(district, list)| {
                list.members.iter().map(move |member| (district, list.level, member.clone()))
            })
            .collect();
        members.sort_by_key(|(district, level, member)| (*district, member.rank, *level));
        members
    }

    /// All records with the same number, in whatever district, and the record itself.
    fn person(&self, teacher: RecordKey) -> Vec<RecordKey> {
        let number = self.number(teacher);
        let same = |other: &RecordKey| *other == teacher || number.is_some() && self.number(*other) == number;
        self.0.keys().copied().filter(|other| same(other)).collect()
    }

    fn is_claimed(&self, teacher: RecordKey) -> bool {
        self.person(teacher).iter().any(|other| other.agency != teacher.agency)
    }

    fn has_decision(&self, person: &[RecordKey], level: Level) -> bool {
        let by = |date: LegalDate| (day("2021-01-01")..=day("2021-12-31")).contains(&date);
        let least = if level == Level::Preschool { Degree::College } else { Degree::University };
        self.nominations().any(|(_, nomination)| {
            person.contains(&nomination.teacher.key())
                && nomination.target_degree >= least
                && matches!(&nomination.state, NominationState::Sent { cite, .. } if by(cite.date))
        })
    }

    /// Enrollments of a person that were not entered in error.
    fn studies(&self, person: &[RecordKey]) -> Vec<RecordKey> {
        let sends = |enrollment: &Enrollment| {
            let key = enrollment.nomination.map(|seen| seen.reference.key());
            self.nominations().any(|(nomination, state)| {
                Some(nomination) == key
                    && state.state != NominationState::Void
                    && person.contains(&state.teacher.key())
            })
        };
        let begun = self.enrollments().filter(|(_, enrollment)| !enrollment.void && sends(enrollment));
        begun.map(|(key, _)| key).collect()
    }

    fn has_diploma(&self, studies: &[RecordKey]) -> bool {
        self.completions()
            .any(|completion| !completion.void && studies.contains(&completion.enrollment.key()))
    }
}

/// in scope, sent, disputed, enrolled, completed.
type Cells = [u64; 5];

fn row(newest: &Newest, district: AgencyId, level: Level) -> Cells {
    let mut cells = [0; 5];
    let mut seen: Vec<RecordKey> = Vec::new();
    let in_scope = newest
        .members()
        .into_iter()
        .filter(|(of, at, member)| (*of, *at, member.status) == (district, level, ScopeStatus::InScope));
    for (_, _, member) in in_scope {
        let record = RecordKey { agency: district, record: member.teacher };
        if seen.contains(&record) {
            continue;
        }
        let claimed = newest.is_claimed(record);
        let person = newest.person(record);
        seen.extend(&person);
        let decided = newest.has_decision(&person, level);
        let sent = decided && !claimed;
        let studies = newest.studies(&person);
        let enrolled = sent && !studies.is_empty();
        let column = [true, sent, decided && claimed, enrolled, enrolled && newest.has_diploma(&studies)];
        cells.iter_mut().zip(column).for_each(|(cell, counts)| *cell += u64::from(counts));
    }
    cells
}

fn totals(newest: &Newest) -> BTreeMap<Level, Cells> {
    let mut totals: BTreeMap<Level, Cells> = Level::ALL.map(|level| (level, [0; 5])).into();
    let mut seen: Vec<RecordKey> = Vec::new();
    let members = newest.members();
    for (district, level, member) in &members {
        let record = RecordKey { agency: *district, record: member.teacher };
        if member.status != ScopeStatus::InScope || seen.contains(&record) {
            continue;
        }
        let claimed = newest.is_claimed(record);
        let person = newest.person(record);
        seen.extend(&person);
        let sent = members.iter().any(|(district, level, member)| {
            member.status == ScopeStatus::InScope
                && person.contains(&RecordKey { agency: *district, record: member.teacher })
                && newest.has_decision(&person, *level)
        });
        let studies = newest.studies(&person);
        let enrolled = sent && !studies.is_empty();
        let column = [true, sent, sent && claimed, enrolled, enrolled && newest.has_diploma(&studies)];
        let cells = totals.get_mut(level).unwrap();
        cells.iter_mut().zip(column).for_each(|(cell, counts)| *cell += u64::from(counts));
    }
    totals
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_recount_from_the_words_gives_the_same_figures(acts in acts(), statuses in statuses()) {
        // Rulings and links have their own tables.
        let acts: Vec<_> = acts.into_iter().filter(|act| !(9..=10).contains(&act.what)).collect();
        let land = play(&acts, &statuses);
        let newest = Newest::of(&land);
        let picture = picture(&land.entries);
        let cells = |row: &crate::picture::Row| {
            [row.in_scope, row.sent, row.disputed, row.enrolled, row.completed]
        };
        for district in [A, B] {
            for level in Level::ALL {
                let expected = row(&newest, district, level);
                prop_assert_eq!(cells(super::land::row(&picture, district, level)), expected);
            }
        }
        for (level, expected) in totals(&newest) {
            prop_assert_eq!(cells(super::land::total(&picture, level)), expected, "{:?}", level);
        }
    }
}
