//! Kind 103: a nomination (cử đi đào tạo).

use super::fault::{Fault, optional, required};
use super::{Body, act, bytes};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use crate::vocabulary::number;
use domain::record::{Nomination, NominationEnd, NominationPerson, NominationState};

impl Body for Nomination {
    type Fact = wire::NominationFact;
    type Person = wire::NominationPerson;

    fn fact(&self) -> Self::Fact {
        let Self {
            act,
            teacher,
            plan,
            target_degree,
            programme,
            study_form,
            institution,
            institution_agency,
            state,
            replaces,
            person: _,
        } = self;
        let (decision, cite, end) = match state {
            NominationState::Draft | NominationState::Void => (None, None, None),
            NominationState::Sent { decision, cite } => (Some(*decision), Some(cite), None),
            NominationState::Ended { decision, cite, end } => (Some(*decision), Some(cite), Some(*end)),
        };
        wire::NominationFact {
            act: act::fact(act),
            teacher: Some((*teacher).into()),
            plan: Some((*plan).into()),
            target_degree: number::<types::Degree, _>(*target_degree),
            programme: programme.clone(),
            study_form: study_form.map(number::<types::StudyForm, _>).unwrap_or_default(),
            institution: institution.clone(),
            institution_agency: institution_agency.map(bytes::of_agency).unwrap_or_default(),
            decision: decision.map(Into::into),
            decision_cite: cite.map(Into::into),
            state: state_number(state),
            end: end.map(Into::into),
            replaces: replaces.map(Into::into),
        }
    }

    fn person(&self) -> Option<Self::Person> {
        let acted_by = act::acted_by(&self.act);
        let Some(NominationPerson { code, full_name, birth, national_id, school, reason }) = &self.person
        else {
            return (!acted_by.is_empty()).then(|| wire::NominationPerson { acted_by, ..Default::default() });
        };
        Some(wire::NominationPerson {
            acted_by,
            code: code.clone(),
            full_name: full_name.clone(),
            birth: birth.to_string(),
            national_id: national_id.clone().unwrap_or_default(),
            school: school.clone(),
            reason: reason.clone(),
        })
    }

    fn read(fact: Self::Fact, person: Option<Self::Person>) -> Result<Self, Fault> {
        let wire::NominationFact {
            act,
            teacher,
            plan,
            target_degree,
            programme,
            study_form,
            institution,
            institution_agency,
            decision,
            decision_cite,
            state,
            end,
            replaces,
        } = fact;
        let (acted_by, person) = person.map(read_person).transpose()?.unzip();
        Ok(Self {
            act: act::read(act, acted_by)?,
            teacher: required(teacher, "teacher")?,
            plan: required(plan, "plan")?,
            target_degree: bytes::word::<types::Degree, _>(target_degree, "target_degree")?,
            programme,
            study_form: bytes::optional_word::<types::StudyForm, _>(study_form, "study_form")?,
            institution,
            institution_agency: bytes::optional_agency(&institution_agency, "institution_agency")?,
            state: read_state(state, decision, decision_cite, end)?,
            replaces: optional(replaces, "replaces")?,
            person: person.flatten(),
        })
    }
}

fn state_number(state: &NominationState) -> i32 {
    match state {
        NominationState::Draft => wire::NominationState::Draft,
        NominationState::Sent { .. } => wire::NominationState::Sent,
        NominationState::Ended { .. } => wire::NominationState::Ended,
        NominationState::Void => wire::NominationState::Void,
    }
    .into()
}

fn read_state(
    state: i32,
    decision: Option<wire::Reference>,
    cite: Option<types::DocumentCite>,
    end: Option<wire::NominationEnd>,
) -> Result<NominationState, Fault> {
    let state = wire::NominationState::try_from(state).map_err(|_| Fault::unknown("state"))?;
    let decided = matches!(state, wire::NominationState::Sent | wire::NominationState::Ended);
    if !decided && (decision.is_some() || cite.is_some()) {
        return Err(Fault::new("decision", "stands only in what was sent"));
    }
    if state != wire::NominationState::Ended && end.is_some() {
        return Err(Fault::new("end", "stands only in what has ended"));
    }
    Ok(match state {
        wire::NominationState::Unspecified => return Err(Fault::unknown("state")),
        wire::NominationState::Draft => NominationState::Draft,
        wire::NominationState::Void => NominationState::Void,
        wire::NominationState::Sent => NominationState::Sent {
            decision: required(decision, "decision")?,
            cite: required(cite, "decision_cite")?,
        },
        wire::NominationState::Ended => NominationState::Ended {
            decision: required(decision, "decision")?,
            cite: required(cite, "decision_cite")?,
            end: required(end, "end")?,
        },
    })
}

impl From<NominationEnd> for wire::NominationEnd {
    fn from(NominationEnd { replaced, effective, decision }: NominationEnd) -> Self {
        Self { replaced, effective: effective.to_string(), decision: Some(decision.into()) }
    }
}

impl TryFrom<wire::NominationEnd> for NominationEnd {
    type Error = Fault;

    fn try_from(
        wire::NominationEnd { replaced, effective, decision }: wire::NominationEnd,
    ) -> Result<Self, Fault> {
        Ok(Self {
            replaced,
            effective: bytes::date(&effective, "effective")?,
            decision: required(decision, "decision")?,
        })
    }
}

/// Who acted, and who is sent unless a PERSON part holds the actor alone (a revision after an erasure).
fn read_person(person: wire::NominationPerson) -> Result<(String, Option<NominationPerson>), Fault> {
    let alone = wire::NominationPerson { acted_by: person.acted_by.clone(), ..Default::default() };
    if person == alone {
        return Ok((person.acted_by, None));
    }
    let wire::NominationPerson { acted_by, code, full_name, birth, national_id, school, reason } = person;
    let nominee = NominationPerson {
        code,
        full_name,
        birth: bytes::birth(&birth, "birth")?,
        national_id: bytes::optional_text(national_id),
        school,
        reason,
    };
    Ok((acted_by, Some(nominee)))
}
