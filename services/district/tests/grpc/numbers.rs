//! One national number, one teacher of the district (rules.md 8: the same number with two people is an error).

use crate::fixture::{APPLIED, DISTRICT, Fixture, NOW, UNCHANGED, act, refused, result, teacher};
use contracts::pb::roster::v1::{RemovalReason, RemoveTeacherItem, TeacherItem};
use contracts::pb::types::v1::{Degree, ItemOutcome};
use domain::date::BirthDate;
use domain::record::{State, Teacher, TeacherPerson, Verb};
use domain::vocabulary::{Degree as Held, Employment, Level, Sex};

const NUMBER: &str = "012185000123";
const OTHER: &str = "012185000456";

fn numbered(code: &str, name: &str, number: &str) -> TeacherItem {
    TeacherItem { national_id: number.to_owned(), ..teacher(code, name, "1985-03-31") }
}

fn cleared(code: &str, name: &str) -> TeacherItem {
    TeacherItem { clear_national_id: true, ..teacher(code, name, "1985-03-31") }
}

fn taken(outcome: &ItemOutcome, at: usize) {
    assert_eq!(result(outcome), refused("NATIONAL_ID_TAKEN", &format!("items[{at}].national_id")));
}

/// Code and number of every teacher, by code.
async fn numbers(node: &Fixture) -> Vec<(String, String)> {
    let teachers = node.list().await.into_iter().filter_map(|one| one.teacher);
    teachers.map(|one| (one.code, one.national_id)).collect()
}

fn held(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, number)| ((*code).to_owned(), (*number).to_owned())).collect()
}

#[tokio::test]
async fn a_number_that_another_teacher_holds_is_refused_and_names_that_teacher() {
    let node = Fixture::new().await;
    let first = node.push(vec![numbered("GV01", "Lò Thị Hà", NUMBER)]).await;
    // Another code is another person, also of the same name and birth date.
    let again = numbered("GV02", "Lò Thị Hà", NUMBER);
    let outcomes = node.push(vec![again, numbered("GV03", "Vàng Thị Páo", NUMBER)]).await;
    for (at, outcome) in outcomes.iter().enumerate() {
        taken(outcome, at);
        let problem = &outcome.problems[0];
        assert_eq!(problem.metadata["teacher"], first[0].record_id);
        assert!(problem.text_vi.contains("Mã GV GV01"), "{}", problem.text_vi);
        assert!(problem.text_en.contains("teacher code GV01"), "{}", problem.text_en);
        // Codes of teachers are personal: the words name them, what machines keep does not.
        assert!(!problem.metadata.contains_key("code"));
    }
    // A correction of somebody who is there already.
    node.push(vec![numbered("GV04", "Giàng Thị Mỷ", OTHER)]).await;
    taken(&node.push(vec![numbered("GV04", "Giàng Thị Mỷ", NUMBER)]).await[0], 0);
    // A row without a code whose name and birth date are somebody else's.
    let stranger = TeacherItem { birth: "1970-01-01".to_owned(), ..numbered("", "Tẩn A Sính", NUMBER) };
    taken(&node.push(vec![stranger]).await[0], 0);
    assert_eq!(numbers(&node).await, held(&[("GV01", NUMBER), ("GV04", OTHER)]));
    // The holder itself is sent again.
    assert_eq!(result(&node.push(vec![numbered("GV01", "Lò Thị Hà", NUMBER)]).await[0]), UNCHANGED);
}

#[tokio::test]
async fn of_two_rows_of_one_call_with_one_number_the_first_is_kept() {
    let node = Fixture::new().await;
    let rows = vec![numbered("GV01", "Lò Thị Hà", NUMBER), numbered("GV02", "Vàng Thị Páo", NUMBER)];
    let outcomes = node.push(rows).await;
    assert_eq!(result(&outcomes[0]), APPLIED);
    taken(&outcomes[1], 1);
    assert!(outcomes[1].problems[0].text_vi.contains("Mã GV GV01"));
    assert_eq!(numbers(&node).await, held(&[("GV01", NUMBER)]));
}

#[tokio::test]
async fn a_number_moves_when_the_wrong_holder_gives_it_up_first() {
    let node = Fixture::new().await;
    node.push(vec![numbered("GV01", "Lò Thị Hà", NUMBER), numbered("GV02", "Vàng Thị Páo", OTHER)]).await;
    // Set first, cleared afterwards: the order of the items is the order of the facts.
    let outcomes =
        node.push(vec![numbered("GV02", "Vàng Thị Páo", NUMBER), cleared("GV01", "Lò Thị Hà")]).await;
    taken(&outcomes[0], 0);
    assert_eq!(result(&outcomes[1]), APPLIED);
    assert_eq!(numbers(&node).await, held(&[("GV01", ""), ("GV02", OTHER)]));
    assert_eq!(result(&node.push(vec![cleared("GV01", "Lò Thị Hà")]).await[0]), UNCHANGED);
    // Both exchanged in one call, from where they stand.
    let outcomes =
        node.push(vec![numbered("GV02", "Vàng Thị Páo", NUMBER), numbered("GV01", "Lò Thị Hà", OTHER)]).await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED), "{outcomes:?}");
    let outcomes = node
        .push(vec![
            cleared("GV01", "Lò Thị Hà"),
            numbered("GV02", "Vàng Thị Páo", OTHER),
            numbered("GV01", "Lò Thị Hà", NUMBER),
        ])
        .await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED), "{outcomes:?}");
    assert_eq!(numbers(&node).await, held(&[("GV01", NUMBER), ("GV02", OTHER)]));
    // A number cannot be given and taken away at once.
    let both = TeacherItem { clear_national_id: true, ..numbered("GV01", "Lò Thị Hà", NUMBER) };
    assert_eq!(
        result(&node.push(vec![both]).await[0]),
        refused("INVALID_VALUE", "items[0].clear_national_id")
    );
}

#[tokio::test]
async fn a_removed_record_holds_no_number_and_revives_without_one_that_was_given_away() {
    let node = Fixture::new().await;
    node.push(vec![numbered("GV01", "Lò Thị Hà", NUMBER)]).await;
    let removal = RemoveTeacherItem { code: "GV01".to_owned(), reason: RemovalReason::Duplicate.into() };
    assert_eq!(result(&node.remove(vec![removal]).await[0]), APPLIED);
    assert_eq!(result(&node.push(vec![numbered("GV02", "Lò Thị Hà", NUMBER)]).await[0]), APPLIED);
    // The row says nothing of the number, but the record would come back with it.
    taken(&node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31")]).await[0], 0);
    assert_eq!(result(&node.push(vec![cleared("GV01", "Lò Thị Hà")]).await[0]), APPLIED);
    assert_eq!(numbers(&node).await, held(&[("GV01", ""), ("GV02", NUMBER)]));
}

#[tokio::test]
async fn records_that_share_a_number_from_earlier_are_changed_like_any_other() {
    let node = Fixture::new().await;
    for (code, full_name) in [("GV01", "Lò Thị Hà"), ("GV02", "Vàng Thị Páo")] {
        let person = TeacherPerson {
            code: code.to_owned(),
            full_name: full_name.to_owned(),
            birth: BirthDate::Day("1985-03-31".parse().unwrap()),
            sex: Sex::Female,
            national_id: Some(NUMBER.to_owned()),
            subject: String::new(),
            major: String::new(),
        };
        let old = Teacher {
            act: act(),
            school: None,
            level: Level::Preschool,
            degree: Held::Intermediate,
            teacher_training: None,
            suitable: None,
            nvsp: None,
            employment: Employment::Working,
            recruited_on: None,
            hardship_years: None,
            majors_table: None,
            removal: None,
            person: Some(person),
        };
        let put = |tx: &mut journal::ledger::Tx<'_, _>| {
            let record = tx.new_id();
            tx.put(record, Verb::Recorded, State::Teacher(old.clone()))
        };
        node.node.ledger.transact(NOW, put).await.unwrap();
    }
    let changed =
        TeacherItem { degree: Degree::College.into(), ..numbered("GV02", "Vàng Thị Páo", NUMBER) };
    assert_eq!(result(&node.push(vec![changed]).await[0]), APPLIED);
    assert_eq!(result(&node.push(vec![cleared("GV02", "Vàng Thị Páo")]).await[0]), APPLIED);
    // Given up once, it is not taken again.
    taken(&node.push(vec![numbered("GV02", "Vàng Thị Páo", NUMBER)]).await[0], 0);
    let view = node.node.ledger.read().await;
    assert_eq!(view.district(DISTRICT).teachers.with_number(NUMBER).len(), 1);
}
