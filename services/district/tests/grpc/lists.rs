//! Lists in pages, and the traces that reading leaves.

use crate::calls::reason;
use crate::fixture::{DISTRICT, Fixture, PLAN_ID, from, from_system, sent, teacher};
use contracts::pb::nomination::v1::ListNominationsRequest;
use contracts::pb::nomination::v1::nomination_service_server::NominationService;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{ListScopeMembersRequest, ListTeachersRequest, TeacherItem};
use contracts::pb::types::v1::{Degree, Level, ScopeStatus};
use domain::record::{ReadTrace, State};
use runtime::identity::Identity;

async fn staffed() -> Fixture {
    let node = Fixture::new().await;
    let primary = |item| TeacherItem { level: Level::Primary.into(), ..item };
    node.push(vec![
        teacher("GV03", "Lò Thị Hà", "1985-03-31"),
        teacher("GV01", "Vàng Thị Páo", "1972-01-01"),
        primary(TeacherItem {
            degree: Degree::College.into(),
            ..teacher("GV02", "Giàng A Mỷ", "1988-05-06")
        }),
        teacher("GV05", "Tẩn Thị Sính", "1970-01-31"),
        teacher("GV04", "Lý Thị Xua", "1972-01-05"),
    ])
    .await;
    node
}

fn teachers(size: i32, token: &str) -> ListTeachersRequest {
    ListTeachersRequest { page_size: size, page_token: token.to_owned(), ..Default::default() }
}

fn codes(list: &[contracts::pb::roster::v1::Teacher]) -> Vec<&str> {
    list.iter().map(|one| one.teacher.as_ref().unwrap().code.as_str()).collect()
}

#[tokio::test]
async fn teachers_come_by_code_in_pages_that_join_without_a_gap() {
    let node = staffed().await;
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let page = node.roster.list_teachers(from_system(teachers(2, &token))).await.unwrap().into_inner();
        assert!(page.teachers.len() <= 2);
        seen.extend(codes(&page.teachers).into_iter().map(str::to_owned));
        token = page.next_page_token;
        if token.is_empty() {
            break;
        }
        // What is entered meanwhile on an earlier page moves nothing.
        node.push(vec![teacher("GV00", "Lò Thị Hoa", "1990-03-31")]).await;
    }
    assert_eq!(seen, ["GV01", "GV02", "GV03", "GV04", "GV05"]);
}

#[tokio::test]
async fn filters_narrow_and_belong_to_their_token() {
    let node = staffed().await;
    let primary = ListTeachersRequest { level: Level::Primary.into(), ..teachers(0, "") };
    let page = node.roster.list_teachers(from_system(primary.clone())).await.unwrap().into_inner();
    assert_eq!(codes(&page.teachers), ["GV02"]);
    let named = ListTeachersRequest { codes: vec!["GV05".to_owned(), "GV99".to_owned()], ..teachers(0, "") };
    let page = node.roster.list_teachers(from_system(named)).await.unwrap().into_inner();
    assert_eq!(codes(&page.teachers), ["GV05"]);
    let first = node.roster.list_teachers(from_system(teachers(1, ""))).await.unwrap().into_inner();
    for bad in [first.next_page_token.as_str(), "x"] {
        let request = ListTeachersRequest { page_token: bad.to_owned(), ..primary.clone() };
        let status = node.roster.list_teachers(from_system(request)).await.unwrap_err();
        assert_eq!(reason(&status), "INVALID_PAGE_TOKEN");
    }
    let status = node.roster.list_teachers(from_system(teachers(501, ""))).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_VALUE");
}

fn members(level: Level, status: ScopeStatus) -> ListScopeMembersRequest {
    ListScopeMembersRequest {
        plan_id: PLAN_ID.to_owned(),
        level: level.into(),
        status: status.into(),
        page_size: 2,
        page_token: String::new(),
    }
}

#[tokio::test]
async fn members_in_scope_come_first_by_months_left() {
    let node = staffed().await;
    let all = members(Level::Preschool, ScopeStatus::Unspecified);
    let status = node.roster.list_scope_members(from_system(all.clone())).await.unwrap_err();
    assert_eq!(reason(&status), "SCOPE_LIST_NOT_FOUND");
    node.draw().await.unwrap();
    let first = node.roster.list_scope_members(from_system(all.clone())).await.unwrap().into_inner();
    let rest = ListScopeMembersRequest { page_token: first.next_page_token.clone(), ..all.clone() };
    let second = node.roster.list_scope_members(from_system(rest)).await.unwrap().into_inner();
    let rows: Vec<_> = first.members.iter().chain(&second.members).collect();
    let shown: Vec<_> = rows.iter().map(|one| (one.code.as_str(), one.status())).collect();
    let in_scope = ScopeStatus::InScope;
    // Born in one month: the lower code goes first. Whoever is not in scope comes last, however few months are left.
    assert_eq!(
        shown,
        [("GV01", in_scope), ("GV04", in_scope), ("GV03", in_scope), ("GV05", ScopeStatus::NearRetirement)]
    );
    assert!(rows[0].months_left < rows[2].months_left && rows[3].months_left == 83);
    assert_eq!((rows[3].reason.as_str(), rows[3].retirement.as_str()), ("UNDER_84_MONTHS", "2027-05"));
    assert!(!rows[3].reason_vi.is_empty() && !rows[3].reason_en.is_empty());
    assert!(second.next_page_token.is_empty());
    let near = members(Level::Preschool, ScopeStatus::NearRetirement);
    let page = node.roster.list_scope_members(from_system(near)).await.unwrap().into_inner();
    assert_eq!(page.members.len(), 1);
    let bad = ListScopeMembersRequest { page_token: "x".to_owned(), ..all };
    let status = node.roster.list_scope_members(from_system(bad)).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_PAGE_TOKEN");
}

#[tokio::test]
async fn nominations_come_in_pages() {
    let node = staffed().await;
    let rows = ["GV01", "GV02", "GV03"].map(|code| sent(code, "45/QĐ-UBND", "2021-03-05"));
    let rows = rows.into_iter().map(|row| contracts::pb::nomination::v1::NominationItem {
        target_degree: Degree::University.into(),
        ..row
    });
    node.nominate(rows.collect()).await;
    let page = |token: &str| ListNominationsRequest { page_size: 2, page_token: token.to_owned() };
    let first = node.nominations.list_nominations(from_system(page(""))).await.unwrap().into_inner();
    let second = node
        .nominations
        .list_nominations(from_system(page(&first.next_page_token)))
        .await
        .unwrap()
        .into_inner();
    let mut seen: Vec<_> =
        first.nominations.iter().chain(&second.nominations).map(|one| one.teacher_code.as_str()).collect();
    seen.sort_unstable();
    assert_eq!((seen.as_slice(), second.next_page_token.as_str()), (["GV01", "GV02", "GV03"].as_slice(), ""));
    let status = node.nominations.list_nominations(from_system(page("x"))).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_PAGE_TOKEN");
}

#[tokio::test]
async fn reading_leaves_a_trace_without_names_or_codes() {
    let node = staffed().await;
    let before = node.size().await;
    let inspector = Identity::Reader { agency: DISTRICT, name: "thanh-tra".to_owned() };
    let request = ListTeachersRequest { codes: vec!["GV05".to_owned()], ..teachers(0, "") };
    node.roster.list_teachers(from(inspector.clone(), request)).await.unwrap();
    let (journal, _) = node.node.ledger.own_head().await;
    let entries = node.node.ledger.store().entries(journal, before, 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    let header = &entries[0].header;
    let fact = entries[0].fact.content.as_ref().unwrap();
    let person =
        entries[0].person.as_ref().and_then(|part| part.content.as_ref()).map(|one| one.body.as_slice());
    let state =
        contracts::body::decode(header.kind, header.schema_revision, header.min_reader, &fact.body, person);
    let Ok(State::ReadTrace(ReadTrace { reader, rpc, records, subject })) = state else {
        panic!("{state:?}")
    };
    assert_eq!((reader, records), (inspector.to_string(), 1));
    assert_eq!(rpc, "lienthong.roster.v1.RosterService/ListTeachers");
    assert_eq!(subject, "level= codes=1");
}

#[tokio::test]
async fn a_read_that_can_leave_no_trace_does_not_happen() {
    let node = staffed().await;
    node.node.ledger.store().close().await;
    let status = node.roster.list_teachers(from_system(teachers(0, ""))).await.unwrap_err();
    assert_eq!(reason(&status), "STORE_UNAVAILABLE");
}
