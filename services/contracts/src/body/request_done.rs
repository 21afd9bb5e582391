//! Kind 2: the answer to one request (D27).

use super::fault::{Fault, list};
use super::{Body, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{Problem, RequestDone, RequestHash, StoredOutcome};

impl Body for RequestDone {
    type Fact = wire::RequestDoneFact;
    type Person = wire::RequestDonePerson;

    fn fact(&self) -> Self::Fact {
        let Self { caller, rpc, request_id, outcomes, hash: _ } = self;
        wire::RequestDoneFact {
            caller: caller.clone(),
            rpc: rpc.clone(),
            request_id: request_id.clone(),
            outcomes: outcomes.iter().map(Into::into).collect(),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.hash.as_ref().map(|RequestHash { salt, sha256 }| wire::RequestDonePerson {
            salt: salt.to_vec(),
            sha256: sha256.0.to_vec(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::RequestDoneFact { caller, rpc, request_id, outcomes } = fact;
        Ok(Self {
            caller,
            rpc,
            request_id,
            outcomes: list(outcomes, "outcomes")?,
            hash: person.map(hash).transpose()?,
        })
    }
}

fn hash(person: wire::RequestDonePerson) -> Result<RequestHash, Fault> {
    let wire::RequestDonePerson { salt, sha256 } = person;
    Ok(RequestHash { salt: bytes::sixteen(&salt, "salt")?, sha256: bytes::digest(&sha256, "sha256")? })
}

impl From<&StoredOutcome> for wire::StoredOutcome {
    fn from(StoredOutcome { code, record, revision, problems }: &StoredOutcome) -> Self {
        Self {
            code: number::<types::OutcomeCode, _>(*code),
            record_id: record.map(bytes::of_record).unwrap_or_default(),
            revision: *revision,
            problems: problems.iter().map(Into::into).collect(),
        }
    }
}

impl TryFrom<wire::StoredOutcome> for StoredOutcome {
    type Error = Fault;

    fn try_from(outcome: wire::StoredOutcome) -> Result<Self, Fault> {
        let wire::StoredOutcome { code, record_id, revision, problems } = outcome;
        Ok(Self {
            code: bytes::word::<types::OutcomeCode, _>(code, "code")?,
            record: bytes::optional_record(&record_id, "record_id")?,
            revision,
            problems: list(problems, "problems")?,
        })
    }
}

impl From<&Problem> for wire::StoredProblem {
    fn from(Problem { reason, field, numbers }: &Problem) -> Self {
        let numbers =
            numbers.iter().map(|(key, value)| wire::StoredNumber { key: key.clone(), value: value.clone() });
        Self { reason: reason.clone(), field: field.clone(), numbers: numbers.collect() }
    }
}

impl TryFrom<wire::StoredProblem> for Problem {
    type Error = Fault;

    fn try_from(wire::StoredProblem { reason, field, numbers }: wire::StoredProblem) -> Result<Self, Fault> {
        let numbers = numbers.into_iter().map(|wire::StoredNumber { key, value }| (key, value));
        Ok(Self { reason, field, numbers: numbers.collect() })
    }
}
