//! Kind 203: an enrollment (nhập học) with its dated history.

use super::fault::{Fault, list, optional, required};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use domain::record::{Enrollment, EnrollmentPerson, EnrollmentStep, StepKind};

impl Body for Enrollment {
    type Fact = wire::EnrollmentFact;
    type Person = wire::EnrollmentPerson;

    fn fact(&self) -> Self::Fact {
        let Self { act, learner, nomination, class, begun_on, steps, void, person: _ } = self;
        wire::EnrollmentFact {
            act: act::fact(act),
            learner: Some((*learner).into()),
            nomination: nomination.map(Into::into),
            class: Some((*class).into()),
            begun_on: begun_on.to_string(),
            steps: steps.iter().copied().map(Into::into).collect(),
            void: *void,
        }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        let Some(EnrollmentPerson { student_code, full_name, birth, reason }) = &self.person else {
            return (!acted_by.is_empty()).then(|| wire::EnrollmentPerson { acted_by, ..Default::default() });
        };
        Some(wire::EnrollmentPerson {
            acted_by,
            student_code: student_code.clone(),
            full_name: full_name.clone(),
            birth: birth.to_string(),
            reason: reason.clone(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::EnrollmentFact { act, learner, nomination, class, begun_on, steps, void } = fact;
        let (acted_by, person) = person.map(read_person).transpose()?.unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            learner: required(learner, "learner")?,
            nomination: optional(nomination, "nomination")?,
            class: required(class, "class")?,
            begun_on: bytes::date(&begun_on, "begun_on")?,
            steps: list(steps, "steps")?,
            void,
            person: person.flatten(),
        })
    }
}

impl From<EnrollmentStep> for wire::EnrollmentStep {
    fn from(EnrollmentStep { kind, effective }: EnrollmentStep) -> Self {
        let (kind, from) = match kind {
            StepKind::Deferred => (wire::EnrollmentStepKind::Deferred, None),
            StepKind::Resumed => (wire::EnrollmentStepKind::Resumed, None),
            StepKind::Withdrawn => (wire::EnrollmentStepKind::Withdrawn, None),
            StepKind::Dismissed => (wire::EnrollmentStepKind::Dismissed, None),
            StepKind::Transferred { from } => (wire::EnrollmentStepKind::Transferred, Some(from)),
        };
        Self { kind: kind.into(), effective: effective.to_string(), from_class: from.map(Into::into) }
    }
}

impl TryFrom<wire::EnrollmentStep> for EnrollmentStep {
    type Error = Fault;

    fn try_from(step: wire::EnrollmentStep) -> Result<Self, Fault> {
        let wire::EnrollmentStep { kind, effective, from_class } = step;
        let wire_kind = wire::EnrollmentStepKind::try_from(kind).map_err(|_| Fault::unknown("kind"))?;
        if wire_kind != wire::EnrollmentStepKind::Transferred && from_class.is_some() {
            return Err(Fault::new("from_class", "stands only in a transfer"));
        }
        let kind = match wire_kind {
            wire::EnrollmentStepKind::Unspecified => return Err(Fault::unknown("kind")),
            wire::EnrollmentStepKind::Deferred => StepKind::Deferred,
            wire::EnrollmentStepKind::Resumed => StepKind::Resumed,
            wire::EnrollmentStepKind::Withdrawn => StepKind::Withdrawn,
            wire::EnrollmentStepKind::Dismissed => StepKind::Dismissed,
            wire::EnrollmentStepKind::Transferred => {
                StepKind::Transferred { from: required(from_class, "from_class")? }
            }
        };
        Ok(Self { kind, effective: bytes::date(&effective, "effective")? })
    }
}

/// Who acted, and who studies unless a PERSON part holds the actor alone (a revision after an erasure).
fn read_person(person: wire::EnrollmentPerson) -> Result<(String, Option<EnrollmentPerson>), Fault> {
    let alone = wire::EnrollmentPerson { acted_by: person.acted_by.clone(), ..Default::default() };
    if person == alone {
        return Ok((person.acted_by, None));
    }
    let wire::EnrollmentPerson { acted_by, student_code, full_name, birth, reason } = person;
    let learner = EnrollmentPerson { student_code, full_name, birth: bytes::birth(&birth, "birth")?, reason };
    Ok((acted_by, Some(learner)))
}
