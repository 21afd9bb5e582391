//! Enrollments and candidates for one.

use super::record_ref;
use crate::pb::training::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::ids::RecordKey;
use domain::record::{Class, Enrollment, Nomination, NominationPerson, NominationState, Programme, StepKind};

/// An enrollment record with its class code and the number of its diploma (empty until there is one).
#[must_use]
pub fn enrollment(
    key: RecordKey,
    revision: u64,
    enrollment: &Enrollment,
    class_code: &str,
    diploma_number: &str,
) -> wire::Enrollment {
    let Enrollment { act: _, learner: _, nomination, class: _, begun_on, steps: _, void, person } =
        enrollment;
    wire::Enrollment {
        record: Some(record_ref(key)),
        revision,
        student_code: person.as_ref().map(|person| person.student_code.clone()).unwrap_or_default(),
        full_name: person.as_ref().map(|person| person.full_name.clone()).unwrap_or_default(),
        class_code: class_code.to_owned(),
        nomination: nomination.map(|nomination| record_ref(nomination.reference.key())),
        begun_on: begun_on.to_string(),
        status: status(enrollment).into(),
        void: *void,
        diploma_number: diploma_number.to_owned(),
    }
}

/// A class with its programme and the places taken.
#[must_use]
pub fn class(class: &Class, programme: Option<&Programme>, learners: usize) -> wire::Class {
    let Class { act: _, code, programme: _, capacity, starts_on, removal: _ } = class;
    wire::Class {
        item: Some(wire::ClassItem {
            code: code.clone(),
            programme_code: programme.map(|programme| programme.code.clone()).unwrap_or_default(),
            capacity: *capacity,
            starts_on: starts_on.map(|date| date.to_string()).unwrap_or_default(),
        }),
        programme: programme.map(self::programme),
        learners: u32::try_from(learners).unwrap_or(u32::MAX),
    }
}

fn programme(programme: &Programme) -> wire::ProgrammeItem {
    let Programme {
        act: _,
        code,
        name,
        level,
        degree,
        study_form,
        awarding_institution,
        credits,
        removal: _,
    } = programme;
    wire::ProgrammeItem {
        code: code.clone(),
        name: name.clone(),
        level: number::<types::Level, _>(*level),
        degree: number::<types::Degree, _>(*degree),
        study_form: number::<types::StudyForm, _>(*study_form),
        awarding_institution: awarding_institution.clone(),
        credits: *credits,
    }
}

/// The state of today: the last step that is not a change of class; who resumed is studying.
fn status(enrollment: &Enrollment) -> wire::EnrollmentStatus {
    let of_step = |kind| match kind {
        StepKind::Deferred => Some(wire::EnrollmentStatus::Deferred),
        StepKind::Resumed => Some(wire::EnrollmentStatus::Studying),
        StepKind::Withdrawn => Some(wire::EnrollmentStatus::Withdrawn),
        StepKind::Dismissed => Some(wire::EnrollmentStatus::Dismissed),
        StepKind::Transferred { .. } => None,
    };
    let last = enrollment.steps.iter().rev().find_map(|step| of_step(step.kind));
    last.unwrap_or(wire::EnrollmentStatus::Studying)
}

/// A nomination that could be the person before the clerk.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The nomination's record.
    pub key: RecordKey,
    /// Its state.
    pub nomination: &'a Nomination,
    /// Name of the district in the registry.
    pub district: &'a str,
    /// Stable codes of what speaks for and against, such as SAME_NATIONAL_ID.
    pub reasons: Vec<&'static str>,
}

/// The candidate as shown, the national number masked to its last four digits.
#[must_use]
pub fn nominee(candidate: &Candidate<'_>) -> wire::Nominee {
    let Candidate { key, nomination, district, reasons } = candidate;
    let cite = match &nomination.state {
        NominationState::Draft | NominationState::Void => None,
        NominationState::Sent { decision: _, cite }
        | NominationState::Ended { decision: _, cite, end: _ } => Some(cite),
    };
    let mut shown = wire::Nominee {
        nomination: Some(record_ref(*key)),
        district: (*district).to_owned(),
        decision: cite.map(Into::into),
        target_degree: number::<types::Degree, _>(nomination.target_degree),
        in_force: matches!(nomination.state, NominationState::Sent { .. }),
        reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        ..Default::default()
    };
    if let Some(NominationPerson { code: _, full_name, birth, national_id, school, reason: _ }) =
        &nomination.person
    {
        shown.full_name.clone_from(full_name);
        shown.birth = birth.to_string();
        shown.national_id_masked = national_id.as_deref().map(domain::personal_id::mask).unwrap_or_default();
        shown.school.clone_from(school);
    }
    shown
}
