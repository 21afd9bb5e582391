//! Which references a state holds, and what they must point at.

use crate::ids::{Digest, Reference};
use crate::record::{
    Completion, Decision, Enrollment, Kind, Nomination, NominationState, Ruling, ScopeFrozen, State,
    StepKind, WitnessedReference,
};

/// One reference with what it expects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) to: Reference,
    /// Leaf of the entry seen, where the act names it (D8).
    pub(super) leaf: Option<Digest>,
    /// Kind of the record meant; `None` where several may be.
    pub(super) kind: Option<Kind>,
}

const fn to(kind: Kind, to: Reference) -> Link {
    Link { to, leaf: None, kind: Some(kind) }
}

const fn witnessed(kind: Kind, seen: WitnessedReference) -> Link {
    Link { to: seen.reference, leaf: Some(seen.leaf), kind: Some(kind) }
}

/// Every reference of a state.
pub(super) fn of(state: &State) -> Vec<Link> {
    match state {
        State::Teacher(teacher) => teacher.school.iter().map(|school| to(Kind::School, *school)).collect(),
        State::ScopeList(list) => vec![witnessed(Kind::Plan, list.plan)],
        State::Proposal(proposal) => vec![to(Kind::Teacher, proposal.teacher)],
        State::Class(class) => vec![to(Kind::Programme, class.programme)],
        State::SamePerson(half) => [half.own, half.other].map(any).to_vec(),
        State::Decision(decision) => of_decision(decision),
        State::Nomination(nomination) => of_nomination(nomination),
        State::Enrollment(enrollment) => of_enrollment(enrollment),
        State::Completion(completion) => of_completion(completion),
        State::ScopeFrozen(frozen) => of_freeze(frozen),
        State::Ruling(ruling) => of_ruling(ruling),
        State::EpochOpened(_)
        | State::RequestDone(_)
        | State::ReadTrace(_)
        | State::School(_)
        | State::Programme(_)
        | State::Learner(_)
        | State::Agency(_)
        | State::Plan(_)
        | State::Receipt(_)
        | State::Seen(_)
        | State::JournalStanding(_) => Vec::new(),
    }
}

/// Links of persons may join a teacher to a learner.
const fn any(to: Reference) -> Link {
    Link { to, leaf: None, kind: None }
}

fn of_decision(decision: &Decision) -> Vec<Link> {
    let others = decision.revokes.iter().chain(&decision.replaces);
    let persons = decision.persons.iter().map(|person| any(*person));
    persons.chain(others.map(|other| to(Kind::Decision, *other))).collect()
}

fn of_nomination(nomination: &Nomination) -> Vec<Link> {
    let mut links = vec![to(Kind::Teacher, nomination.teacher), to(Kind::Plan, nomination.plan)];
    match &nomination.state {
        NominationState::Draft | NominationState::Void => {}
        NominationState::Sent { decision, .. } => links.push(to(Kind::Decision, *decision)),
        NominationState::Ended { decision, end, .. } => {
            links.push(to(Kind::Decision, *decision));
            links.push(to(Kind::Decision, end.decision));
        }
    }
    links.extend(nomination.replaces.map(|replaced| to(Kind::Nomination, replaced)));
    links
}

fn of_enrollment(enrollment: &Enrollment) -> Vec<Link> {
    let mut links = vec![to(Kind::Learner, enrollment.learner), to(Kind::Class, enrollment.class)];
    links.extend(enrollment.nomination.map(|seen| witnessed(Kind::Nomination, seen)));
    links.extend(enrollment.steps.iter().filter_map(|step| match step.kind {
        StepKind::Transferred { from } => Some(to(Kind::Class, from)),
        _ => None,
    }));
    links
}

fn of_completion(completion: &Completion) -> Vec<Link> {
    let mut links = vec![to(Kind::Enrollment, completion.enrollment)];
    links.extend(completion.nomination.map(|seen| to(Kind::Nomination, seen)));
    links
}

fn of_freeze(frozen: &ScopeFrozen) -> Vec<Link> {
    let lists = frozen.lists.iter().map(|list| witnessed(Kind::ScopeList, *list));
    std::iter::once(witnessed(Kind::Plan, frozen.plan)).chain(lists).collect()
}

fn of_ruling(ruling: &Ruling) -> Vec<Link> {
    let persons = ruling.persons.iter().chain(&ruling.counts_in);
    persons.map(|person| to(Kind::Teacher, *person)).collect()
}
