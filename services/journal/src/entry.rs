//! The bytes of one entry: header, parts, leaf (D3, D4). What is stored is what was signed; nothing is rebuilt on the way.

use contracts::pb::journal::v1 as pb;
use domain::date::Instant;
use domain::ids::{AgencyId, Digest, Position, RecordId};
use prost::Message;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Largest part, bytes (D9).
pub const MAX_PART: usize = 64 * 1024;
/// Most entries of one transaction (D9).
pub const MAX_TX_ENTRIES: usize = 400;
/// Most bytes of one transaction (D9).
pub const MAX_TX_BYTES: usize = 768 * 1024;

/// Which part of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// States, references, dates, numbers: always there.
    Fact,
    /// Names, birth dates, identifiers, free text: may be erased.
    Person,
}

impl PartKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Fact => 1,
            Self::Person => 2,
        }
    }
}

/// The header of an entry (D3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Owner.
    pub agency: AgencyId,
    /// Address.
    pub position: Position,
    /// Entries of the transaction still to come.
    pub tx_remaining: u32,
    /// Kind number.
    pub kind: u32,
    /// Body schema revision.
    pub schema_revision: u32,
    /// Least revision a reader must know.
    pub min_reader: u32,
    /// Record.
    pub record: RecordId,
    /// Revision of the record.
    pub revision: u64,
    /// Verb number.
    pub verb: u32,
    /// Owner's clock; information only.
    pub recorded_at: Instant,
}

/// Why bytes are not an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The header does not decode, or is not in the one canonical form.
    #[error("header is not canonical")]
    HeaderNotCanonical,
    /// A part is malformed: salt of the wrong length, or neither content nor commitment.
    #[error("part is malformed")]
    BadPart,
    /// A part is larger than 64 KiB.
    #[error("part is larger than 64 KiB")]
    PartTooLarge,
}

impl Header {
    /// The exact bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        pb::EntryHeader {
            agency: self.agency.0.as_bytes().to_vec(),
            epoch: self.position.epoch,
            position: self.position.position,
            tx_remaining: self.tx_remaining,
            kind: self.kind,
            schema_revision: self.schema_revision,
            min_reader: self.min_reader,
            record_id: self.record.0.as_bytes().to_vec(),
            revision: self.revision,
            verb: self.verb,
            recorded_at: self.recorded_at.0,
        }
        .encode_to_vec()
    }

    /// Reads canonical bytes.
    ///
    /// # Errors
    /// [`EntryError::HeaderNotCanonical`] when re-encoding gives other bytes, or an id has not 16 bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let pb = pb::EntryHeader::decode(bytes).map_err(|_| EntryError::HeaderNotCanonical)?;
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).map_err(|_| EntryError::HeaderNotCanonical);
        let header = Self {
            agency: AgencyId(id(&pb.agency)?),
            position: Position { epoch: pb.epoch, position: pb.position },
            tx_remaining: pb.tx_remaining,
            kind: pb.kind,
            schema_revision: pb.schema_revision,
            min_reader: pb.min_reader,
            record: RecordId(id(&pb.record_id)?),
            revision: pb.revision,
            verb: pb.verb,
            recorded_at: Instant(pb.recorded_at),
        };
        let numbered = pb.epoch > 0 && pb.position > 0 && pb.revision > 0;
        if numbered && header.encode() == bytes { Ok(header) } else { Err(EntryError::HeaderNotCanonical) }
    }
}

/// A part as stored: with its content, or as its commitment alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPart {
    /// SHA-256("lienthong/part/v1\0" ‖ part byte ‖ salt ‖ body).
    pub commit: Digest,
    /// Salt and body; `None` when withheld or erased.
    pub content: Option<Content>,
}

/// Salt and body of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Random; dies with the body, so that a commitment cannot be guessed back.
    pub salt: [u8; 16],
    /// Exact bytes of the part's message.
    pub body: Vec<u8>,
}

impl StoredPart {
    /// A part with its content.
    #[must_use]
    pub fn with_content(kind: PartKind, salt: [u8; 16], body: Vec<u8>) -> Self {
        Self { commit: part_commit(kind, &salt, &body), content: Some(Content { salt, body }) }
    }

    /// The part without its content.
    #[must_use]
    pub const fn withheld(&self) -> Self {
        Self { commit: self.commit, content: None }
    }

    fn from_wire(kind: PartKind, part: pb::Part) -> Result<Self, EntryError> {
        let pb::Part { salt, body, commit } = part;
        if body.len() > MAX_PART {
            return Err(EntryError::PartTooLarge);
        }
        match (<[u8; 16]>::try_from(salt.as_slice()), <[u8; 32]>::try_from(commit.as_slice())) {
            (Ok(salt), Err(_)) if commit.is_empty() => Ok(Self::with_content(kind, salt, body)),
            // Zeros stand for a part that is not there: a second form of the same leaf.
            (Err(_), Ok(commit)) if salt.is_empty() && body.is_empty() && commit != [0; 32] => {
                Ok(Self { commit: Digest(commit), content: None })
            }
            _ => Err(EntryError::BadPart),
        }
    }

    fn to_wire(&self) -> pb::Part {
        match &self.content {
            Some(content) => {
                pb::Part { salt: content.salt.to_vec(), body: content.body.clone(), commit: Vec::new() }
            }
            None => pb::Part { salt: Vec::new(), body: Vec::new(), commit: self.commit.0.to_vec() },
        }
    }
}

/// Commitment to a part (D4).
#[must_use]
pub fn part_commit(kind: PartKind, salt: &[u8; 16], body: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(b"lienthong/part/v1\0");
    hasher.update([kind.byte()]);
    hasher.update(salt);
    hasher.update(body);
    Digest(hasher.finalize().into())
}

/// Leaf of an entry: SHA-256(0x00 ‖ header ‖ commit(FACT) ‖ commit(PERSON), or 32 zero bytes) (D4).
#[must_use]
pub fn leaf_hash(header: &[u8], fact: Digest, person: Option<Digest>) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(header);
    hasher.update(fact.0);
    hasher.update(person.map_or([0; 32], |digest| digest.0));
    Digest(hasher.finalize().into())
}

/// An entry with its exact bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The header, decoded.
    pub header: Header,
    /// The header's exact bytes.
    pub header_bytes: Vec<u8>,
    /// FACT part.
    pub fact: StoredPart,
    /// PERSON part; `None` when the record has none.
    pub person: Option<StoredPart>,
    /// Leaf hash.
    pub leaf: Digest,
}

impl Entry {
    /// Puts an entry together and computes its leaf.
    #[must_use]
    pub fn new(header: Header, fact: StoredPart, person: Option<StoredPart>) -> Self {
        let header_bytes = header.encode();
        let leaf = leaf_hash(&header_bytes, fact.commit, person.as_ref().map(|part| part.commit));
        Self { header, header_bytes, fact, person, leaf }
    }

    /// Reads an entry from the wire, checking the form of everything.
    ///
    /// # Errors
    /// [`EntryError`] for a header that is not canonical or a malformed part.
    pub fn from_wire(wire: pb::Entry) -> Result<Self, EntryError> {
        let header = Header::decode(&wire.header)?;
        let fact = StoredPart::from_wire(PartKind::Fact, wire.fact.ok_or(EntryError::BadPart)?)?;
        let person = wire.person.map(|part| StoredPart::from_wire(PartKind::Person, part)).transpose()?;
        Ok(Self::new(header, fact, person))
    }

    /// The entry as it travels; `with_person` false withholds the personal part.
    #[must_use]
    pub fn to_wire(&self, with_person: bool) -> pb::Entry {
        pb::Entry {
            header: self.header_bytes.clone(),
            fact: Some(self.fact.to_wire()),
            person: self
                .person
                .as_ref()
                .map(|part| if with_person { part.to_wire() } else { part.withheld().to_wire() }),
        }
    }

    /// Bytes that count against the limits of transactions and batches.
    #[must_use]
    pub fn weight(&self) -> usize {
        let content = |part: &StoredPart| part.content.as_ref().map_or(32, |c| c.body.len() + 16);
        self.header_bytes.len() + content(&self.fact) + self.person.as_ref().map_or(0, content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            agency: AgencyId(Uuid::from_u128(7)),
            position: Position { epoch: 1, position: 3 },
            tx_remaining: 0,
            kind: 101,
            schema_revision: 1,
            min_reader: 1,
            record: RecordId(Uuid::from_u128(9)),
            revision: 2,
            verb: 2,
            recorded_at: Instant(1_625_000_000_000),
        }
    }

    #[test]
    fn only_canonical_headers_are_read() {
        let bytes = header().encode();
        assert_eq!(Header::decode(&bytes), Ok(header()));
        let mut explicit_default = bytes.clone();
        explicit_default.extend([0x20, 0x00]);
        assert_eq!(Header::decode(&explicit_default), Err(EntryError::HeaderNotCanonical));
        let mut unknown_field = bytes.clone();
        unknown_field.extend([0x60, 0x01]);
        assert_eq!(Header::decode(&unknown_field), Err(EntryError::HeaderNotCanonical));
        assert!(Header::decode(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn withholding_or_erasing_a_part_keeps_the_leaf() {
        let fact = StoredPart::with_content(PartKind::Fact, [1; 16], b"fact".to_vec());
        let person = StoredPart::with_content(PartKind::Person, [2; 16], b"person".to_vec());
        let entry = Entry::new(header(), fact, Some(person));
        let whole = Entry::from_wire(entry.to_wire(true)).unwrap();
        let bare = Entry::from_wire(entry.to_wire(false)).unwrap();
        assert_eq!(whole, entry);
        assert_eq!(bare.leaf, entry.leaf);
        assert_eq!(bare.person.unwrap().content, None);
    }

    #[test]
    fn the_same_body_commits_differently_as_fact_and_as_person() {
        assert_ne!(
            part_commit(PartKind::Fact, &[0; 16], b"x"),
            part_commit(PartKind::Person, &[0; 16], b"x")
        );
    }

    #[test]
    fn malformed_parts_are_refused() {
        let entry = Entry::new(header(), StoredPart::with_content(PartKind::Fact, [1; 16], vec![]), None);
        let mut wire = entry.to_wire(true);
        wire.fact.as_mut().unwrap().commit = vec![0; 32];
        assert_eq!(Entry::from_wire(wire), Err(EntryError::BadPart));
        let mut wire = entry.to_wire(true);
        wire.fact.as_mut().unwrap().body = vec![0; MAX_PART + 1];
        assert_eq!(Entry::from_wire(wire), Err(EntryError::PartTooLarge));
        let mut wire = entry.to_wire(true);
        wire.person = Some(pb::Part { salt: Vec::new(), body: Vec::new(), commit: vec![0; 32] });
        assert_eq!(Entry::from_wire(wire), Err(EntryError::BadPart), "one leaf, one form");
    }
}
