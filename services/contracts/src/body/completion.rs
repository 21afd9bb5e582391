//! Kind 204: the results of one enrollment, up to the diploma.

use super::fault::{Fault, list, optional, required};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{Completion, CompletionPerson, Diploma, TermResult};

impl Body for Completion {
    type Fact = wire::CompletionFact;
    type Person = wire::CompletionPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, enrollment, nomination, terms, diploma, void, person: _ } = self;
        wire::CompletionFact {
            act: act::fact(act),
            enrollment: Some((*enrollment).into()),
            nomination: nomination.map(Into::into),
            terms: terms.iter().map(Into::into).collect(),
            diploma: diploma.as_ref().map(Into::into),
            void: *void,
        }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        let Some(CompletionPerson { student_code, full_name, reason }) = &self.person else {
            return (!acted_by.is_empty()).then(|| wire::CompletionPerson { acted_by, ..Default::default() });
        };
        Some(wire::CompletionPerson {
            acted_by,
            student_code: student_code.clone(),
            full_name: full_name.clone(),
            reason: reason.clone(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::CompletionFact { act, enrollment, nomination, terms, diploma, void } = fact;
        let (acted_by, person) = person.map(read_person).unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            enrollment: required(enrollment, "enrollment")?,
            nomination: optional(nomination, "nomination")?,
            terms: list(terms, "terms")?,
            diploma: optional(diploma, "diploma")?,
            void,
            person: person.flatten(),
        })
    }
}

/// Who acted, and who studied unless a PERSON part holds the actor alone (a revision after an erasure).
fn read_person(person: wire::CompletionPerson) -> (String, Option<CompletionPerson>) {
    let wire::CompletionPerson { acted_by, student_code, full_name, reason } = person;
    let known = !(student_code.is_empty() && full_name.is_empty() && reason.is_empty());
    (acted_by, known.then_some(CompletionPerson { student_code, full_name, reason }))
}

impl From<&TermResult> for wire::TermResult {
    fn from(TermResult { term, credits, result }: &TermResult) -> Self {
        Self { term: term.clone(), credits: *credits, result: result.clone() }
    }
}

impl TryFrom<wire::TermResult> for TermResult {
    type Error = Fault;

    fn try_from(wire::TermResult { term, credits, result }: wire::TermResult) -> Result<Self, Fault> {
        Ok(Self { term, credits, result })
    }
}

impl From<&Diploma> for wire::Diploma {
    fn from(
        Diploma { degree, number: diploma_number, register_number, date, institution }: &Diploma,
    ) -> Self {
        Self {
            degree: number::<types::Degree, _>(*degree),
            number: diploma_number.clone(),
            register_number: register_number.clone(),
            date: date.to_string(),
            institution: institution.clone(),
        }
    }
}

impl TryFrom<wire::Diploma> for Diploma {
    type Error = Fault;

    fn try_from(diploma: wire::Diploma) -> Result<Self, Fault> {
        let wire::Diploma { degree, number, register_number, date, institution } = diploma;
        Ok(Self {
            degree: bytes::word::<types::Degree, _>(degree, "degree")?,
            number,
            register_number,
            date: bytes::date(&date, "date")?,
            institution,
        })
    }
}
