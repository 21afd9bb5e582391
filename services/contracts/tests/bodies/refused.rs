//! What is not read, and how it is said.

use crate::samples;
use contracts::body::{BodyError, decode, encode};
use contracts::pb::journal::v1 as wire;
use contracts::pb::types::v1 as types;
use domain::record::Kind;
use prost::Message;

/// The FACT of the sample of a kind.
fn fact<M: Message + Default>(kind: Kind) -> M {
    let state = samples::all().into_iter().find(|state| state.kind() == kind).unwrap();
    M::decode(encode(&state).fact.as_slice()).unwrap()
}

fn field(kind: Kind, fact: &impl Message) -> String {
    match decode(kind.number(), 1, 1, &fact.encode_to_vec(), None) {
        Err(BodyError::Malformed { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_later_version_wrote_is_unreadable() {
    let unreadable = |kind, min_reader| Err(BodyError::Unreadable { kind, min_reader });
    assert_eq!(decode(99, 1, 1, &[], None), unreadable(99, 1));
    assert_eq!(decode(101, 2, 2, &[], None), unreadable(101, 2));
}

#[test]
fn a_later_revision_that_old_readers_understand_is_read() {
    let state = samples::all().into_iter().find(|state| state.kind() == Kind::School).unwrap();
    let body = encode(&state);
    let mut fact = body.fact;
    // Field 99, a varint, that this program does not know.
    fact.extend([0x98, 0x06, 0x01]);
    assert_eq!(decode(100, 7, 1, &fact, body.person.as_deref()), Ok(state));
}

#[test]
fn a_body_without_revision_or_of_other_bytes_is_malformed() {
    let field = |result| match result {
        Err(BodyError::Malformed { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(field(decode(101, 0, 0, &[], None)), "schema_revision");
    assert_eq!(field(decode(101, 1, 1, &[0xff], None)), "fact");
    assert_eq!(field(decode(101, 1, 1, &[], Some(&[0xff]))), "person");
    assert_eq!(field(decode(100, 1, 1, &[], None)), "act");
}

#[test]
fn faults_carry_the_path_of_their_field() {
    let mut list: wire::ScopeListFact = fact(Kind::ScopeList);
    list.members.push(wire::ScopeMember { status: 77, ..list.members[0].clone() });
    assert_eq!(field(Kind::ScopeList, &list), "members[1].status");

    let mut enrollment: wire::EnrollmentFact = fact(Kind::Enrollment);
    enrollment.nomination.as_mut().unwrap().leaf.pop();
    assert_eq!(field(Kind::Enrollment, &enrollment), "nomination.leaf");
    enrollment.nomination = None;
    enrollment.steps[2].from_class = None;
    assert_eq!(field(Kind::Enrollment, &enrollment), "steps[2].from_class");

    let mut teacher: wire::TeacherFact = fact(Kind::Teacher);
    teacher.act.as_mut().unwrap().on_behalf_of.as_mut().unwrap().document.as_mut().unwrap().date =
        "15/04/2021".into();
    assert_eq!(field(Kind::Teacher, &teacher), "act.on_behalf_of.document.date");
}

#[test]
fn states_that_contradict_themselves_are_malformed() {
    let mut nomination: wire::NominationFact = fact(Kind::Nomination);
    nomination.state = wire::NominationState::Sent.into();
    assert_eq!(field(Kind::Nomination, &nomination), "end");
    nomination.end = None;
    nomination.state = wire::NominationState::Draft.into();
    assert_eq!(field(Kind::Nomination, &nomination), "decision");

    let mut ruling: wire::RulingFact = fact(Kind::Ruling);
    ruling.same_person = false;
    assert_eq!(field(Kind::Ruling, &ruling), "counts_in");

    let mut decision: wire::DecisionFact = fact(Kind::Decision);
    decision.date.clear();
    assert_eq!(field(Kind::Decision, &decision), "date");

    let mut agency: wire::AgencyFact = fact(Kind::Agency);
    agency.kind = types::AgencyKind::Unspecified.into();
    assert_eq!(field(Kind::Agency, &agency), "kind");
}

#[test]
fn logs_of_a_body_show_sizes_alone() {
    for state in samples::all() {
        let body = encode(&state);
        assert!(!format!("{body:?}").contains('['), "{body:?}");
    }
}
