//! Breaks (chênh lệch): what two owners, or a fact and the plan, say differently. All are derived (D35); nothing here changes a figure.
//!
//! The id of a break is SHA-256 over the bytes: the kind's code in ASCII, then for every record that it is about, ascending by
//! (agency, record) and each once, 16 bytes of the agency's UUID and 16 of the record's. Acknowledgements and rulings name that id.

mod basis;
mod kind;
mod nominations;
mod persons;
mod records;
mod study;

pub use kind::{BreakKind, Words};

use super::table::Table;
use crate::date::Instant;
use crate::ids::{AgencyId, Digest, Position, RecordKey};
use crate::vocabulary::Level;
use sha2::{Digest as _, Sha256};

/// One open break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Id, see the module.
    pub id: Digest,
    /// Kind.
    pub kind: BreakKind,
    /// Level that it concerns, where there is one.
    pub level: Option<Level>,
    /// Codes of the districts that it concerns, ascending.
    pub districts: Vec<String>,
    /// Record of the person that it is about (the least of several).
    pub person: Option<RecordKey>,
    /// Everything that it is about, ascending; what the id is made of.
    pub records: Vec<RecordKey>,
    /// The same records with code of the agency, newest revision and its place.
    pub about: Vec<About>,
    /// Agency that can settle it.
    pub owner: AgencyId,
    /// Code of that agency in the registry; its id while the registry does not have it.
    pub owner_code: String,
    /// Receive time of the entry that brought it about.
    pub since: Instant,
    /// What it is and what to do next, Vietnamese. Names nobody.
    pub text_vi: String,
    /// The same in English.
    pub text_en: String,
}

/// A record that a break is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The record; for a journal the agency's UUID stands for it.
    pub key: RecordKey,
    /// Code of its agency in the registry; its id while the registry does not have it.
    pub agency_code: String,
    /// Newest revision received and where it stands; `None` for a journal.
    pub newest: Option<(u64, Position)>,
}

/// Id of a break of a kind about some records, in any order (D35).
#[must_use]
pub fn break_id(kind: BreakKind, records: &[RecordKey]) -> Digest {
    let mut sorted = records.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut hash = Sha256::new();
    hash.update(kind.code().as_bytes());
    for key in sorted {
        hash.update(key.agency.0.as_bytes());
        hash.update(key.record.0.as_bytes());
    }
    Digest(hash.finalize().into())
}

/// A break before its codes and words are looked up.
struct Found {
    kind: BreakKind,
    level: Option<Level>,
    person: Option<RecordKey>,
    records: Vec<RecordKey>,
    owner: AgencyId,
    since: Instant,
    /// What this very break adds to the words of its kind: Vietnamese, English.
    detail: Option<[String; 2]>,
}

impl Found {
    /// The same with more words.
    fn detailed(self, detail: [String; 2]) -> Self {
        Self { detail: Some(detail), ..self }
    }
}

/// Every open break, ascending by kind code and id.
pub(super) fn breaks(table: &Table<'_, '_>) -> Vec<Break> {
    let found = persons::breaks(table)
        .into_iter()
        .chain(nominations::breaks(table))
        .chain(study::breaks(table))
        .chain(basis::breaks(table))
        .chain(records::breaks(table));
    let mut breaks: Vec<Break> = found.map(|found| finish(table, found)).collect();
    breaks.sort_by(|one, other| (one.kind.code(), one.id).cmp(&(other.kind.code(), other.id)));
    breaks.dedup_by_key(|found| found.id);
    breaks
}

fn finish(table: &Table<'_, '_>, found: Found) -> Break {
    let mut records = found.records;
    records.sort_unstable();
    records.dedup();
    let units = &table.frame.plan.units;
    let mut districts: Vec<String> = records
        .iter()
        .chain(&found.person)
        .map(|key| key.agency)
        .filter(|agency| units.contains(agency))
        .map(|agency| table.frame.code(agency))
        .collect();
    districts.sort();
    districts.dedup();
    let scope = districts.join(", ");
    let [vi, en] = found.kind.words().text;
    let [more_vi, more_en] = found.detail.unwrap_or_default();
    let words = |text: &str, more: &str, level: Option<&str>, unit: &str| {
        let place = match (scope.is_empty(), level) {
            (false, Some(level)) => format!("[{unit} {scope}, {level}] "),
            (false, None) => format!("[{unit} {scope}] "),
            (true, _) => String::new(),
        };
        format!("{place}{text} {more}").trim_end().to_owned()
    };
    Break {
        id: break_id(found.kind, &records),
        about: records.iter().map(|key| about(table, *key)).collect(),
        kind: found.kind,
        level: found.level,
        text_vi: words(vi, &more_vi, found.level.map(Level::vi), "Huyện"),
        text_en: words(en, &more_en, found.level.map(Level::en), "District"),
        districts,
        person: found.person,
        records,
        owner: found.owner,
        owner_code: table.frame.code(found.owner),
        since: found.since,
    }
}

fn about(table: &Table<'_, '_>, key: RecordKey) -> About {
    let newest = table.view.get(key).map(|known| (known.newest.revision, known.newest.at));
    About { key, agency_code: table.frame.code(key.agency), newest }
}

/// Receive time of the newest revision of a record.
fn newest_received(table: &Table<'_, '_>, key: RecordKey) -> Instant {
    table.view.get(key).map_or(Instant(0), |known| table.view.received(key.agency, known.newest.at))
}
