//! Kind 100: a school.

use super::fault::Fault;
use super::{Body, act};
use crate::pb::journal::v1 as wire;
use domain::record::School;

impl Body for School {
    type Fact = wire::SchoolFact;
    type Person = wire::SchoolPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, code, name, removal } = self;
        wire::SchoolFact {
            act: act::fact(act),
            code: code.clone(),
            name: name.clone(),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.act.person.clone().map(|acted_by| wire::SchoolPerson { acted_by })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::SchoolFact { act, code, name, removal } = fact;
        let acted_by = person.map(|wire::SchoolPerson { acted_by }| acted_by);
        Ok(Self { act: act::read(act, acted_by)?, code, name, removal: act::removal(removal)? })
    }
}
