//! Kind 202: a learner.

use super::fault::Fault;
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use domain::record::{Learner, LearnerPerson};

impl Body for Learner {
    type Fact = wire::LearnerFact;
    type Person = wire::LearnerPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, removal, person: _ } = self;
        wire::LearnerFact { act: act::fact(act), removal: removal.map(Into::into) }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        let Some(LearnerPerson { student_code, full_name, birth, national_id }) = &self.person else {
            return (!acted_by.is_empty()).then(|| wire::LearnerPerson { acted_by, ..Default::default() });
        };
        Some(wire::LearnerPerson {
            acted_by,
            student_code: student_code.clone(),
            full_name: full_name.clone(),
            birth: birth.to_string(),
            national_id: national_id.clone().unwrap_or_default(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::LearnerFact { act, removal } = fact;
        let (acted_by, person) = person.map(read_person).transpose()?.unzip();
        Ok(Self { act: act::read(act, acted_by)?, removal: act::removal(removal)?, person: person.flatten() })
    }
}

/// Who acted, and the learner unless a PERSON part holds the actor alone (a revision after an erasure).
fn read_person(person: wire::LearnerPerson) -> Result<(String, Option<LearnerPerson>), Fault> {
    let alone = wire::LearnerPerson { acted_by: person.acted_by.clone(), ..Default::default() };
    if person == alone {
        return Ok((person.acted_by, None));
    }
    let wire::LearnerPerson { acted_by, student_code, full_name, birth, national_id } = person;
    let learner = LearnerPerson {
        student_code,
        full_name,
        birth: bytes::birth(&birth, "birth")?,
        national_id: bytes::optional_text(national_id),
    };
    Ok((acted_by, Some(learner)))
}
