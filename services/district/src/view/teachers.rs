//! Teachers of one district, found as clerks find them: by code, by number, by name.

use super::table::{Newest, Records};
use domain::ids::RecordId;
use domain::record::{Teacher, TeacherPerson};
use domain::text::fold;
use journal::ledger::Loaded;
use std::collections::{BTreeSet, HashMap};

type Index = HashMap<String, BTreeSet<RecordId>>;

/// Teachers of one district. What was erased is found by nothing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Teachers {
    rows: Records<Teacher>,
    by_code: Index,
    by_number: Index,
    by_name: Index,
}

/// One teacher who is not erased.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The record.
    pub record: RecordId,
    /// Its newest state.
    pub row: &'a Newest<Teacher>,
    /// Its personal part.
    pub person: &'a TeacherPerson,
}

impl Known<'_> {
    /// Whether the record stands, that is has no tombstone.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.row.state.removal.is_none()
    }
}

impl Teachers {
    pub(super) fn apply(&mut self, loaded: &Loaded, teacher: &Teacher) {
        let record = loaded.key.record;
        let before = self.rows.get(record).and_then(|row| row.state.person.clone());
        if !self.rows.apply(record, loaded, teacher.clone()) {
            return;
        }
        if let Some(person) = &before {
            self.each_key(person, |index, key| {
                if let Some(records) = index.get_mut(&key) {
                    records.remove(&record);
                    if records.is_empty() {
                        index.remove(&key);
                    }
                }
            });
        }
        if let Some(person) = &teacher.person {
            self.each_key(person, |index, key| {
                index.entry(key).or_default().insert(record);
            });
        }
    }

    fn each_key(&mut self, person: &TeacherPerson, mut visit: impl FnMut(&mut Index, String)) {
        if !person.code.is_empty() {
            visit(&mut self.by_code, person.code.clone());
        }
        if let Some(number) = &person.national_id {
            visit(&mut self.by_number, number.clone());
        }
        visit(&mut self.by_name, fold(&person.full_name));
    }

    /// A record, whatever its state.
    #[must_use]
    pub fn get(&self, record: RecordId) -> Option<&Newest<Teacher>> {
        self.rows.get(record)
    }

    /// All records that stand, ascending by record id, also the erased ones.
    pub fn standing(&self) -> impl Iterator<Item = (RecordId, &Newest<Teacher>)> {
        self.rows.iter().filter(|(_, row)| row.state.removal.is_none())
    }

    /// Records with a code, those that stand first; removed ones too, so that their code can revive them.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Vec<Known<'_>> {
        let mut found: Vec<_> = self.known(&self.by_code, code).collect();
        found.sort_by_key(|one| (!one.stands(), one.record));
        found
    }

    /// Records that stand and hold a national number.
    #[must_use]
    pub fn with_number(&self, number: &str) -> Vec<Known<'_>> {
        self.known(&self.by_number, number).filter(Known::stands).collect()
    }

    /// Records that stand and have a name with this folded form.
    #[must_use]
    pub fn with_name(&self, folded: &str) -> Vec<Known<'_>> {
        self.known(&self.by_name, folded).filter(Known::stands).collect()
    }

    fn known<'a>(&'a self, index: &'a Index, key: &str) -> impl Iterator<Item = Known<'a>> {
        let records = index.get(key).into_iter().flatten();
        records.filter_map(|record| {
            let row = self.rows.get(*record)?;
            let person = row.state.person.as_ref()?;
            Some(Known { record: *record, row, person })
        })
    }
}
