//! The nomination that a row asks for.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal, problem_of};
use contracts::wire::NominationInput;
use domain::ids::{AgencyId, RecordKey, Reference};
use domain::record::{DocumentCite, Nomination, NominationPerson, NominationState, Problem, Teacher};
use domain::text::fold;
use domain::vocabulary::AgencyKind;

/// The nomination that the item asks for; its personal part as the teacher's record says.
///
/// # Errors
/// INTERNAL when the node does not hold the plan, which no command can bring about.
pub(super) fn wanted(
    desk: &Desk<'_, '_>,
    input: &NominationInput,
    (person, plan): (Reference, RecordKey),
    decision: Option<(Reference, DocumentCite)>,
    replaces: Option<Reference>,
) -> Result<Nomination, Refusal> {
    let row = desk.district().teachers.get(person.record);
    let state = match decision {
        Some((decision, cite)) => NominationState::Sent { decision, cite },
        None => NominationState::Draft,
    };
    Ok(Nomination {
        act: desk.act(),
        teacher: person,
        plan: desk.reference_to(plan)?,
        target_degree: input.target_degree,
        programme: input.programme.clone(),
        study_form: input.study_form,
        institution: input.institution.clone(),
        institution_agency: institution_agency(desk, &input.institution),
        state,
        replaces,
        person: row.and_then(|row| nominee(desk, &row.state, &input.reason)),
    })
}

/// The note on a nomination that names an institution and is seen by no college.
pub(super) fn unseen(nomination: &Nomination) -> Option<Problem> {
    let named = !nomination.institution.is_empty() && nomination.institution_agency.is_none();
    named.then(|| problem_of(Reason::InstitutionUnknown, "institution", &[]))
}

fn nominee(desk: &Desk<'_, '_>, teacher: &Teacher, reason: &str) -> Option<NominationPerson> {
    let person = teacher.person.as_ref()?;
    let school = teacher.school.and_then(|school| desk.district().schools.get(school.record));
    Some(NominationPerson {
        code: person.code.clone(),
        full_name: person.full_name.clone(),
        birth: person.birth,
        national_id: person.national_id.clone(),
        school: school.map_or_else(String::new, |row| row.state.name.clone()),
        reason: reason.to_owned(),
    })
}

/// The college of the registry that bears the name, today or at any time; matched folded, never by parts of a name.
fn institution_agency(desk: &Desk<'_, '_>, institution: &str) -> Option<AgencyId> {
    let folded = fold(institution);
    if folded.is_empty() {
        return None;
    }
    let (registry, anchor) = desk.registry();
    let mut colleges = registry.agencies(anchor).filter(|(_, agency)| agency.kind == AgencyKind::College);
    colleges
        .find(|(_, agency)| agency.names.iter().any(|dated| fold(&dated.name) == folded))
        .map(|(id, _)| id)
}
