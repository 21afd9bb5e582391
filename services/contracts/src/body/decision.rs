//! Kind 6: a decision (quyết định).

use super::fault::{Fault, list};
use super::{Body, act, bytes, reference};
use crate::pb::journal::v1 as wire;
use domain::record::{Decision, DecisionPerson, DocumentCite};

impl Body for Decision {
    type Fact = wire::DecisionFact;
    type Person = wire::DecisionPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, cite, scan, persons, revokes, replaces, removal, person: _ } = self;
        let cite = cite.as_ref();
        wire::DecisionFact {
            act: act::fact(act),
            authority: cite.map(|cite| cite.authority.clone()).unwrap_or_default(),
            number: cite.map(|cite| cite.number.clone()).unwrap_or_default(),
            date: bytes::of_date(cite.map(|cite| cite.date)),
            scan_sha256: bytes::of_digest(*scan),
            persons: reference::many(persons),
            revokes: reference::many(revokes),
            replaces: reference::many(replaces),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        match &self.person {
            Some(DecisionPerson { signer, scan_name }) => {
                Some(wire::DecisionPerson { acted_by, signer: signer.clone(), scan_name: scan_name.clone() })
            }
            None => (!acted_by.is_empty()).then(|| wire::DecisionPerson { acted_by, ..Default::default() }),
        }
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::DecisionFact {
            act,
            authority,
            number,
            date,
            scan_sha256,
            persons,
            revokes,
            replaces,
            removal,
        } = fact;
        let (acted_by, person) = person
            .map(|wire::DecisionPerson { acted_by, signer, scan_name }| {
                (acted_by, DecisionPerson { signer, scan_name })
            })
            .unzip();
        let cite = match (authority.is_empty() && number.is_empty(), bytes::optional_date(&date, "date")?) {
            (_, Some(date)) => Some(DocumentCite { authority, number, date }),
            (true, None) => None,
            (false, None) => return Err(Fault::missing("date")),
        };
        Ok(Self {
            act: act::read(act, acted_by)?,
            cite,
            scan: bytes::optional_digest(&scan_sha256, "scan_sha256")?,
            persons: list(persons, "persons")?,
            revokes: list(revokes, "revokes")?,
            replaces: list(replaces, "replaces")?,
            removal: act::removal(removal)?,
            person,
        })
    }
}
