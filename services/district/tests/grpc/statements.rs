//! Two districts state whom their records are about, and the picture follows when both say the same (D30).

use crate::fixture::{
    APPLIED, DEPARTMENT, DISTRICT, Fixture, NOW, PLAN, PLAN_ID, UNCHANGED, agency, plan, refused, result,
    teacher,
};
use contracts::body;
use contracts::pb::roster::v1::{
    PersonStatement, PersonStatementItem, RemovePersonStatementItem, SeenRecord, Teacher, TeacherItem,
};
use contracts::pb::types::v1::{Degree, Position, RecordRef};
use domain::ids::{AgencyId, Digest, Position as Place, RecordId, RecordKey};
use domain::picture::{Content, Entry, World};
use domain::record::{Kind, Receipt, State};
use domain::vocabulary::AgencyKind;
use journal::ledger::Ledger;
use uuid::Uuid;

const NEIGHBOUR: AgencyId = AgencyId(Uuid::from_u128(0x109));
const COORDINATOR: AgencyId = AgencyId(Uuid::from_u128(0xC00));
const NUMBER: &str = "012185000123";

/// A district that has pulled the registry and the plan, with one teacher of the number.
async fn district(own: AgencyId, name: &str) -> (Fixture, Teacher) {
    let node = Fixture::of(own).await;
    for (district, code) in [(DISTRICT, "108"), (NEIGHBOUR, "109")] {
        let agency = agency(AgencyKind::District, code, &format!("Phòng GD&ĐT {code}"));
        node.publish(RecordId(district.0), State::Agency(agency)).await;
    }
    let plan = domain::record::Plan { units: vec![DISTRICT, NEIGHBOUR], ..plan(1, true) };
    node.publish(PLAN, State::Plan(plan)).await;
    let row = TeacherItem { national_id: NUMBER.to_owned(), ..teacher("GV01", name, "1985-03-31") };
    let outcomes = node.push(vec![row]).await;
    assert_eq!(outcomes.iter().map(result).collect::<Vec<_>>(), [APPLIED]);
    let mut listed = node.list().await;
    (node, listed.remove(0))
}

async fn two() -> [(Fixture, Teacher); 2] {
    [district(DISTRICT, "Lò Thị Hà").await, district(NEIGHBOUR, "Lò Thị Hạ").await]
}

fn seen(other: &Teacher) -> SeenRecord {
    SeenRecord { record: other.record.clone(), revision: other.revision, seen: other.seen }
}

fn id(own: &Teacher) -> String {
    own.record.as_ref().unwrap().record_id.clone()
}

fn says(own: &Teacher, statement: PersonStatement, other: &Teacher) -> PersonStatementItem {
    PersonStatementItem {
        teacher_record_id: id(own),
        other: Some(seen(other)),
        statement: statement.into(),
        document: "Biên bản số 12/BB-PGDĐT".to_owned(),
        reason: "Đã đối chiếu hồ sơ gốc".to_owned(),
    }
}

fn withdrawn(own: &Teacher, other: &Teacher) -> RemovePersonStatementItem {
    RemovePersonStatementItem {
        teacher_record_id: id(own),
        other: other.record.clone(),
        reason: "Đối chiếu nhầm hồ sơ".to_owned(),
    }
}

/// Takes a journal into the world as the coordinator does, and receives it.
async fn receive(world: &mut World, ledger: &Ledger<district::DistrictView>, receipt: u64) {
    let (journal, frontier) = ledger.own_head().await;
    let entries = ledger.store().entries(journal, 0, 10_000).await.unwrap();
    for entry in entries {
        let header = &entry.header;
        let part = |part: &journal::entry::StoredPart| part.content.as_ref().unwrap().body.clone();
        let (fact, person) = (part(&entry.fact), entry.person.as_ref().map(part));
        let state =
            body::decode(header.kind, header.schema_revision, header.min_reader, &fact, person.as_deref());
        world.apply(Entry {
            key: RecordKey { agency: header.agency, record: header.record },
            at: header.position,
            revision: header.revision,
            kind: header.kind,
            leaf: entry.leaf,
            recorded_at: header.recorded_at,
            content: Content::State(Box::new(state.unwrap())),
        });
    }
    let received = Receipt {
        agency: journal.agency,
        epoch: journal.epoch,
        size: frontier.size(),
        root: Digest(frontier.root().0),
        time: NOW,
    };
    world.apply(Entry {
        key: RecordKey { agency: COORDINATOR, record: RecordId(Uuid::from_u128(receipt.into())) },
        at: Place { epoch: 1, position: receipt },
        revision: 1,
        kind: Kind::Receipt.number(),
        leaf: Digest([0; 32]),
        recorded_at: NOW,
        content: Content::State(Box::new(State::Receipt(received))),
    });
}

/// The open breaks of both journals folded together, by kind.
async fn breaks(nodes: [&Fixture; 2]) -> Vec<&'static str> {
    let mut world = World::new(COORDINATOR);
    let ledgers = [&nodes[0].department, &nodes[0].node.ledger, &nodes[1].node.ledger];
    for (receipt, ledger) in (1..).zip(ledgers) {
        receive(&mut world, ledger, receipt).await;
    }
    let picture = world.picture(PLAN_ID, None, NOW.plus_ms(3_600_000)).unwrap();
    let of_persons = ["DOUBLE_CLAIM", "LIKELY_SAME_PERSON", "RULING_CONTRADICTION", "DANGLING_REFERENCE"];
    let kinds = picture.breaks.iter().map(|open| open.kind.code());
    kinds.filter(|kind| of_persons.contains(kind)).collect()
}

#[tokio::test]
async fn a_double_claim_is_settled_when_both_districts_say_the_same() {
    let [(one, ha), (other, hai)] = two().await;
    assert_eq!(breaks([&one, &other]).await, ["DOUBLE_CLAIM"]);
    let same = PersonStatement::SamePerson;
    assert_eq!(result(&one.state(vec![says(&ha, same, &hai)]).await[0]), APPLIED);
    // One half is no link.
    assert_eq!(breaks([&one, &other]).await, ["DOUBLE_CLAIM"]);
    let answer = other.state(vec![says(&hai, same, &ha)]).await;
    assert_eq!((result(&answer[0]), answer[0].revision), (APPLIED, 1));
    assert_eq!(breaks([&one, &other]).await, Vec::<&str>::new());

    // Taken back by one of them, it is open again.
    let gone = one.take_back(vec![withdrawn(&ha, &hai)]).await;
    assert_eq!((result(&gone[0]), gone[0].revision), (APPLIED, 2));
    assert_eq!(breaks([&one, &other]).await, ["DOUBLE_CLAIM"]);
    assert_eq!(result(&one.take_back(vec![withdrawn(&ha, &hai)]).await[0]), UNCHANGED);

    // Two persons, say both: the same records of statements, their next revisions.
    let different = PersonStatement::DifferentPerson;
    let said = one.state(vec![says(&ha, different, &hai)]).await;
    assert_eq!((result(&said[0]), said[0].revision, &said[0].record_id), (APPLIED, 3, &gone[0].record_id));
    assert_eq!(breaks([&one, &other]).await, ["DOUBLE_CLAIM"]);
    let said = other.state(vec![says(&hai, different, &ha)]).await;
    assert_eq!((said[0].revision, &said[0].record_id), (2, &answer[0].record_id));
    assert_eq!(breaks([&one, &other]).await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_statement_sent_again_is_the_same_one_whatever_became_of_the_teacher() {
    let [(one, ha), (_, hai)] = two().await;
    let item = says(&ha, PersonStatement::SamePerson, &hai);
    let first = one.state(vec![item.clone()]).await;
    let promoted = TeacherItem { degree: Degree::College.into(), ..ha.teacher.clone().unwrap() };
    assert_eq!(result(&one.push(vec![promoted]).await[0]), APPLIED);
    let again = one.state(vec![item.clone()]).await;
    assert_eq!((result(&again[0]), &again[0].record_id), (UNCHANGED, &first[0].record_id));
    // The place of the other record need not be told twice; another one is a correction.
    let bare = SeenRecord { revision: 0, seen: None, ..seen(&hai) };
    let bare = PersonStatementItem { other: Some(bare), ..item.clone() };
    assert_eq!(result(&one.state(vec![bare]).await[0]), UNCHANGED);
    let moved = SeenRecord { seen: Some(Position { epoch: 1, position: 99 }), ..seen(&hai) };
    let moved = PersonStatementItem { other: Some(moved), ..item.clone() };
    let corrected = one.state(vec![moved]).await;
    assert_eq!((result(&corrected[0]), corrected[0].revision), (APPLIED, 2));
    // The node knows what it has stated after it was opened again.
    let one = one.reopened().await;
    let known = one.state(vec![item]).await;
    assert_eq!((result(&known[0]), known[0].revision), (APPLIED, 3));
    assert_eq!(known[0].record_id, first[0].record_id);
}

#[tokio::test]
async fn a_statement_names_a_teacher_of_ones_own_and_a_record_of_another_agency() {
    let [(one, ha), (other, hai)] = two().await;
    let item = || says(&ha, PersonStatement::SamePerson, &hai);
    let about = |record: RecordRef| PersonStatementItem {
        other: Some(SeenRecord { record: Some(record), ..seen(&hai) }),
        ..item()
    };
    let of = |agency: AgencyId| RecordRef { agency: agency.to_string(), record_id: id(&hai) };
    let nobody = PersonStatementItem { teacher_record_id: id(&hai), ..item() };
    let unseen =
        PersonStatementItem { other: Some(SeenRecord { revision: 0, seen: None, ..seen(&hai) }), ..item() };
    let stranger = about(of(AgencyId(Uuid::from_u128(0x777))));
    let registered = agency(AgencyKind::Education, "SGDDT", "Sở GD&ĐT");
    one.publish(RecordId(DEPARTMENT.0), State::Agency(registered)).await;
    let itself = about(ha.record.clone().unwrap());
    let outcomes = one.state(vec![nobody, itself, stranger, unseen, about(of(DEPARTMENT))]).await;
    assert_eq!(result(&outcomes[0]), refused("TEACHER_NOT_FOUND", "items[0].teacher_record_id"));
    assert_eq!(result(&outcomes[1]), refused("INVALID_VALUE", "items[1].other.record.agency"));
    assert_eq!(result(&outcomes[2]), refused("AGENCY_NOT_FOUND", "items[2].other.record.agency"));
    assert_eq!(result(&outcomes[3]), refused("INVALID_VALUE", "items[3].other.seen"));
    assert_eq!(result(&outcomes[4]), refused("INVALID_VALUE", "items[4].other.record.agency"));
    let missing = RemovePersonStatementItem { other: Some(of(DEPARTMENT)), ..withdrawn(&ha, &hai) };
    let outcomes = one.take_back(vec![missing]).await;
    assert_eq!(result(&outcomes[0]), refused("PERSON_STATEMENT_NOT_FOUND", "items[0]"));
    // A record that the node itself holds needs no place.
    one.pull(&other.node.ledger).await;
    let bare = SeenRecord { revision: 0, seen: None, ..seen(&hai) };
    let held = PersonStatementItem { other: Some(bare), ..says(&ha, PersonStatement::SamePerson, &hai) };
    assert_eq!(result(&one.state(vec![held]).await[0]), APPLIED);
}
