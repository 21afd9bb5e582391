//! The only door between the bytes of journal bodies and the domain.
//!
//! A body is two messages, FACT and PERSON (D4); one file per noun says how they are made of a record and read back. Whatever
//! [`encode`] makes, [`decode`] reads back to the same state. A later field of a message fails to compile here until somebody has
//! decided what it means.

mod act;
mod agency;
mod bytes;
mod class;
mod completion;
mod decision;
mod enrollment;
mod epoch_opened;
mod fault;
mod journal_standing;
mod learner;
mod nomination;
mod plan;
mod programme;
mod proposal;
mod read_trace;
mod receipt;
mod reference;
mod request_done;
mod ruling;
mod same_person;
mod school;
mod scope_frozen;
mod scope_list;
mod seen;
mod teacher;

use domain::record::{
    Agency, Class, Completion, Decision, Enrollment, EpochOpened, JournalStanding, Kind, Learner, Nomination,
    Plan, Programme, Proposal, ReadTrace, Receipt, RequestDone, Ruling, SamePerson, School, ScopeFrozen,
    ScopeList, Seen, State, Teacher,
};
use fault::Fault;
use prost::Message;
use std::fmt;

/// The body of one entry as its owner writes it, with the three numbers of the header that say how to read it.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodedBody {
    /// Kind of record.
    pub kind: u32,
    /// Revision of the body schema of that kind, from 1.
    pub schema_revision: u32,
    /// Least schema revision that a reader must know.
    pub min_reader: u32,
    /// Exact bytes of the FACT part.
    pub fact: Vec<u8>,
    /// Exact bytes of the PERSON part; `None` when the record has none.
    pub person: Option<Vec<u8>>,
}

impl fmt::Debug for EncodedBody {
    /// Sizes alone: the bytes may hold personal data, which logs must not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedBody")
            .field("kind", &self.kind)
            .field("schema_revision", &self.schema_revision)
            .field("min_reader", &self.min_reader)
            .field("fact_bytes", &self.fact.len())
            .field("person_bytes", &self.person.as_ref().map(Vec::len))
            .finish()
    }
}

/// Why a body was not read. The entry is kept and relayed all the same; its record is marked (Inv 6). Never names a value, which may be
/// personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// A kind or a schema of a later version of the program (D39: UNREADABLE).
    #[error("kind {kind} needs a reader of schema revision {min_reader}")]
    Unreadable {
        /// Kind in the header.
        kind: u32,
        /// Least schema revision in the header.
        min_reader: u32,
    },
    /// Bytes that no owner of this version would write.
    #[error("{field}: {reason}")]
    Malformed {
        /// Path of the field, such as `fact.members[3].status`.
        field: String,
        /// What is wrong with it, English.
        reason: &'static str,
    },
}

/// One kind of record as FACT and PERSON messages.
trait Body: Sized {
    /// Message of the FACT part.
    type Fact: Message + Default;
    /// Message of the PERSON part; `()` for kinds that have none.
    type Person: Message + Default;
    /// Revision of the schema that this program writes, and the newest that it reads.
    const REVISION: u32 = 1;
    /// Least revision that a reader of what this program writes must know.
    const MIN_READER: u32 = 1;

    /// The FACT part.
    fn fact(&self) -> Self::Fact;

    /// The PERSON part; `None` when nothing personal is known.
    fn person(&self) -> Option<Self::Person>;

    /// The record again; `person` is `None` where it is withheld, erased or was never there.
    ///
    /// # Errors
    /// [`Fault`] at the first field that cannot be.
    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault>;
}

/// The bytes of a record's state. A state whose personal parts are all `None` has no PERSON part.
#[must_use]
pub fn encode(state: &State) -> EncodedBody {
    let kind = state.kind();
    match state {
        State::EpochOpened(record) => pack(kind, record),
        State::RequestDone(record) => pack(kind, record),
        State::Decision(record) => pack(kind, record),
        State::ReadTrace(record) => pack(kind, record),
        State::SamePerson(record) => pack(kind, record),
        State::School(record) => pack(kind, record),
        State::Teacher(record) => pack(kind, record),
        State::ScopeList(record) => pack(kind, record),
        State::Nomination(record) => pack(kind, record),
        State::Proposal(record) => pack(kind, record),
        State::Programme(record) => pack(kind, record),
        State::Class(record) => pack(kind, record),
        State::Learner(record) => pack(kind, record),
        State::Enrollment(record) => pack(kind, record),
        State::Completion(record) => pack(kind, record),
        State::Agency(record) => pack(kind, record),
        State::Plan(record) => pack(kind, record),
        State::ScopeFrozen(record) => pack(kind, record),
        State::Ruling(record) => pack(kind, record),
        State::Receipt(record) => pack(kind, record),
        State::Seen(record) => pack(kind, record),
        State::JournalStanding(record) => pack(kind, record),
    }
}

/// The state behind the bytes of a body. Without PERSON every personal field is `None`.
///
/// # Errors
/// [`BodyError::Unreadable`] for what a later version wrote, [`BodyError::Malformed`] for what nobody should have written.
pub fn decode(
    kind: u32,
    schema_revision: u32,
    min_reader: u32,
    fact: &[u8],
    person: Option<&[u8]>,
) -> Result<State, BodyError> {
    let bytes = Bytes { kind, schema_revision, min_reader, fact, person };
    match Kind::from_number(kind).ok_or(BodyError::Unreadable { kind, min_reader })? {
        Kind::EpochOpened => unpack::<EpochOpened>(&bytes).map(State::EpochOpened),
        Kind::RequestDone => unpack::<RequestDone>(&bytes).map(State::RequestDone),
        Kind::Decision => unpack::<Decision>(&bytes).map(State::Decision),
        Kind::ReadTrace => unpack::<ReadTrace>(&bytes).map(State::ReadTrace),
        Kind::SamePerson => unpack::<SamePerson>(&bytes).map(State::SamePerson),
        Kind::School => unpack::<School>(&bytes).map(State::School),
        Kind::Teacher => unpack::<Teacher>(&bytes).map(State::Teacher),
        Kind::ScopeList => unpack::<ScopeList>(&bytes).map(State::ScopeList),
        Kind::Nomination => unpack::<Nomination>(&bytes).map(State::Nomination),
        Kind::Proposal => unpack::<Proposal>(&bytes).map(State::Proposal),
        Kind::Programme => unpack::<Programme>(&bytes).map(State::Programme),
        Kind::Class => unpack::<Class>(&bytes).map(State::Class),
        Kind::Learner => unpack::<Learner>(&bytes).map(State::Learner),
        Kind::Enrollment => unpack::<Enrollment>(&bytes).map(State::Enrollment),
        Kind::Completion => unpack::<Completion>(&bytes).map(State::Completion),
        Kind::Agency => unpack::<Agency>(&bytes).map(State::Agency),
        Kind::Plan => unpack::<Plan>(&bytes).map(State::Plan),
        Kind::ScopeFrozen => unpack::<ScopeFrozen>(&bytes).map(State::ScopeFrozen),
        Kind::Ruling => unpack::<Ruling>(&bytes).map(State::Ruling),
        Kind::Receipt => unpack::<Receipt>(&bytes).map(State::Receipt),
        Kind::Seen => unpack::<Seen>(&bytes).map(State::Seen),
        Kind::JournalStanding => unpack::<JournalStanding>(&bytes).map(State::JournalStanding),
    }
}

/// What [`decode`] was given.
struct Bytes<'a> {
    kind: u32,
    schema_revision: u32,
    min_reader: u32,
    fact: &'a [u8],
    person: Option<&'a [u8]>,
}

fn pack<B: Body>(kind: Kind, record: &B) -> EncodedBody {
    EncodedBody {
        kind: kind.number(),
        schema_revision: B::REVISION,
        min_reader: B::MIN_READER,
        fact: record.fact().encode_to_vec(),
        person: record.person().map(|person| person.encode_to_vec()),
    }
}

fn unpack<B: Body>(bytes: &Bytes<'_>) -> Result<B, BodyError> {
    if bytes.min_reader > B::REVISION {
        return Err(BodyError::Unreadable { kind: bytes.kind, min_reader: bytes.min_reader });
    }
    if bytes.schema_revision == 0 || bytes.min_reader > bytes.schema_revision {
        return Err(Fault::new("schema_revision", "must be at least 1 and at least min_reader").into());
    }
    let fact = B::Fact::decode(bytes.fact).map_err(|_| Fault::new("fact", "not a message of this kind"))?;
    let person = bytes
        .person
        .map(B::Person::decode)
        .transpose()
        .map_err(|_| Fault::new("person", "not a message of this kind"))?;
    Ok(B::read(fact, person)?)
}
