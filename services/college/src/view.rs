//! What the college's decisions look at: a fold of its own journal and of what it pulled.

mod books;
mod index;
mod nominations;

pub use books::{Books, Found};
pub use index::{Row, Table};
pub use nominations::Nominations;
pub(crate) use nominations::decision;

use domain::ids::AgencyId;
use domain::record::{Kind, State};
use exchange::registry::{HasRegistry, Registry};
use journal::ledger::{Loaded, View};
use std::collections::BTreeMap;

/// The college's view: the registry, what colleges entered (the own journal's and the open part of others'), and who was sent to it.
#[derive(Debug, Default)]
pub struct CollegeView {
    registry: Registry,
    books: BTreeMap<AgencyId, Books>,
    nominations: Nominations,
}

impl View for CollegeView {
    fn apply(&mut self, entry: Loaded) {
        self.registry.apply(&entry);
        match Kind::from_number(entry.kind) {
            Some(Kind::Nomination) => {
                let state = match entry.state {
                    Some(State::Nomination(nomination)) => Some(nomination),
                    _ => None,
                };
                self.nominations.apply(entry.key, entry.position, entry.revision, state);
            }
            Some(kind) => self.books.entry(entry.key.agency).or_default().apply(kind, entry),
            None => {}
        }
    }
}

impl HasRegistry for CollegeView {
    fn registry(&self) -> &Registry {
        &self.registry
    }
}

impl CollegeView {
    /// What a college has entered; `None` before its first entry.
    #[must_use]
    pub fn books(&self, college: AgencyId) -> Option<&Books> {
        self.books.get(&college)
    }

    /// Nominations that the college may see.
    #[must_use]
    pub const fn nominations(&self) -> &Nominations {
        &self.nominations
    }
}
