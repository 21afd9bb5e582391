//! Kind 303: the Sở settles a double claim (D31).

use super::fault::{Fault, list, required};
use super::{Body, act, bytes, reference};
use crate::pb::journal::v1 as wire;
use domain::record::Ruling;

impl Body for Ruling {
    type Fact = wire::RulingFact;
    type Person = wire::RulingPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, break_id, persons, counts_in, document, removal, reason: _ } = self;
        wire::RulingFact {
            act: act::fact(act),
            break_id: break_id.0.to_vec(),
            persons: reference::many(persons),
            same_person: counts_in.is_some(),
            counts_in: counts_in.map(Into::into),
            document: document.clone(),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.reason.as_ref())
            .map(|(acted_by, reason)| wire::RulingPerson { acted_by, reason })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::RulingFact { act, break_id, persons, same_person, counts_in, document, removal } = fact;
        let (acted_by, reason) =
            person.map(|wire::RulingPerson { acted_by, reason }| (acted_by, reason)).unzip();
        if !same_person && counts_in.is_some() {
            return Err(Fault::new("counts_in", "stands only for one person"));
        }
        Ok(Self {
            act: act::read(act, acted_by)?,
            break_id: bytes::digest(&break_id, "break_id")?,
            persons: list(persons, "persons")?,
            counts_in: same_person.then(|| required(counts_in, "counts_in")).transpose()?,
            document,
            removal: act::removal(removal)?,
            reason,
        })
    }
}
