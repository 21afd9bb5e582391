//! Which plans there are, and since when: what a caller is told who asks for an earlier instant.

use super::view::View;
use super::world::World;
use crate::date::Instant;
use crate::record::{Plan, State};
use std::collections::BTreeMap;

/// A plan that was received at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReceived {
    /// Plan id.
    pub id: String,
    /// When any version of it was first received.
    pub since: Instant,
    /// When an issued version of it was first received; `None` while it is a draft.
    pub issued_since: Option<Instant>,
}

impl World {
    /// Every plan that was ever received, by id.
    #[must_use]
    pub fn plans(&self) -> Vec<PlanReceived> {
        let view = View::new(self, Instant(i64::MAX));
        let mut plans: BTreeMap<&str, PlanReceived> = BTreeMap::new();
        for (known, plan) in view.each::<Plan>() {
            let of = |issued: bool| {
                view.first_received(known.key, |state| match state {
                    State::Plan(earlier) => earlier.plan_id == plan.plan_id && (earlier.issued || !issued),
                    _ => false,
                })
            };
            let Some(since) = of(false) else { continue };
            let issued_since = of(true);
            let one = PlanReceived { id: plan.plan_id.clone(), since, issued_since };
            let kept = plans.entry(&plan.plan_id).or_insert(one);
            kept.since = kept.since.min(since);
            kept.issued_since = kept.issued_since.into_iter().chain(issued_since).min();
        }
        plans.into_values().collect()
    }
}
