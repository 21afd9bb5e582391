//! What one college has entered: programmes, classes, learners, enrollments, results.

use super::index::{Index, Row, Table};
use domain::ids::{RecordId, RecordKey};
use domain::lifecycle::enrollment::{Status, status};
use domain::record::{Class, Completion, Enrollment, Kind, Learner, Programme, State};
use domain::text::fold;
use journal::ledger::Loaded;

/// What one college has entered.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Books {
    programmes: Table<RecordId, Programme>,
    programme_codes: Index<String, RecordId>,
    classes: Table<RecordId, Class>,
    class_codes: Index<String, RecordId>,
    learners: Table<RecordId, Learner>,
    student_codes: Index<String, RecordId>,
    enrollments: Table<RecordId, Enrollment>,
    of_learner: Index<RecordId, RecordId>,
    in_class: Index<RecordId, RecordId>,
    of_nomination: Index<RecordKey, RecordId>,
    completions: Table<RecordId, Completion>,
    of_enrollment: Index<RecordId, RecordId>,
    diplomas: Index<String, RecordId>,
}

/// A record found.
#[derive(Debug)]
pub struct Found<'a, T> {
    /// Its id.
    pub record: RecordId,
    /// Its revision.
    pub revision: u64,
    /// Its state.
    pub state: &'a T,
}

/// Puts a row into a table and moves its record in the indexes that the keys of a state name.
macro_rules! take {
    ($self:ident, $entry:ident, $kind:ident, $table:ident, $( $index:ident: $key:expr ),+) => {{
        let state = match $entry.state {
            Some(State::$kind(state)) => Some(state),
            _ => None,
        };
        let id = $entry.key.record;
        $( let $index = state.as_ref().and_then($key); )+
        let row = Row { position: $entry.position, revision: $entry.revision, state };
        if let Some(before) = $self.$table.take(id, row) {
            let before = before.and_then(|row| row.state);
            $(
                if let Some(key) = before.as_ref().and_then($key) {
                    $self.$index.remove(&key, id);
                }
                if let Some(key) = $index {
                    $self.$index.add(key, id);
                }
            )+
        }
    }};
}

impl Books {
    pub(super) fn apply(&mut self, kind: Kind, entry: Loaded) {
        match kind {
            Kind::Programme => take!(self, entry, Programme, programmes, programme_codes: programme_code),
            Kind::Class => take!(self, entry, Class, classes, class_codes: class_code),
            Kind::Learner => take!(self, entry, Learner, learners, student_codes: student_code),
            Kind::Enrollment => take!(
                self, entry, Enrollment, enrollments,
                of_learner: learner_of, in_class: class_of, of_nomination: nomination_of
            ),
            Kind::Completion => take!(
                self, entry, Completion, completions, of_enrollment: enrollment_of, diplomas: diploma_of
            ),
            _ => {}
        }
    }

    /// The programme with a code.
    #[must_use]
    pub fn programme(&self, code: &str) -> Option<Found<'_, Programme>> {
        let records = self.programme_codes.get(code);
        found(&self.programmes, records).next()
    }

    /// A programme by its record.
    #[must_use]
    pub fn programme_record(&self, record: RecordId) -> Option<&Programme> {
        self.programmes.get(&record).map(|(_, state)| state)
    }

    /// The class with a code.
    #[must_use]
    pub fn class(&self, code: &str) -> Option<Found<'_, Class>> {
        found(&self.classes, self.class_codes.get(code)).next()
    }

    /// A class by its record.
    #[must_use]
    pub fn class_record(&self, record: RecordId) -> Option<&Class> {
        self.classes.get(&record).map(|(_, state)| state)
    }

    /// Classes by code, after a code.
    pub fn classes_after<'a>(&'a self, code: &'a str) -> impl Iterator<Item = Found<'a, Class>> + 'a {
        self.class_codes.after(code).flat_map(|(_, record)| found(&self.classes, [record]))
    }

    /// Learners now in a class who have not left it.
    #[must_use]
    pub fn learners_in(&self, class: RecordId) -> usize {
        self.in_class.count(&class)
    }

    /// The learner with a student code.
    #[must_use]
    pub fn learner(&self, student_code: &str) -> Option<Found<'_, Learner>> {
        found(&self.learners, self.student_codes.get(student_code)).next()
    }

    /// The enrollment of a learner that was not taken back.
    #[must_use]
    pub fn enrollment_of(&self, learner: RecordId) -> Option<Found<'_, Enrollment>> {
        found(&self.enrollments, self.of_learner.get(&learner)).find(|found| !found.state.void)
    }

    /// The newest enrollment of a learner that was taken back.
    #[must_use]
    pub fn reversed_of(&self, learner: RecordId) -> Option<Found<'_, Enrollment>> {
        let all = found(&self.enrollments, self.of_learner.get(&learner));
        all.filter(|found| found.state.void).last()
    }

    /// Enrollments against a nomination that were not taken back.
    pub fn enrollments_against(&self, nomination: RecordKey) -> impl Iterator<Item = Found<'_, Enrollment>> {
        found(&self.enrollments, self.of_nomination.get(&nomination)).filter(|found| !found.state.void)
    }

    /// The results of an enrollment.
    #[must_use]
    pub fn completion_of(&self, enrollment: RecordId) -> Option<Found<'_, Completion>> {
        found(&self.completions, self.of_enrollment.get(&enrollment)).next()
    }

    /// Results whose diploma has this number, whoever awarded it.
    pub fn with_diploma(&self, number: &str) -> impl Iterator<Item = Found<'_, Completion>> {
        found(&self.completions, self.diplomas.get(&diploma_key(number)))
    }

    /// A learner by the record.
    #[must_use]
    pub fn learner_record(&self, record: RecordId) -> Option<&Learner> {
        self.learners.get(&record).map(|(_, state)| state)
    }

    /// Learners by student code, after a code.
    pub fn learners_after<'a>(
        &'a self,
        student_code: &'a str,
    ) -> impl Iterator<Item = (&'a str, RecordId)> + 'a {
        self.student_codes.after(student_code).map(|(code, record)| (code.as_str(), record))
    }
}

fn found<'a, T>(
    table: &'a Table<RecordId, T>,
    records: impl IntoIterator<Item = RecordId> + 'a,
) -> impl Iterator<Item = Found<'a, T>> + 'a {
    records.into_iter().filter_map(|record| {
        let (revision, state) = table.get(&record)?;
        Some(Found { record, revision, state })
    })
}

/// Diploma numbers are compared without spaces, case and accents, so that one number written twice is seen.
fn diploma_key(number: &str) -> String {
    fold(number).replace(' ', "")
}

fn programme_code(state: &Programme) -> Option<String> {
    state.removal.is_none().then(|| state.code.clone())
}

fn class_code(state: &Class) -> Option<String> {
    state.removal.is_none().then(|| state.code.clone())
}

fn student_code(state: &Learner) -> Option<String> {
    let person = state.person.as_ref().filter(|_| state.removal.is_none())?;
    Some(person.student_code.clone())
}

fn learner_of(state: &Enrollment) -> Option<RecordId> {
    Some(state.learner.record)
}

fn class_of(state: &Enrollment) -> Option<RecordId> {
    matches!(status(state), Status::Studying | Status::Deferred).then_some(state.class.record)
}

fn nomination_of(state: &Enrollment) -> Option<RecordKey> {
    state.nomination.map(|seen| seen.reference.key())
}

fn enrollment_of(state: &Completion) -> Option<RecordId> {
    Some(state.enrollment.record)
}

fn diploma_of(state: &Completion) -> Option<String> {
    let diploma = state.diploma.as_ref().filter(|_| !state.void)?;
    Some(diploma_key(&diploma.number))
}
