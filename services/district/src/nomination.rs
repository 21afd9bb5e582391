//! Sending teachers to training (cử đi đào tạo).
//!
//! What stands on paper is recorded. A person outside the scope list, a decision outside the plan's year, a degree below what the plan asks of the level: all
//! three are facts that the figures leave out and show as breaks (D32-D34); a refused row would only hide them. Refused is what names nobody or
//! contradicts what is recorded, a person who is no longer employed, and a degree that leads nobody on: below what the plan asks, and not above
//! what the person holds. (A degree not above the own one alone is none: whoever lacks the teacher-training major may need the same degree again.)

mod end;
mod lifecycle;

pub use end::{correct, withdraw};

use crate::decision::{self, Cited};
use crate::desk::Desk;
use crate::outcome::{applied, unchanged};
use crate::person::{Given, find};
use crate::view::{Known, Newest};
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::{NominationInput, TeacherKey};
use domain::ids::{AgencyId, RecordId, RecordKey, Reference};
use domain::record::{
    DocumentCite, Nomination, NominationPerson, NominationState, State, StoredOutcome, Teacher, Verb,
};
use domain::text::fold;
use domain::vocabulary::{AgencyKind, Degree};
use std::collections::BTreeMap;

/// Persons that the items of one call add to the lists of decisions.
#[derive(Debug, Default)]
pub struct Additions {
    persons: BTreeMap<RecordId, Vec<Reference>>,
}

impl Additions {
    /// Entries that recording the additions takes, one more when a new decision comes.
    fn entries(&self, cited: Option<&Cited>) -> usize {
        let fresh = cited.is_some_and(|cited| match cited {
            Cited::Known(record, _) => !self.persons.contains_key(record),
            Cited::New(_) => true,
        });
        self.persons.len() + usize::from(fresh)
    }

    fn add(&mut self, decision: RecordId, person: Reference) {
        self.persons.entry(decision).or_default().push(person);
    }

    /// Records the additions, one entry per decision.
    ///
    /// # Errors
    /// INTERNAL, as [`Desk::put`]; the transaction is then refused as a whole.
    pub fn settle(self, desk: &mut Desk<'_, '_>) -> Result<(), Refusal> {
        self.persons
            .into_iter()
            .try_for_each(|(decision, persons)| decision::add_persons(desk, decision, &persons))
    }
}

/// The teacher whom an item names; fields of refusals stand below `teacher`.
fn teacher<'a>(desk: &'a Desk<'_, '_>, key: &TeacherKey) -> Result<Known<'a>, Refusal> {
    let given = Given {
        code: &key.code,
        full_name: &key.full_name,
        birth: key.birth,
        national_id: key.national_id.as_deref(),
    };
    find(&desk.district().teachers, &given).map_err(|mut refusal| {
        refusal.field =
            Some(refusal.field.map_or_else(|| "teacher".to_owned(), |field| format!("teacher.{field}")));
        refusal
    })
}

/// The decision that an item cites.
fn cited(desk: &Desk<'_, '_>, cite: Option<&DocumentCite>) -> Result<Option<Cited>, Refusal> {
    cite.map(|cite| decision::cited(&desk.district().decisions, cite)).transpose()
}

/// What an item comes to before anything is recorded.
struct Case {
    teacher: RecordId,
    plan: RecordKey,
    cited: Option<Cited>,
    /// The person's nomination that the item is about; `None` for a new one.
    before: Option<(RecordId, Newest<Nomination>)>,
    replaced: Option<Replaced>,
}

/// The nomination whose place the person takes.
struct Replaced {
    record: RecordId,
    /// Its state; `None` when it was ended by this very decision before.
    standing: Option<Nomination>,
}

/// Sends one teacher, or enters a draft.
///
/// # Errors
/// TEACHER_NOT_FOUND, TEACHER_AMBIGUOUS, TEACHER_CONTRADICTION, NOT_EMPLOYED, PLAN_NOT_FOUND, DEGREE_TOO_LOW, DECISION_DATE_CONFLICT, ALREADY_NOMINATED,
/// NOMINATION_NOT_FOUND, INVALID_VALUE, TOO_MANY_ITEMS. A refused item records nothing, a replacement included.
pub fn push(
    desk: &mut Desk<'_, '_>,
    input: &NominationInput,
    additions: &mut Additions,
) -> Result<StoredOutcome, Refusal> {
    let case = case(desk, input)?;
    let ends = usize::from(case.replaced.as_ref().is_some_and(|one| one.standing.is_some()));
    let decision = case.cited.as_ref().map_or(0, Cited::entries);
    desk.need_room(1 + ends + decision + additions.entries(case.cited.as_ref()))?;

    let cite = case.cited.as_ref().map(|cited| cited.cite().clone());
    let decision = case.cited.map(|cited| decision::settle(desk, cited)).transpose()?;
    let replaces = case
        .replaced
        .as_ref()
        .map(|one| replace(desk, one, decision.zip(cite.as_ref()), input))
        .transpose()?;
    let person = desk.reference(case.teacher)?;
    if let Some(decision) = decision {
        additions.add(decision.record, person);
    }
    let act = decision.zip(cite);
    let wanted = wanted(desk, input, (person, case.plan), act, replaces)?;
    let Some((record, before)) = case.before else {
        let verb = if decision.is_some() { Verb::Nominated } else { Verb::Recorded };
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, verb, State::Nomination(wanted))?));
    };
    let now = lifecycle::renewed(&before.state, wanted);
    if (Nomination { act: before.state.act.clone(), ..now.clone() }) == before.state {
        return Ok(unchanged(record, before.revision));
    }
    let was_draft = before.state.state == NominationState::Draft && decision.is_some();
    let verb = if was_draft { Verb::Nominated } else { Verb::Changed };
    Ok(applied(&desk.put(record, verb, State::Nomination(now))?))
}

fn case(desk: &Desk<'_, '_>, input: &NominationInput) -> Result<Case, Refusal> {
    let known = teacher(desk, &input.teacher)?;
    let (teacher, row) = (known.record, known.row);
    if !row.state.employment.is_employed() {
        return Err(Refusal::new(Reason::NotEmployed).at("teacher"));
    }
    let (plan, terms) = desk.plan(&input.plan_id)?;
    let required = terms.state.target(row.state.level).map(|target| target.min_degree);
    check_degree(input.target_degree, required, row.state.degree)?;
    let cited = cited(desk, input.decision.as_ref())?;
    let before = lifecycle::choose(desk.district().nominations.of_teacher_in(teacher, plan), cited.as_ref())?;
    let before = before.map(|(record, row)| (record, row.clone()));
    let replaced = match input.replaces_code.as_deref().zip(cited.as_ref()) {
        None => None,
        Some((code, cited)) => {
            let done = before.as_ref().and_then(|(_, row)| row.state.replaces);
            Some(replaced(desk, code, (teacher, plan), cited, done.map(|one| one.record))?)
        }
    };
    Ok(Case { teacher, plan, cited, before, replaced })
}

/// Whether the degree leads the person on: it does not when it is below the plan's and not above the one held.
fn check_degree(given: Degree, required: Option<Degree>, held: Degree) -> Result<(), Refusal> {
    match required {
        Some(required) if given < required && given <= held => {
            let low = Refusal::new(Reason::DegreeTooLow).at("target_degree");
            Err(low.with("given", given.code()).with("required", required.code()))
        }
        _ => Ok(()),
    }
}

/// The nomination of the teacher with a code that this item ends, or has ended when it was sent before (`done`).
fn replaced(
    desk: &Desk<'_, '_>,
    code: &str,
    (successor, plan): (RecordId, RecordKey),
    cited: &Cited,
    done: Option<RecordId>,
) -> Result<Replaced, Refusal> {
    let holders = desk.district().teachers.with_code(code);
    let holder = holders.into_iter().find(Known::stands);
    let holder = holder.ok_or_else(|| Refusal::new(Reason::TeacherNotFound).at("replaces_code"))?;
    if holder.record == successor {
        let itself = Refusal::new(Reason::InvalidValue).at("replaces_code");
        return Err(itself.with("rule", Rule::NotExpected.code()));
    }
    let nominations: Vec<_> = desk.district().nominations.of_teacher_in(holder.record, plan).collect();
    if let Some((record, _)) = nominations.iter().find(|(record, _)| Some(*record) == done) {
        return Ok(Replaced { record: *record, standing: None });
    }
    let standing =
        nominations.iter().find(|(_, row)| matches!(row.state.state, NominationState::Sent { .. }));
    let missing = || Refusal::new(Reason::NominationNotFound).at("replaces_code");
    let (record, row) = standing.ok_or_else(missing)?;
    lifecycle::check_order(&row.state, cited.cite())?;
    Ok(Replaced { record: *record, standing: Some(row.state.clone()) })
}

/// Ends the replaced nomination where it still stands, and gives the reference to it.
fn replace(
    desk: &mut Desk<'_, '_>,
    replaced: &Replaced,
    decision: Option<(Reference, &DocumentCite)>,
    input: &NominationInput,
) -> Result<Reference, Refusal> {
    match (replaced.standing.clone(), decision) {
        (Some(nomination), Some((decision, cite))) => {
            let ended = lifecycle::ended(nomination, desk.act(), (true, cite.date, decision), &input.reason);
            desk.put(replaced.record, Verb::Replaced, State::Nomination(ended))
        }
        _ => desk.reference(replaced.record),
    }
}

/// The nomination that the item asks for; its personal part as the teacher's record says.
fn wanted(
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
    let (registry, anchor) = desk.registry();
    let mut colleges = registry.agencies(anchor).filter(|(_, agency)| agency.kind == AgencyKind::College);
    colleges
        .find(|(_, agency)| agency.names.iter().any(|dated| fold(&dated.name) == folded))
        .map(|(id, _)| id)
}
