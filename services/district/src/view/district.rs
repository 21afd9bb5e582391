//! What one district has recorded.

use super::acts::{Decisions, Nominations};
use super::statements::Statements;
use super::table::{Newest, Records};
use super::teachers::Teachers;
use domain::ids::{RecordId, RecordKey};
use domain::record::{Proposal, School, ScopeList, State};
use domain::vocabulary::Level;
use journal::ledger::Loaded;

/// Records of one district.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct District {
    /// Schools.
    pub schools: Records<School>,
    /// Teachers.
    pub teachers: Teachers,
    /// Parts of scope lists.
    pub scope_lists: Records<ScopeList>,
    /// Decisions.
    pub decisions: Decisions,
    /// Nominations.
    pub nominations: Nominations,
    /// Proposals.
    pub proposals: Records<Proposal>,
    /// Statements on who is who.
    pub statements: Statements,
}

impl District {
    pub(super) fn apply(&mut self, loaded: &Loaded) {
        let record = loaded.key.record;
        match &loaded.state {
            Some(State::School(school)) => {
                self.schools.apply(record, loaded, school.clone());
            }
            Some(State::Teacher(teacher)) => self.teachers.apply(loaded, teacher),
            Some(State::ScopeList(list)) => {
                self.scope_lists.apply(record, loaded, list.clone());
            }
            Some(State::Decision(decision)) => self.decisions.apply(loaded, decision),
            Some(State::Nomination(nomination)) => self.nominations.apply(loaded, nomination),
            Some(State::Proposal(proposal)) => {
                self.proposals.apply(record, loaded, proposal.clone());
            }
            Some(State::SamePerson(statement)) => self.statements.apply(loaded, statement),
            _ => {}
        }
    }

    /// Parts of the list drawn for a plan and level, ascending by part; empty when none was drawn.
    #[must_use]
    pub fn scope_parts(&self, plan: RecordKey, level: Level) -> Vec<(RecordId, &Newest<ScopeList>)> {
        let mut parts: Vec<_> = self
            .scope_lists
            .iter()
            .filter(|(_, row)| row.state.plan.reference.key() == plan && row.state.level == level)
            .collect();
        parts.sort_by_key(|(record, row)| (row.state.part, *record));
        parts
    }
}
