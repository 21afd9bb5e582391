//! Kind 8: one half of a link that two records are one person (D30).

use super::fault::{Fault, required};
use super::{Body, act};
use crate::pb::journal::v1 as wire;
use domain::record::SamePerson;

impl Body for SamePerson {
    type Fact = wire::SamePersonFact;
    type Person = wire::SamePersonPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, own, other, removal, reason: _ } = self;
        wire::SamePersonFact {
            act: act::fact(act),
            own: Some((*own).into()),
            other: Some((*other).into()),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.reason.as_ref())
            .map(|(acted_by, reason)| wire::SamePersonPerson { acted_by, reason })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::SamePersonFact { act, own, other, removal } = fact;
        let (acted_by, reason) =
            person.map(|wire::SamePersonPerson { acted_by, reason }| (acted_by, reason)).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            own: required(own, "own")?,
            other: required(other, "other")?,
            removal: act::removal(removal)?,
            reason,
        })
    }
}
