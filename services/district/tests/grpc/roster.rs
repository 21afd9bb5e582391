//! Entering and changing teachers.

use crate::fixture::{APPLIED, Fixture, UNCHANGED, acted_by, from_system, refused, result, teacher};
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{PushTeachersRequest, TeacherItem};
use contracts::pb::types::v1::{Degree, OutcomeCode};

fn ha() -> TeacherItem {
    teacher("GV01", "Lò Thị Hà", "1985-03-31")
}

fn without_code(item: TeacherItem) -> TeacherItem {
    TeacherItem { code: String::new(), ..item }
}

#[tokio::test]
async fn a_roster_sent_twice_appends_only_the_answer() {
    let node = Fixture::new().await;
    let before = node.size().await;
    let items = || {
        vec![
            ha(),
            teacher("GV02", "Vàng A Páo", "1980"),
            without_code(teacher("", "Giàng Thị Mỷ", "1979-05")),
            teacher("GV04", "Tẩn Thị Sính", "1990-01-02"),
        ]
    };
    let outcomes = node.push(items()).await;
    assert!(outcomes.iter().all(|one| result(one) == APPLIED && one.revision == 1), "{outcomes:?}");
    // One school, four teachers, the answer.
    assert_eq!(node.kinds_after(before).await, [100, 101, 101, 101, 101, 2]);
    let before = node.size().await;
    let again = node.push(items()).await;
    assert!(again.iter().all(|one| result(one) == UNCHANGED), "{again:?}");
    assert_eq!(node.kinds_after(before).await, [2]);
    let ids = |list: &[contracts::pb::types::v1::ItemOutcome]| -> Vec<String> {
        list.iter().map(|one| one.record_id.clone()).collect()
    };
    assert_eq!(ids(&outcomes), ids(&again));
}

#[tokio::test]
async fn a_request_id_gets_its_first_answer_and_takes_no_other_content() {
    let node = Fixture::new().await;
    let request = |items| PushTeachersRequest { request_id: "one".to_owned(), acted_by: acted_by(), items };
    let first = node.roster.push_teachers(from_system(request(vec![ha()]))).await.unwrap().into_inner();
    let size = node.size().await;
    let again = node.roster.push_teachers(from_system(request(vec![ha()]))).await.unwrap().into_inner();
    assert_eq!(again.outcomes, first.outcomes);
    assert!(again.recorded.unwrap().repeated && !first.recorded.unwrap().repeated);
    let other = request(vec![TeacherItem { degree: Degree::College.into(), ..ha() }]);
    let status = node.roster.push_teachers(from_system(other)).await.unwrap_err();
    assert_eq!(crate::calls::reason(&status), "REQUEST_ID_CONFLICT");
    assert_eq!(node.size().await, size);
}

#[tokio::test]
async fn calls_are_refused_whole_for_what_is_wrong_with_the_call() {
    let node = Fixture::new().await;
    let size = node.size().await;
    let cases = [
        ("", vec![ha()], "REQUEST_ID_REQUIRED"),
        ("many", vec![ha(); 201], "TOO_MANY_ITEMS"),
        ("none", Vec::new(), "INVALID_VALUE"),
    ];
    for (request_id, items, expected) in cases {
        let request = PushTeachersRequest { request_id: request_id.to_owned(), acted_by: acted_by(), items };
        let status = node.roster.push_teachers(from_system(request)).await.unwrap_err();
        assert_eq!(crate::calls::reason(&status), expected);
    }
    assert_eq!(node.size().await, size);
}

#[tokio::test]
async fn good_rows_are_kept_and_bad_rows_say_all_that_is_wrong() {
    let node = Fixture::new().await;
    let bad = TeacherItem { full_name: String::new(), birth: "31/03/1985".to_owned(), ..ha() };
    let outcomes = node.push(vec![bad, ha()]).await;
    assert_eq!(result(&outcomes[0]), refused("INVALID_VALUE", "items[0].full_name"));
    assert_eq!(outcomes[0].problems.len(), 2);
    assert_eq!(outcomes[0].problems[1].field, "items[0].birth");
    assert!(outcomes[0].record_id.is_empty());
    assert_eq!(result(&outcomes[1]), APPLIED);
}

#[tokio::test]
async fn a_shorter_roster_pushed_again_removes_nobody() {
    let node = Fixture::new().await;
    let rows: Vec<_> =
        (1..=5).map(|at| teacher(&format!("GV0{at}"), &format!("Lò Thị {at}"), "1985-03-31")).collect();
    node.push(rows.clone()).await;
    let (listed, before) = (node.list().await, node.size().await);
    let outcomes = node.push(rows[..2].to_vec()).await;
    assert!(outcomes.iter().all(|one| result(one) == UNCHANGED));
    // A file of another school alone, too.
    let elsewhere =
        TeacherItem { school_code: "12108302".to_owned(), ..teacher("GV06", "Vàng A Páo", "1980") };
    assert_eq!(result(&node.push(vec![elsewhere]).await[0]), APPLIED);
    // The first answer; then a school, a teacher, the answer: no tombstone of anybody.
    assert_eq!(node.kinds_after(before).await, [2, 100, 101, 2]);
    let after = node.list().await;
    assert_eq!((after.len(), &after[..5]), (6, listed.as_slice()));
    assert!(after.iter().all(|one| one.revision == 1));
}

#[tokio::test]
async fn a_change_is_the_next_revision_of_the_same_record() {
    let node = Fixture::new().await;
    let first = node.push(vec![ha()]).await;
    let changed = TeacherItem { degree: Degree::College.into(), ..ha() };
    let second = node.push(vec![changed]).await;
    assert_eq!(result(&second[0]), APPLIED);
    assert_eq!((second[0].revision, &second[0].record_id), (2, &first[0].record_id));
}

#[tokio::test]
async fn a_code_of_another_person_is_not_moved() {
    let node = Fixture::new().await;
    node.push(vec![ha()]).await;
    let other = teacher("GV01", "Vàng A Páo", "1980-01-01");
    let renamed = teacher("GV01", "Lò Thị Hạnh", "1985-03-31");
    let outcomes = node.push(vec![other, renamed]).await;
    assert_eq!(result(&outcomes[0]), refused("CODE_TAKEN", "items[0].code"));
    // The same birth date: a name put right.
    assert_eq!(result(&outcomes[1]), APPLIED);
}

#[tokio::test]
async fn of_two_persons_with_one_code_in_one_call_the_first_is_kept() {
    let node = Fixture::new().await;
    let other = || teacher("GV01", "Vàng Thị Páo", "1985-03-31");
    let better = TeacherItem { degree: Degree::College.into(), ..ha() };
    let outcomes = node.push(vec![ha(), other(), better.clone()]).await;
    assert_eq!(result(&outcomes[0]), APPLIED);
    assert_eq!(result(&outcomes[1]), refused("CODE_TAKEN", "items[1].code"));
    // The same person twice: the order of the items is the order of the facts.
    assert_eq!((result(&outcomes[2]), outcomes[2].revision), (APPLIED, 2));
    // Also when the first says nothing new.
    let outcomes = node.push(vec![better, other()]).await;
    assert_eq!(result(&outcomes[0]), UNCHANGED);
    assert_eq!(result(&outcomes[1]), refused("CODE_TAKEN", "items[1].code"));
    // A name is put right in a call of its own.
    assert_eq!(result(&node.push(vec![other()]).await[0]), APPLIED);
}

#[tokio::test]
async fn rows_without_code_find_their_person_by_number_then_by_name_and_birth_date() {
    let node = Fixture::new().await;
    let number = "012185000123".to_owned();
    let first = node.push(vec![TeacherItem { national_id: number.clone(), ..ha() }]).await;
    let by_number = TeacherItem { national_id: number, birth: "1985".to_owned(), ..without_code(ha()) };
    let by_name = without_code(TeacherItem { full_name: "LÒ  THỊ HÀ".to_owned(), ..ha() });
    let outcomes = node.push(vec![by_number, by_name]).await;
    assert_eq!(outcomes[0].record_id, first[0].record_id);
    // The year alone is another birth date than the full one, so the name finds nobody.
    assert_ne!(outcomes[1].record_id, first[0].record_id);
    let list = node.list().await;
    let kept = list.iter().find(|one| one.record.as_ref().unwrap().record_id == first[0].record_id).unwrap();
    // What a row leaves out of code and number stays.
    assert_eq!(kept.teacher.as_ref().unwrap().code, "GV01");
    assert_eq!(kept.teacher.as_ref().unwrap().national_id, "012185000123");
}

#[tokio::test]
async fn a_row_that_could_be_several_persons_is_refused() {
    let node = Fixture::new().await;
    let twins = [("GV01", "012185000123"), ("GV02", "012185000124")].map(|(code, number)| TeacherItem {
        code: code.to_owned(),
        national_id: number.to_owned(),
        ..ha()
    });
    let outcomes = node.push(twins.to_vec()).await;
    assert_ne!(outcomes[0].record_id, outcomes[1].record_id);
    let outcomes = node.push(vec![without_code(ha())]).await;
    assert_eq!(result(&outcomes[0]), refused("TEACHER_AMBIGUOUS", "items[0]"));
    assert_eq!(outcomes[0].problems[0].metadata["candidates"], "2");
}

#[tokio::test]
async fn a_code_comes_later_to_a_person_entered_without_one() {
    let node = Fixture::new().await;
    let first = node.push(vec![without_code(ha())]).await;
    let second = node.push(vec![ha()]).await;
    assert_eq!((result(&second[0]), &second[0].record_id), (APPLIED, &first[0].record_id));
    // Another code is another person, of whatever name.
    let third = node.push(vec![TeacherItem { code: "GV09".to_owned(), ..ha() }]).await;
    assert_ne!(third[0].record_id, first[0].record_id);
}

#[tokio::test]
async fn a_number_that_is_none_is_left_out_and_said() {
    let node = Fixture::new().await;
    let outcomes = node.push(vec![TeacherItem { national_id: "12185000123".to_owned(), ..ha() }]).await;
    assert_eq!(result(&outcomes[0]), (OutcomeCode::Applied, "NATIONAL_ID_INVALID", "items[0].national_id"));
    assert_eq!(node.list().await[0].teacher.as_ref().unwrap().national_id, "");
}

#[tokio::test]
async fn schools_are_found_by_code_or_folded_name_and_keep_their_first_name() {
    let node = Fixture::new().await;
    let before = node.size().await;
    let school = |code: &str, name: &str, at: &str| TeacherItem {
        school_code: code.to_owned(),
        school_name: name.to_owned(),
        ..teacher(at, "Lò Thị Hà", "1985-03-31")
    };
    node.push(vec![
        school("", "Trường TH Pa Tần", "GV01"),
        school("1201", "TRƯỜNG TH  PA TẦN", "GV02"),
        school("1201", "Pa Tần", "GV03"),
        school("", "Trường TH Pa Tần", "GV04"),
        school("", "", "GV05"),
    ])
    .await;
    // Recorded once, then given its code.
    assert_eq!(node.kinds_after(before).await, [100, 101, 100, 101, 101, 101, 101, 2]);
    let list = node.list().await;
    let schools: Vec<_> = list
        .iter()
        .map(|one| one.teacher.as_ref().unwrap())
        .map(|one| (one.school_code.as_str(), one.school_name.as_str()))
        .collect();
    let named = ("1201", "Trường TH Pa Tần");
    assert_eq!(schools, [named, named, named, named, ("", "")]);
}

#[tokio::test]
async fn two_hundred_teachers_of_two_hundred_schools_are_one_call() {
    let node = Fixture::new().await;
    let before = node.size().await;
    let items = (0..200).map(|at| TeacherItem {
        school_code: format!("S{at}"),
        school_name: format!("Trường {at}"),
        ..teacher(&format!("GV{at:03}"), &format!("Lò Thị {at}"), "1985-03-31")
    });
    let outcomes = node.push(items.collect()).await;
    // A transaction holds 400 entries, the answer among them: the last item has to come again.
    assert!(outcomes[..199].iter().all(|one| result(one) == APPLIED));
    assert_eq!(result(&outcomes[199]), refused("TOO_MANY_ITEMS", "items[199]"));
    assert_eq!(node.kinds_after(before).await.len(), 399);
}
