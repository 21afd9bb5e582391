//! Whom a break is about: who may know it, what trace it leaves, and that nobody knows without one (D29).

use super::station::{COLLEGE, COORDINATOR, DEPARTMENT, PLAN, Station, act, day, district};
use crate::grpc::{ProgressHandler, pb};
use contracts::body;
use contracts::pb::progress::v1::progress_service_server::ProgressService;
use domain::date::BirthDate;
use domain::ids::{AgencyId, Position, RecordId, Reference};
use domain::record::{
    Decision, DocumentCite, Kind, Nomination, NominationPerson, NominationState, ReadTrace, State, Teacher,
    TeacherPerson,
};
use domain::vocabulary::{Degree, Employment, Level, Sex};
use journal::store::JournalKey;
use runtime::config::{ReaderRef, Readers};
use runtime::identity::Identity;
use tokio_stream::StreamExt;
use tonic::{Request, Status};
use uuid::Uuid;

fn record(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

fn reference(agency: AgencyId, record: RecordId, position: u64) -> Reference {
    Reference { agency, record, revision: 1, seen: Position { epoch: 1, position } }
}

fn teacher(code: &str, name: &str) -> State {
    let person = TeacherPerson {
        code: code.to_owned(),
        full_name: name.to_owned(),
        birth: BirthDate::Day(day("1985-05-17")),
        sex: Sex::Female,
        national_id: Some("012185000123".to_owned()),
        subject: String::new(),
        major: String::new(),
    };
    State::Teacher(Teacher {
        act: act(),
        school: None,
        level: Level::Primary,
        degree: Degree::College,
        teacher_training: None,
        suitable: None,
        nvsp: None,
        employment: Employment::Working,
        recruited_on: None,
        hardship_years: None,
        majors_table: None,
        removal: None,
        person: Some(person),
    })
}

/// The decision's number, from before the plan's first day.
fn cite() -> DocumentCite {
    let (authority, number) = ("UBND".to_owned(), "1/QĐ".to_owned());
    DocumentCite { authority, number, date: day("2020-12-01") }
}

fn decision() -> State {
    State::Decision(Decision {
        act: act(),
        cite: Some(cite()),
        scan: None,
        persons: Vec::new(),
        revokes: Vec::new(),
        replaces: Vec::new(),
        removal: None,
        person: None,
    })
}

/// Sends a teacher to the college by that decision.
fn nomination(teacher: Reference) -> State {
    let (cite, decision) = (cite(), reference(teacher.agency, record(30), 2));
    State::Nomination(Nomination {
        act: act(),
        teacher,
        plan: reference(PLAN.agency, PLAN.record, 5),
        target_degree: Degree::University,
        programme: String::new(),
        study_form: None,
        institution: "Trường Cao đẳng".to_owned(),
        institution_agency: Some(COLLEGE),
        state: NominationState::Sent { decision, cite },
        replaces: None,
        person: Some(NominationPerson {
            code: "GV5".to_owned(),
            full_name: "Lò Thị Hoa (QĐ)".to_owned(),
            birth: BirthDate::Day(day("1985-05-17")),
            national_id: None,
            school: String::new(),
            reason: String::new(),
        }),
    })
}

/// One number in the teacher records of 105 and 106; 105 has sent hers to the college before the plan began.
async fn station() -> Station {
    let station = Station::new().await;
    let sent = nomination(reference(district(105), record(1), 3));
    let records = [(record(30), decision()), (record(1), teacher("GV5", "Lò Thị Hoa")), (record(2), sent)];
    station.deliver_records(105, records.to_vec()).await;
    station.deliver_records(106, vec![(record(3), teacher("GV6", "Lò Thị Hòa"))]).await;
    station
}

fn reader(agency: AgencyId) -> Identity {
    Identity::Reader { agency, name: "office".to_owned() }
}

fn by<T>(caller: Identity, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(caller);
    request
}

async fn listed(handler: &ProgressHandler, caller: Identity) -> Result<Vec<pb::Break>, Status> {
    let answer = handler.list_breaks(by(caller, pb::ListBreaksRequest::default())).await?;
    Ok(answer.into_inner().breaks)
}

/// Names and codes per break, in the order of its records: `DECISION_BEFORE_PLAN` (teacher, nomination), then `DOUBLE_CLAIM` (105, 106).
fn names(breaks: &[pb::Break]) -> [Vec<String>; 2] {
    let codes: Vec<_> = breaks.iter().map(|open| open.kind.as_str()).collect();
    assert_eq!(codes, ["DECISION_BEFORE_PLAN", "DOUBLE_CLAIM"]);
    let of = |at: usize| {
        let about = breaks[at].about.iter();
        about.map(|one| format!("{} {} {}", one.agency_code, one.name, one.code)).collect()
    };
    [of(0), of(1)]
}

const NOBODY: [[&str; 2]; 2] = [["105  ", "105  "], ["105  ", "106  "]];
const EVERYBODY: [[&str; 2]; 2] =
    [["105 Lò Thị Hoa GV5", "105 Lò Thị Hoa (QĐ) GV5"], ["105 Lò Thị Hoa GV5", "106 Lò Thị Hòa GV6"]];

/// The read traces in the coordinator's own journal: reader, call, records.
async fn traces(station: &Station) -> Vec<(String, String, u64)> {
    let journal = JournalKey { agency: COORDINATOR, epoch: 1 };
    let entries = station.node.ledger.store().entries(journal, 0, 1_000).await.unwrap();
    let traces = entries.into_iter().filter(|entry| entry.header.kind == Kind::ReadTrace.number());
    let decoded = traces.map(|entry| {
        let header = &entry.header;
        let fact = &entry.fact.content.as_ref().unwrap().body;
        let state = body::decode(header.kind, header.schema_revision, header.min_reader, fact, None);
        let Ok(State::ReadTrace(ReadTrace { reader, rpc, records, .. })) = state else {
            panic!("no read trace: {state:?}")
        };
        let method = rpc.rsplit('/').next().unwrap().to_owned();
        (reader.rsplit(':').next().unwrap().to_owned(), method, records)
    });
    decoded.collect()
}

#[tokio::test]
async fn names_are_shown_by_role_and_relation_and_to_nobody_else() {
    let station = station().await;
    let handler = station.handler();
    let elsewhere = AgencyId(Uuid::from_u128(0xE1));
    let user = Identity::UnitUser { agency: DEPARTMENT, unit: Uuid::from_u128(7), user: "u-1".to_owned() };
    for caller in [reader(COORDINATOR), reader(elsewhere), user] {
        let seen = listed(&handler, caller.clone()).await.unwrap();
        assert_eq!(names(&seen), NOBODY, "{caller}");
        assert!(seen.iter().all(|open| open.person_name.is_empty()));
    }
    assert_eq!(traces(&station).await, [], "who sees nobody reads nobody");
    let system = Identity::System { agency: DEPARTMENT, name: "office".to_owned() };
    for caller in [reader(DEPARTMENT), system] {
        assert_eq!(names(&listed(&handler, caller.clone()).await.unwrap()), EVERYBODY, "{caller}");
    }
    let own = listed(&handler, reader(district(106))).await.unwrap();
    assert_eq!(names(&own), [["105  ", "105  "], ["105  ", "106 Lò Thị Hòa GV6"]]);
    // The college knows whom it is sent, by what the decision says; who else may be that person is not its business.
    let college = listed(&handler, reader(COLLEGE)).await.unwrap();
    let nominee = "105 Lò Thị Hoa (QĐ) GV5";
    assert_eq!(names(&college), [[nominee, nominee], ["105  ", "106  "]]);
    assert_eq!(college[0].person_name, "Lò Thị Hoa (QĐ)");
    // Whom the config lists sees what the department sees.
    let readers = Readers { may_see_names: vec![ReaderRef::Of(reader(elsewhere))] };
    let listed_one = station.handler_for(readers);
    assert_eq!(names(&listed(&listed_one, reader(elsewhere)).await.unwrap()), EVERYBODY);
    let expected = [4, 4, 1, 2, 4].map(|count| ("office".to_owned(), "ListBreaks".to_owned(), count));
    assert_eq!(traces(&station).await, expected);
}

#[tokio::test]
async fn a_break_says_where_its_records_stand() {
    let station = station().await;
    let seen = listed(&station.handler(), reader(COORDINATOR)).await.unwrap();
    let places = seen.iter().flat_map(|open| &open.about).map(|one| {
        let at = one.seen.unwrap();
        (one.record.clone().unwrap().record_id, one.revision, at.epoch, at.position)
    });
    let at = |number, position| (record(number).to_string(), 1, 1, position);
    assert_eq!(places.collect::<Vec<_>>(), [at(1, 3), at(2, 4), at(1, 3), at(3, 2)]);
    let refs = seen.iter().flat_map(|open| &open.records).cloned();
    let about = seen.iter().flat_map(|open| &open.about).filter_map(|one| one.record.clone());
    assert!(refs.eq(about));
}

#[tokio::test]
async fn tables_name_persons_only_when_asked_and_trace_it() {
    let station = station().await;
    let handler = station.handler();
    for (with_names, expected) in [(false, NOBODY), (true, EVERYBODY)] {
        let request = pb::GetProgressRequest { with_names, ..Default::default() };
        let answer = handler.get_progress(by(reader(DEPARTMENT), request)).await.unwrap().into_inner();
        assert_eq!(names(&answer.progress.unwrap().breaks), expected);
        let request = pb::WatchProgressRequest { with_names, ..Default::default() };
        let stream = handler.watch_progress(by(reader(DEPARTMENT), request)).await.unwrap();
        let first = stream.into_inner().next().await.unwrap().unwrap();
        assert_eq!(names(&first.progress.unwrap().breaks), expected);
    }
    let calls: Vec<_> = traces(&station).await.into_iter().map(|(_, call, _)| call).collect();
    assert_eq!(calls, ["GetProgress", "WatchProgress"]);
}

#[tokio::test]
async fn without_a_trace_nobody_is_named() {
    let station = station().await;
    let handler = station.handler();
    assert_eq!(names(&listed(&handler, reader(COORDINATOR)).await.unwrap()), NOBODY);
    station.spoil_store();
    let refused = listed(&handler, reader(DEPARTMENT)).await.unwrap_err();
    assert_eq!(super::refused(&refused).1, "STORE_UNAVAILABLE", "{refused:?}");
    // Who is not named anybody needs no trace.
    assert_eq!(names(&listed(&handler, reader(COORDINATOR)).await.unwrap()), NOBODY);
}
