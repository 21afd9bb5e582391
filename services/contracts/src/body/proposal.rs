//! Kind 104: a school's proposal of the year in which a teacher takes part (đề xuất năm tham gia).

use super::fault::{Fault, required};
use super::{Body, act};
use crate::pb::journal::v1 as wire;
use domain::record::Proposal;

impl Body for Proposal {
    type Fact = wire::ProposalFact;
    type Person = wire::ProposalPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, teacher, year, removal, note: _ } = self;
        wire::ProposalFact {
            act: act::fact(act),
            teacher: Some((*teacher).into()),
            year: *year,
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        act::with_text(&self.act, self.note.as_ref())
            .map(|(acted_by, note)| wire::ProposalPerson { acted_by, note })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::ProposalFact { act, teacher, year, removal } = fact;
        let (acted_by, note) = person.map(|wire::ProposalPerson { acted_by, note }| (acted_by, note)).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            teacher: required(teacher, "teacher")?,
            year,
            removal: act::removal(removal)?,
            note,
        })
    }
}
