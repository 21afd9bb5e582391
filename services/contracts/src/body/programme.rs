//! Kind 200: a training programme.

use super::fault::Fault;
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::Programme;

impl Body for Programme {
    type Fact = wire::ProgrammeFact;
    type Person = wire::ProgrammePerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, code, name, level, degree, study_form, awarding_institution, credits, removal } =
            self;
        wire::ProgrammeFact {
            act: act::fact(act),
            code: code.clone(),
            name: name.clone(),
            level: number::<types::Level, _>(*level),
            degree: number::<types::Degree, _>(*degree),
            study_form: number::<types::StudyForm, _>(*study_form),
            awarding_institution: awarding_institution.clone(),
            credits: *credits,
            removal: removal.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        self.act.person.clone().map(|acted_by| wire::ProgrammePerson { acted_by })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::ProgrammeFact {
            act,
            code,
            name,
            level,
            degree,
            study_form,
            awarding_institution,
            credits,
            removal,
        } = fact;
        let acted_by = person.map(|wire::ProgrammePerson { acted_by }| acted_by);
        Ok(Self {
            act: act::read(act, acted_by)?,
            code,
            name,
            level: bytes::word::<types::Level, _>(level, "level")?,
            degree: bytes::word::<types::Degree, _>(degree, "degree")?,
            study_form: bytes::word::<types::StudyForm, _>(study_form, "study_form")?,
            awarding_institution,
            credits,
            removal: act::removal(removal)?,
        })
    }
}
