//! Persons whom the items of one call add to the lists of decisions: recorded at its end, one entry per decision.

use crate::decision::{self, Cited, PERSON_BYTES};
use crate::desk::{Desk, Facts};
use contracts::refusal::Refusal;
use domain::ids::{RecordId, Reference};
use domain::record::State;
use exchange::desk::Weight;
use std::collections::BTreeMap;

/// Persons that the items of one call add to the lists of decisions.
#[derive(Debug, Default)]
pub struct Additions {
    lists: BTreeMap<RecordId, List>,
}

#[derive(Debug)]
struct List {
    persons: Vec<Reference>,
    /// The entry without the persons added.
    weight: Weight,
}

impl Additions {
    /// What recording the additions takes when one person more comes to the list of a cited decision.
    pub(super) fn weight(&self, desk: &Desk<'_, '_>, cited: Option<&Cited>) -> Weight {
        let lists = self.lists.values();
        let known = lists.map(|list| list.weight.with_bytes(list.persons.len() * PERSON_BYTES));
        let known = known.fold(Weight::default(), Weight::and);
        let Some(cited) = cited else { return known };
        let record = cited.reference().record;
        let fresh = if self.lists.contains_key(&record) { Weight::default() } else { entry(desk, record) };
        known.and(fresh).with_bytes(PERSON_BYTES)
    }

    pub(super) fn add(&mut self, desk: &Desk<'_, '_>, decision: RecordId, person: Reference) {
        let fresh = || List { persons: Vec::new(), weight: entry(desk, decision) };
        self.lists.entry(decision).or_insert_with(fresh).persons.push(person);
    }

    /// Records the additions, one entry per decision.
    ///
    /// # Errors
    /// INTERNAL, as [`Desk::put`]; the transaction is then refused as a whole.
    pub fn settle(self, desk: &mut Desk<'_, '_>) -> Result<(), Refusal> {
        self.lists
            .into_iter()
            .try_for_each(|(decision, list)| decision::add_persons(desk, decision, &list.persons))
    }
}

/// The entry of a decision as it stands; of one that is not recorded yet, the most that a new one can take.
fn entry(desk: &Desk<'_, '_>, decision: RecordId) -> Weight {
    let known = desk.district().decisions.get(decision);
    known.map_or(Weight::MOST, |row| desk.weight(&State::Decision(row.state.clone())))
}
