//! Proposals of schools, and what a school's own user may propose.

use crate::fixture::{APPLIED, DISTRICT, Fixture, UNCHANGED, acted_by, from, refused, result, teacher};
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{ProposalItem, PushProposalsRequest, TeacherItem};
use runtime::identity::Identity;

fn proposal(code: &str, year: u32) -> ProposalItem {
    ProposalItem {
        teacher_code: code.to_owned(), year, note: "Trường đủ người dạy thay".to_owned()
    }
}

#[tokio::test]
async fn a_teacher_has_one_proposal_and_another_year_changes_it() {
    let node = Fixture::new().await;
    node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31")]).await;
    let outcomes =
        node.propose(vec![proposal("GV01", 2022), proposal("GV02", 2022), proposal("GV01", 2031)]).await;
    assert_eq!(result(&outcomes[0]), APPLIED);
    assert_eq!(result(&outcomes[1]), refused("TEACHER_NOT_FOUND", "items[1].teacher_code"));
    assert_eq!(result(&outcomes[2]), refused("INVALID_VALUE", "items[2].year"));
    assert_eq!(result(&node.propose(vec![proposal("GV01", 2022)]).await[0]), UNCHANGED);
    let changed = node.propose(vec![proposal("GV01", 2023)]).await;
    assert_eq!((result(&changed[0]), changed[0].revision), (APPLIED, 2));
    assert_eq!(changed[0].record_id, outcomes[0].record_id);
}

#[tokio::test]
async fn a_schools_user_proposes_for_the_schools_own_teachers_alone() {
    let node = Fixture::new().await;
    let elsewhere = TeacherItem {
        school_code: "12108302".to_owned(),
        school_name: "Trường Mầm non Nậm Tăm".to_owned(),
        ..teacher("GV02", "Vàng A Páo", "1980-01-01")
    };
    node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31"), elsewhere]).await;
    let unit = {
        let view = node.node.ledger.read().await;
        let mut schools = view.district(DISTRICT).schools.iter();
        schools.find(|(_, row)| row.state.code == "12108301").unwrap().0.0
    };
    let user = Identity::UnitUser { agency: DISTRICT, unit, user: "u17".to_owned() };
    let items = vec![proposal("GV01", 2022), proposal("GV02", 2022), proposal("GV99", 2022)];
    let request = PushProposalsRequest { request_id: "school".to_owned(), acted_by: acted_by(), items };
    let answer = node.roster.push_proposals(from(user, request)).await.unwrap().into_inner();
    assert_eq!(result(&answer.outcomes[0]), APPLIED);
    // Whether the teacher exists elsewhere is not said.
    assert_eq!(result(&answer.outcomes[1]), refused("NOT_YOURS", "items[1]"));
    assert_eq!(result(&answer.outcomes[2]), refused("NOT_YOURS", "items[2]"));
    let told = |at: usize| {
        let problem = &answer.outcomes[at].problems[0];
        (problem.text_vi.clone(), problem.metadata.clone())
    };
    assert_eq!(told(1), told(2));
    assert!(told(1).0.contains("vai trò người dùng của trường của chính cơ quan này"), "{:?}", told(1));
}
