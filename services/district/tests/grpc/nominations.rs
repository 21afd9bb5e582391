//! Sending teachers, and what is refused.

use crate::fixture::{
    APPLIED, COLLEGE, DISTRICT, Fixture, PLAN_ID, UNCHANGED, cite, refused, result, sent, teacher,
};
use contracts::pb::nomination::v1::{NominationItem, NominationStatus, TeacherKey};
use contracts::pb::roster::v1::TeacherItem;
use contracts::pb::types::v1::{Degree, Employment, Level, OutcomeCode};

/// Five teachers: two of preschool, one primary with trung cấp, one primary with cao đẳng, one who left.
pub(crate) async fn staffed() -> Fixture {
    let node = Fixture::new().await;
    let primary = |item| TeacherItem { level: Level::Primary.into(), ..item };
    let outcomes = node
        .push(vec![
            TeacherItem {
                national_id: "012185000123".to_owned(),
                ..teacher("GV01", "Lò Thị Hà", "1985-03-31")
            },
            teacher("GV02", "Vàng A Páo", "1980-01-01"),
            primary(teacher("GV03", "Giàng Thị Mỷ", "1988-05-06")),
            primary(TeacherItem {
                degree: Degree::College.into(),
                ..teacher("GV04", "Tẩn Thị Sính", "1990-01-02")
            }),
            TeacherItem {
                employment: Employment::MovedAway.into(),
                ..teacher("GV05", "Lý Thị Xua", "1982-02-03")
            },
        ])
        .await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED));
    node
}

#[tokio::test]
async fn a_decision_is_entered_with_its_first_nominations_and_names_their_persons() {
    let node = staffed().await;
    let before = node.size().await;
    let rows = vec![sent("GV01", "45/QĐ-UBND", "2021-03-05"), sent("GV02", "45/QĐ-UBND", "2021-03-05")];
    let outcomes = node.nominate(rows.clone()).await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED));
    // The decision, two nominations, the decision with its persons, the answer.
    assert_eq!(node.kinds_after(before).await, [6, 103, 103, 6, 2]);
    let before = node.size().await;
    let again = node.nominate(rows).await;
    assert!(again.iter().all(|one| result(one) == UNCHANGED && one.revision == 1), "{again:?}");
    assert_eq!(node.kinds_after(before).await, [2]);

    let listed = node.listed_nominations().await;
    assert_eq!(listed.len(), 2);
    let first = listed.iter().find(|one| one.teacher_code == "GV01").unwrap();
    assert_eq!((first.full_name.as_str(), first.status()), ("Lò Thị Hà", NominationStatus::Sent));
    assert_eq!(first.decision.clone().unwrap(), cite("45/QĐ-UBND", "2021-03-05"));

    let view = node.node.ledger.read().await;
    let district = view.district(DISTRICT);
    let (_, row) = district.nominations.iter().next().unwrap();
    assert_eq!(row.state.institution_agency, Some(COLLEGE));
    assert_eq!(row.state.person.as_ref().unwrap().school, "Trường Mầm non Tả Ngảo");
    let (reference, _) = match &row.state.state {
        domain::record::NominationState::Sent { decision, cite } => (decision, cite),
        other => panic!("{other:?}"),
    };
    let decision = district.decisions.get(reference.record).unwrap();
    assert_eq!((decision.revision, decision.state.persons.len()), (2, 2));
}

#[tokio::test]
async fn an_institution_that_no_college_of_the_registry_is_called_is_recorded_with_a_note() {
    let node = staffed().await;
    let unknown = |name: &str| NominationItem {
        institution: name.to_owned(),
        ..sent("GV01", "45/QĐ-UBND", "2021-03-05")
    };
    let note = (OutcomeCode::Applied, "INSTITUTION_UNKNOWN", "items[0].institution");
    let outcomes = node.nominate(vec![unknown("Cao đẳng Lai Châu")]).await;
    assert_eq!(result(&outcomes[0]), note);
    assert!(outcomes[0].problems[0].text_vi.contains("ListAgencies"));
    // Nothing changed, and the note is still true.
    let again = node.nominate(vec![unknown("Cao đẳng Lai Châu")]).await;
    assert_eq!(result(&again[0]), (OutcomeCode::Unchanged, note.1, note.2));
    // Nobody is named: nothing is wrong with that, though no college sees it.
    assert_eq!(result(&node.nominate(vec![unknown("")]).await[0]), APPLIED);
    let agency = async || {
        let view = node.node.ledger.read().await;
        view.district(DISTRICT).nominations.iter().next().unwrap().1.state.institution_agency
    };
    assert_eq!(agency().await, None);
    // Sent again with the name of the registry, in whatever letters: the college sees it from now on.
    let named = unknown("TRUONG CAO DANG  Cộng đồng Lai Châu");
    assert_eq!(result(&node.nominate(vec![named]).await[0]), APPLIED);
    assert_eq!(agency().await, Some(COLLEGE));
}

#[tokio::test]
async fn one_decision_written_by_several_hands_is_one() {
    let node = staffed().await;
    let other_hand = contracts::pb::types::v1::DocumentCite {
        authority: "UBND HUYỆN  SÌN HỒ".to_owned(),
        ..cite("45 /qđ-ubnd", "2021-03-05")
    };
    let second = NominationItem { decision: Some(other_hand), ..sent("GV02", "", "") };
    let outcomes = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05"), second]).await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED), "{outcomes:?}");
    let listed = node.listed_nominations().await;
    assert!(listed.iter().all(|one| one.decision == Some(cite("45/QĐ-UBND", "2021-03-05"))));
}

#[tokio::test]
async fn rows_find_their_person_or_say_why_not() {
    let node = staffed().await;
    let named =
        |key: TeacherKey| NominationItem { teacher: Some(key), ..sent("", "45/QĐ-UBND", "2021-03-05") };
    let key_of = |code: &str, full_name: &str, birth: &str, national_id: &str| TeacherKey {
        code: code.to_owned(),
        full_name: full_name.to_owned(),
        birth: birth.to_owned(),
        national_id: national_id.to_owned(),
    };
    let cases = [
        (key_of("GV99", "", "", ""), refused("TEACHER_NOT_FOUND", "items[0].teacher.code")),
        (key_of("", "", "", "012185000999"), refused("TEACHER_NOT_FOUND", "items[0].teacher.national_id")),
        (
            key_of("", "Lò Thị Hà", "1985-03-30", ""),
            refused("TEACHER_NOT_FOUND", "items[0].teacher.full_name"),
        ),
        (
            key_of("GV01", "Lò Thị Hồng", "", ""),
            refused("TEACHER_CONTRADICTION", "items[0].teacher.full_name"),
        ),
        (key_of("GV01", "", "1985-04", ""), refused("TEACHER_CONTRADICTION", "items[0].teacher.birth")),
        (
            key_of("GV01", "", "", "012185000124"),
            refused("TEACHER_CONTRADICTION", "items[0].teacher.national_id"),
        ),
        // The number is of somebody who holds another code.
        (key_of("GV77", "", "", "012185000123"), refused("TEACHER_CONTRADICTION", "items[0].teacher.code")),
        (key_of("", "", "", ""), refused("INVALID_VALUE", "items[0].teacher.code")),
        (key_of("GV05", "", "", ""), refused("NOT_EMPLOYED", "items[0].teacher")),
        // The year alone agrees, and the 9 digits of an old card contradict nothing.
        (key_of("GV01", "LÒ THI HA", "1985", "123456780"), APPLIED),
        (key_of("", "", "", "012185000123"), UNCHANGED),
        (key_of("", "lò thị hà", "1985-03-31", ""), UNCHANGED),
    ];
    for (key, expected) in cases {
        let outcomes = node.nominate(vec![named(key.clone())]).await;
        assert_eq!(result(&outcomes[0]), expected, "{key:?}");
    }
    node.push(vec![teacher("GV06", "Vàng A Páo", "1980-01-01")]).await;
    let outcomes = node.nominate(vec![named(key_of("", "Vàng A Páo", "1980-01-01", ""))]).await;
    assert_eq!(result(&outcomes[0]), refused("TEACHER_AMBIGUOUS", "items[0].teacher"));
}

#[tokio::test]
async fn a_second_decision_for_the_same_person_and_plan_is_refused() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let outcomes = node.nominate(vec![sent("GV01", "46/QĐ-UBND", "2021-03-06")]).await;
    assert_eq!(result(&outcomes[0]), refused("ALREADY_NOMINATED", "items[0].teacher"));
    assert_eq!(outcomes[0].problems[0].metadata["number"], "45/QĐ-UBND");
    let draft = NominationItem { decision: None, ..sent("GV01", "", "") };
    let outcomes = node.nominate(vec![draft]).await;
    assert_eq!(result(&outcomes[0]), refused("ALREADY_NOMINATED", "items[0].teacher"));
    // The same decision with another programme is a change of the same nomination.
    let changed = NominationItem {
        programme: "Giáo dục mầm non".to_owned(),
        ..sent("GV01", "45/QĐ-UBND", "2021-03-05")
    };
    let outcomes = node.nominate(vec![changed]).await;
    assert_eq!((result(&outcomes[0]), outcomes[0].revision), (APPLIED, 2));
}

#[tokio::test]
async fn a_draft_becomes_sent_and_never_the_other_way() {
    let node = staffed().await;
    let draft = NominationItem { decision: None, ..sent("GV01", "", "") };
    let first = node.nominate(vec![draft.clone()]).await;
    assert_eq!(result(&first[0]), APPLIED);
    assert_eq!(result(&node.nominate(vec![draft]).await[0]), UNCHANGED);
    assert_eq!(node.listed_nominations().await[0].status(), NominationStatus::Draft);
    let second = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!((&second[0].record_id, second[0].revision), (&first[0].record_id, 2));
    assert_eq!(node.listed_nominations().await[0].status(), NominationStatus::Sent);
}

#[tokio::test]
async fn one_number_has_one_date_in_a_year() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let rows = vec![
        sent("GV02", "45/QĐ-UBND", "2021-03-06"),
        // The number of another year, and of another authority, is another decision.
        sent("GV02", "45/QĐ-UBND", "2020-03-06"),
    ];
    let outcomes = node.nominate(rows).await;
    assert_eq!(result(&outcomes[0]), refused("DECISION_DATE_CONFLICT", "items[0].decision.date"));
    assert_eq!(outcomes[0].problems[0].metadata["recorded"], "2021-03-05");
    // Outside the plan's year: a fact that the figures leave out.
    assert_eq!(result(&outcomes[1]), APPLIED);
}

#[tokio::test]
async fn a_degree_that_leads_nobody_on_is_refused_and_one_below_the_plan_is_a_fact() {
    let node = staffed().await;
    let outcomes = node
        .nominate(vec![
            sent("GV03", "45/QĐ-UBND", "2021-03-05"),
            sent("GV04", "45/QĐ-UBND", "2021-03-05"),
            NominationItem {
                target_degree: Degree::Intermediate.into(),
                ..sent("GV01", "1/QĐ", "2021-03-05")
            },
        ])
        .await;
    // Trung cấp to cao đẳng is a step on, though below what the plan asks of primary.
    assert_eq!(result(&outcomes[0]), APPLIED);
    assert_eq!(result(&outcomes[1]), refused("DEGREE_TOO_LOW", "items[1].target_degree"));
    assert_eq!(outcomes[1].problems[0].metadata["required"], "UNIVERSITY");
    assert_eq!(result(&outcomes[2]), refused("INVALID_VALUE", "items[2].target_degree"));
}

#[tokio::test]
async fn a_plan_that_the_department_has_not_published_is_none() {
    let node = Fixture::alone().await;
    node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31")]).await;
    let outcomes = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!(result(&outcomes[0]), refused("PLAN_NOT_FOUND", "items[0].plan_id"));
    assert_eq!(outcomes[0].problems[0].metadata["plan_id"], PLAN_ID);
}
