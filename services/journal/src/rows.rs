//! Rows of both engines, and how they become entries; what was stored is checked when it is read.

use crate::entry::{Content, Entry, Header, PartKind, StoredPart, leaf_hash, part_commit};
use crate::merkle::Frontier;
use crate::store::{CheckpointRow, Head, JournalKey, OmittedRun, ReceiptRow, StoreError};
use domain::date::Instant;
use domain::ids::{AgencyId, Digest};
use uuid::Uuid;

/// A row of `journal_head`.
#[derive(sqlx::FromRow)]
pub(crate) struct HeadRow {
    agency: Vec<u8>,
    epoch: i64,
    size: i64,
    frontier: Vec<u8>,
}

/// A row of `journal_entry`.
#[derive(sqlx::FromRow)]
pub(crate) struct EntryRow {
    header: Vec<u8>,
    leaf: Vec<u8>,
    fact_commit: Vec<u8>,
    fact_salt: Option<Vec<u8>>,
    fact_body: Option<Vec<u8>>,
    person_commit: Option<Vec<u8>>,
    person_salt: Option<Vec<u8>>,
    person_body: Option<Vec<u8>>,
}

/// A row of `journal_omitted`.
#[derive(sqlx::FromRow)]
pub(crate) struct OmittedRow {
    first: i64,
    count: i64,
    hashes: Vec<u8>,
}

/// A row of `journal_checkpoint`.
#[derive(sqlx::FromRow)]
pub(crate) struct NoteRow {
    pub(crate) size: i64,
    pub(crate) note: String,
}

/// A row of `journal_receipt`.
#[derive(sqlx::FromRow)]
pub(crate) struct ReceiptNoteRow {
    pub(crate) size: i64,
    pub(crate) time: i64,
    pub(crate) note: String,
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(what.to_owned())
}

fn digest(bytes: &[u8]) -> Result<Digest, StoreError> {
    <[u8; 32]>::try_from(bytes).map(Digest).map_err(|_| damaged("a digest has not 32 bytes"))
}

/// Sizes and positions are u64 on the wire and i64 in SQL; a journal never reaches the difference.
pub(crate) fn sql(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| damaged("a size is negative"))
}

/// Bytes of an agency id as SQL has them.
pub(crate) fn agency_bytes(journal: JournalKey) -> Vec<u8> {
    journal.agency.0.as_bytes().to_vec()
}

impl HeadRow {
    pub(crate) fn into_head(self) -> Result<Head, StoreError> {
        let agency = Uuid::from_slice(&self.agency).map_err(|_| damaged("an agency id has not 16 bytes"))?;
        let epoch = u32::try_from(self.epoch).map_err(|_| damaged("an epoch is out of range"))?;
        let frontier = Frontier::from_bytes(unsigned(self.size)?, &self.frontier)
            .map_err(|error| StoreError::Damaged(error.to_string()))?;
        Ok(Head { journal: JournalKey { agency: AgencyId(agency), epoch }, frontier })
    }
}

/// A part with its commitment; a body that is there must be the one that was signed.
fn part(
    kind: PartKind,
    commit: &[u8],
    salt: Option<Vec<u8>>,
    body: Option<Vec<u8>>,
) -> Result<StoredPart, StoreError> {
    let commit = digest(commit)?;
    let content = match (salt, body) {
        (Some(salt), Some(body)) => {
            let salt =
                <[u8; 16]>::try_from(salt.as_slice()).map_err(|_| damaged("a salt has not 16 bytes"))?;
            if part_commit(kind, &salt, &body) != commit {
                return Err(damaged("a body does not fit its commitment"));
            }
            Some(Content { salt, body })
        }
        (None, None) => None,
        _ => return Err(damaged("salt and body must come and go together")),
    };
    Ok(StoredPart { commit, content })
}

impl EntryRow {
    pub(crate) fn into_entry(self) -> Result<Entry, StoreError> {
        let header = Header::decode(&self.header).map_err(|error| StoreError::Damaged(error.to_string()))?;
        let fact = part(PartKind::Fact, &self.fact_commit, self.fact_salt, self.fact_body)?;
        let person = self
            .person_commit
            .map(|commit| part(PartKind::Person, &commit, self.person_salt, self.person_body))
            .transpose()?;
        let leaf = digest(&self.leaf)?;
        if leaf_hash(&self.header, fact.commit, person.as_ref().map(|part| part.commit)) != leaf {
            return Err(damaged("a leaf does not fit its entry"));
        }
        Ok(Entry { header, header_bytes: self.header, fact, person, leaf })
    }
}

impl OmittedRow {
    pub(crate) fn into_run(self) -> Result<OmittedRun, StoreError> {
        let (chunks, _) = self.hashes.as_chunks::<32>();
        let hashes = chunks.iter().map(|chunk| Digest(*chunk)).collect();
        Ok(OmittedRun { first: unsigned(self.first)?, count: unsigned(self.count)?, hashes })
    }
}

impl NoteRow {
    pub(crate) fn into_checkpoint(self, journal: JournalKey) -> Result<CheckpointRow, StoreError> {
        Ok(CheckpointRow { journal, size: unsigned(self.size)?, note: self.note })
    }
}

impl ReceiptNoteRow {
    pub(crate) fn into_receipt(self, journal: JournalKey) -> Result<ReceiptRow, StoreError> {
        Ok(ReceiptRow { journal, size: unsigned(self.size)?, time: Instant(self.time), note: self.note })
    }
}

/// Reads a leaf column.
pub(crate) fn leaf_column(bytes: &[u8]) -> Result<Digest, StoreError> {
    digest(bytes)
}

/// Hashes of a run as SQL has them.
pub(crate) fn hash_bytes(run: &OmittedRun) -> Vec<u8> {
    run.hashes.iter().flat_map(|hash| hash.0).collect()
}
