//! Nominations by teacher: which decisions count, since when, and how sure that is.

use super::cause::{Cause, Open};
use super::scope::Frame;
use super::view::{Body, Known, View};
use crate::date::Instant;
use crate::definitions::{self, Standing};
use crate::ids::{AgencyId, RecordKey};
use crate::record::{Kind, Nomination, State};
use crate::vocabulary::Degree;
use std::collections::HashMap;

/// A nomination whose decision counts or may count, its degree apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided {
    pub(super) nomination: RecordKey,
    pub(super) degree: Degree,
    /// Counts in the point value.
    pub(super) point: bool,
    /// Why that may still turn into the contrary: a revision that is not applied (D23).
    pub(super) pending: Option<Cause>,
}

/// All decisions of a picture.
pub(super) struct Decisions {
    by_teacher: HashMap<RecordKey, Vec<Decided>>,
    /// Nominations of a district about which nothing can be read: they may send anybody of it.
    opaque: HashMap<(AgencyId, Cause), u64>,
}

/// Which decisions to believe.
#[derive(Debug, Clone, Copy)]
pub(super) enum Belief {
    /// Those of the point value.
    Point,
    /// Those that no open question can take away.
    Certain(Open),
    /// Those that count or may count by an open question.
    Possible(Open),
}

impl Decisions {
    pub(super) fn of(view: &View<'_>, frame: &Frame<'_>) -> Self {
        let mut decisions = Self { by_teacher: HashMap::new(), opaque: HashMap::new() };
        for known in view.of_kind(Kind::Nomination) {
            decisions.take(frame, known);
        }
        decisions
    }

    fn take(&mut self, frame: &Frame<'_>, known: &Known<'_>) {
        let point = known.state::<Nomination>();
        let pending = known.outcome.cause();
        if let Some(state) = point.filter(|state| counts(frame, state)) {
            self.push(known.key, state, true, pending);
        }
        let Some(cause) = pending else { return };
        match (known.newest.state().and_then(Nomination::of), point) {
            (Some(next), _) if counts(frame, next) => self.push(known.key, next, false, pending),
            (Some(_), _) => {}
            // What cannot be read may put a nomination that does not count right.
            (None, Some(state)) => self.push(known.key, state, false, pending),
            (None, None) => *self.opaque.entry((known.key.agency, cause)).or_default() += 1,
        }
    }

    fn push(&mut self, nomination: RecordKey, state: &Nomination, point: bool, pending: Option<Cause>) {
        self.by_teacher.entry(state.teacher.key()).or_default().push(Decided {
            nomination,
            degree: state.target_degree,
            point,
            pending,
        });
    }

    /// The decisions of a teacher record that reach a degree.
    pub(super) fn reaching(
        &self,
        teacher: RecordKey,
        min_degree: Degree,
        belief: Belief,
    ) -> impl Iterator<Item = &Decided> {
        let all = self.by_teacher.get(&teacher).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |decided| {
            decided.degree >= min_degree
                && match belief {
                    Belief::Point => decided.point,
                    Belief::Certain(open) => decided.point && !open.any(&decided.pending),
                    Belief::Possible(open) => decided.point || open.any(&decided.pending),
                }
        })
    }

    /// Whether a teacher record has a decision that reaches a degree.
    pub(super) fn sends(&self, teacher: RecordKey, min_degree: Degree, belief: Belief) -> bool {
        self.reaching(teacher, min_degree, belief).next().is_some()
    }

    /// Nominations of a district of which nothing can be read, as far as that is an open question.
    pub(super) fn opaque(&self, district: AgencyId, open: Open) -> u64 {
        let of = |((agency, cause), count): (&(AgencyId, Cause), &u64)| {
            if *agency == district && open.has(*cause) { *count } else { 0 }
        };
        self.opaque.iter().map(of).sum()
    }
}

/// Whether a nomination belongs to the plan and its decision is in force; the degree is looked at per row.
pub(super) fn counts(frame: &Frame<'_>, nomination: &Nomination) -> bool {
    frame.plans.contains(&nomination.plan.key())
        && definitions::standing(nomination, &frame.window) == Standing::InForce
}

/// When the first entry of a nomination that made it count for a teacher was received (D14).
pub(super) fn first_counted(
    view: &View<'_>,
    frame: &Frame<'_>,
    nomination: RecordKey,
    teacher: RecordKey,
    min_degree: Degree,
) -> Option<Instant> {
    view.first_received(nomination, |state| match state {
        State::Nomination(earlier) => {
            earlier.teacher.key() == teacher && earlier.target_degree >= min_degree && counts(frame, earlier)
        }
        _ => false,
    })
}
