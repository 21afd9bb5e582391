//! Kind 201: a class.

use super::fault::{Fault, required};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use domain::record::Class;

impl Body for Class {
    type Fact = wire::ClassFact;
    type Person = wire::ClassPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, code, programme, capacity, starts_on, removal } = self;
        wire::ClassFact {
            act: act::fact(act),
            code: code.clone(),
            programme: Some((*programme).into()),
            capacity: *capacity,
            starts_on: bytes::of_date(*starts_on),
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.act.person.clone().map(|acted_by| wire::ClassPerson { acted_by })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::ClassFact { act, code, programme, capacity, starts_on, removal } = fact;
        let acted_by = person.map(|wire::ClassPerson { acted_by }| acted_by);
        Ok(Self {
            act: act::read(act, acted_by)?,
            code,
            programme: required(programme, "programme")?,
            capacity,
            starts_on: bytes::optional_date(&starts_on, "starts_on")?,
            removal: act::removal(removal)?,
        })
    }
}
