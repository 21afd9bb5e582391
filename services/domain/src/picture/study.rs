//! Enrollments and diplomas by teacher: enrollment → nomination → teacher (D30).

use super::scope::Frame;
use super::view::View;
use crate::definitions;
use crate::ids::RecordKey;
use crate::record::{Completion, Enrollment, Nomination, NominationState};
use crate::vocabulary::Degree;
use std::collections::HashMap;

/// Who studies, and who has a diploma, by teacher record.
pub(super) struct Studies {
    /// Greatest degree of a diploma; `None` while there is none.
    by_teacher: HashMap<RecordKey, Option<Degree>>,
}

impl Studies {
    pub(super) fn of(view: &View<'_>, frame: &Frame<'_>) -> Self {
        let mut studies = Self { by_teacher: HashMap::new() };
        for (_, enrollment) in view.each::<Enrollment>() {
            if let Some(teacher) = teacher(view, frame, enrollment) {
                studies.by_teacher.entry(teacher).or_default();
            }
        }
        for (_, completion) in view.each::<Completion>() {
            let teacher = view
                .state::<Enrollment>(completion.enrollment.key())
                .and_then(|enrollment| teacher(view, frame, enrollment));
            let Some(best) = teacher.and_then(|teacher| studies.by_teacher.get_mut(&teacher)) else {
                continue;
            };
            *best = (*best).max(definitions::diploma(completion, &frame.window));
        }
        studies
    }

    /// Whether a teacher record is enrolled, if it is sent.
    pub(super) fn is_enrolled(&self, teacher: RecordKey) -> bool {
        self.by_teacher.contains_key(&teacher)
    }

    /// Whether a teacher record has completed to a degree, if it is sent.
    pub(super) fn is_completed(&self, teacher: RecordKey, min_degree: Degree) -> bool {
        let best = self.by_teacher.get(&teacher).copied().flatten();
        best.is_some_and(|degree| degree >= min_degree)
    }
}

/// The teacher record whom an enrollment that counts leads to. A nomination entered in error leads nowhere; one that has
/// ended still says who studies.
fn teacher(view: &View<'_>, frame: &Frame<'_>, enrollment: &Enrollment) -> Option<RecordKey> {
    if !definitions::enrolled(enrollment, &frame.window) {
        return None;
    }
    let nomination = view.state::<Nomination>(enrollment.nomination?.reference.key())?;
    (nomination.state != NominationState::Void && frame.plans.contains(&nomination.plan.key()))
        .then(|| nomination.teacher.key())
}
