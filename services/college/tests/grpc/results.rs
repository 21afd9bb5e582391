//! Term results and diplomas.

use crate::samples::{
    HA, MY, college, enroll, outcomes, programme, programmes, results, reversal, row, unaward,
};
use crate::station::{COLLEGE, NAME, Station};
use contracts::pb::training::v1 as pb;
use contracts::pb::types::v1::{Degree, Problem};
use domain::definitions::{self, Window};
use domain::record::Completion;

pub(crate) fn term(student_code: &str, term: &str, credits: u32) -> pb::ResultItem {
    pb::ResultItem {
        student_code: student_code.to_owned(),
        term: term.to_owned(),
        credits,
        result: "Đạt".to_owned(),
        diploma: None,
    }
}

pub(crate) fn diploma(student_code: &str, number: &str) -> pb::ResultItem {
    let diploma = pb::DiplomaItem {
        degree: Degree::College.into(),
        number: number.to_owned(),
        register_number: "21/2021".to_owned(),
        date: "2021-12-20".to_owned(),
        institution: String::new(),
    };
    let item = pb::ResultItem { diploma: Some(diploma), ..term(student_code, "", 60) };
    pb::ResultItem { result: "Tốt nghiệp".to_owned(), ..item }
}

fn with_diploma(item: pb::ResultItem, change: impl Fn(&mut pb::DiplomaItem)) -> pb::ResultItem {
    let mut diploma = item.diploma.clone().unwrap();
    change(&mut diploma);
    pb::ResultItem { diploma: Some(diploma), ..item }
}

/// The first problem of each item that has one.
async fn problems(station: &Station, request_id: &str, items: Vec<pb::ResultItem>) -> Vec<Problem> {
    let outcomes = outcomes::results(station, request_id, items).await;
    outcomes.into_iter().filter_map(|outcome| outcome.problems.into_iter().next()).collect()
}

async fn completion(station: &Station, student_code: &str) -> Completion {
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    let learner = books.learner(student_code).unwrap().record;
    let enrollment = books.enrollment_of(learner).unwrap().record;
    books.completion_of(enrollment).unwrap().state.clone()
}

#[tokio::test]
async fn terms_are_merged_and_a_diploma_ends_the_course() {
    let (station, _) = college(&[MY]).await;
    enroll(&station, "0", vec![row("SV1", MY)]).await;
    let rows = vec![
        term("SV1", "HK2", 40),
        term("SV1", "HK1", 20),
        term("SV1", "HK1", 21),
        term("SV1", "HK1", 21),
        diploma("SV1", "CĐ001"),
        diploma("SV1", "CĐ001"),
    ];
    assert_eq!(
        results(&station, "1", rows).await,
        ["APPLIED 1", "APPLIED 2", "APPLIED 3", "UNCHANGED 3", "APPLIED 4", "UNCHANGED 4"]
    );
    let station = station.reopen().await;
    let state = completion(&station, "SV1").await;
    let terms: Vec<_> =
        state.terms.iter().map(|one| (one.term.as_str(), one.credits, one.result.as_str())).collect();
    assert_eq!(terms, [("", 60, "Tốt nghiệp"), ("HK1", 21, "Đạt"), ("HK2", 40, "Đạt")]);
    assert_eq!(state.diploma.unwrap().institution, NAME, "the college awards it");
    assert_eq!(state.person.unwrap().student_code, "SV1");
    assert!(state.nomination.is_some());
}

#[tokio::test]
async fn what_cannot_be_a_result_is_refused() {
    let (station, _) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY), row("SV2", HA)]).await;
    let lower = with_diploma(diploma("SV1", "SC001"), |diploma| diploma.degree = Degree::Elementary.into());
    let early = with_diploma(diploma("SV1", "CĐ001"), |diploma| diploma.date = "2021-09-14".to_owned());
    let university =
        with_diploma(diploma("SV1", "CĐ001"), |diploma| diploma.degree = Degree::University.into());
    let partner =
        with_diploma(university.clone(), |diploma| diploma.institution = "Đại học Tây Bắc".to_owned());
    let by_name =
        with_diploma(diploma("SV2", "cđ 001"), |diploma| diploma.institution = NAME.to_uppercase());
    let rows = vec![
        term("SV1", "", 0),
        term("SV9", "HK1", 20),
        early,
        university,
        lower,
        diploma("SV1", "CĐ001"),
        by_name,
        partner,
    ];
    let expected = [
        "INVALID_VALUE items[0].term",
        "ENROLLMENT_NOT_FOUND items[1].student_code",
        "DIPLOMA_BEFORE_START items[2].diploma.date",
        "AWARD_NOT_ALLOWED items[3].diploma.degree",
        "DIPLOMA_BELOW_PROGRAMME items[4].diploma.degree",
        "APPLIED 1",
        "DIPLOMA_NUMBER_TAKEN items[6].diploma.number",
        "DIPLOMA_EXISTS items[7].diploma.number",
    ];
    assert_eq!(results(&station, "1", rows).await, expected);
    let of_partner = with_diploma(diploma("SV2", "CĐ001"), |diploma| {
        diploma.institution = "Đại học Tây Bắc".to_owned();
    });
    assert_eq!(
        results(&station, "2", vec![of_partner]).await,
        ["APPLIED 1"],
        "a number is unique per awarding institution"
    );
}

#[tokio::test]
async fn the_programme_says_who_awards() {
    let (station, _) = college(&[MY]).await;
    let partner = pb::ProgrammeItem {
        awarding_institution: "Trường Đại học Tây Bắc".to_owned(),
        ..programme()
    };
    programmes(&station, "partner", vec![partner]).await;
    enroll(&station, "0", vec![row("SV1", MY)]).await;
    let university =
        with_diploma(diploma("SV1", "ĐH001"), |diploma| diploma.degree = Degree::University.into());
    assert_eq!(results(&station, "1", vec![university]).await, ["APPLIED 1"]);
    assert_eq!(completion(&station, "SV1").await.diploma.unwrap().institution, "Trường Đại học Tây Bắc");
}

#[tokio::test]
async fn a_diploma_in_error_is_taken_back_and_its_number_is_free() {
    let (station, _) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY), row("SV2", HA)]).await;
    results(&station, "1", vec![diploma("SV1", "CĐ001"), term("SV2", "HK1", 20)]).await;
    let told =
        unaward(&station, "2", vec![reversal("SV1"), reversal("SV1"), reversal("SV2"), reversal("SV9")])
            .await;
    assert_eq!(
        told,
        [
            "APPLIED 2",
            "UNCHANGED 2",
            "DIPLOMA_NOT_FOUND items[2].student_code",
            "ENROLLMENT_NOT_FOUND items[3].student_code"
        ]
    );
    assert!(completion(&station, "SV1").await.void);
    assert_eq!(results(&station, "3", vec![diploma("SV2", "CĐ001")]).await, ["APPLIED 2"]);
    assert_eq!(results(&station, "4", vec![diploma("SV1", "CĐ002")]).await, ["APPLIED 3"]);
    let state = completion(&station, "SV1").await;
    assert!(!state.void);
    assert_eq!(state.diploma.unwrap().number, "CĐ002");
}

#[tokio::test]
async fn a_second_diploma_never_overwrites_the_first() {
    let (station, _) = college(&[MY]).await;
    enroll(&station, "0", vec![row("SV1", MY)]).await;
    results(&station, "1", vec![diploma("SV1", "CĐ001")]).await;
    let first = completion(&station, "SV1").await;
    let same = |change: fn(&mut pb::DiplomaItem)| with_diploma(diploma("SV1", "CĐ001"), change);
    let others = vec![
        diploma("SV1", "CĐ002"),
        same(|diploma| diploma.date = "2021-12-21".to_owned()),
        same(|diploma| diploma.institution = "Trường Đại học Tây Bắc".to_owned()),
        same(|diploma| {
            diploma.degree = Degree::University.into();
            diploma.institution = "Trường Đại học Tây Bắc".to_owned();
        }),
        same(|diploma| diploma.register_number = "22/2021".to_owned()),
        same(|diploma| diploma.institution = NAME.to_uppercase()),
        same(|diploma| diploma.register_number.clear()),
    ];
    let refused: Vec<_> = (0..5).map(|at| format!("DIPLOMA_EXISTS items[{at}].diploma.number")).collect();
    let told = results(&station, "2", others.clone()).await;
    assert_eq!(told[..5], refused);
    assert_eq!(told[5..], ["UNCHANGED 1", "UNCHANGED 1"], "the same diploma, said with other words or fewer");
    assert_eq!(completion(&station, "SV1").await, first);
    let problem = problems(&station, "3", others).await.remove(0);
    for known in ["CĐ001", "20/12/2021", "Cao đẳng", "ReverseResults"] {
        assert!(problem.text_vi.contains(known), "{known}: {}", problem.text_vi);
    }
    // The way to put it right: take the first back, then report the other. What the picture counts follows.
    let day = |text: &str| text.parse().unwrap();
    let window =
        Window { first_day: day("2021-01-01"), achieve_by: day("2021-12-31"), cutoff: day("2021-12-31") };
    let counts =
        |state: &Completion| definitions::completed(state, &window, domain::vocabulary::Degree::College);
    assert!(counts(&first));
    assert_eq!(unaward(&station, "4", vec![reversal("SV1")]).await, ["APPLIED 2"]);
    assert!(!counts(&completion(&station, "SV1").await));
    assert_eq!(results(&station, "5", vec![diploma("SV1", "CĐ002")]).await, ["APPLIED 3"]);
    let state = completion(&station.reopen().await, "SV1").await;
    assert!(counts(&state));
    assert_eq!((state.void, state.diploma.unwrap().number.as_str()), (false, "CĐ002"));
}

#[tokio::test]
async fn a_diploma_stays_what_it_was_when_the_programme_changes() {
    let (station, _) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY), row("SV2", HA)]).await;
    results(&station, "1", vec![diploma("SV1", "CĐ001")]).await;
    let raised = pb::ProgrammeItem {
        degree: Degree::University.into(),
        awarding_institution: "Trường Đại học Tây Bắc".to_owned(),
        ..programme()
    };
    programmes(&station, "2", vec![raised]).await;
    let told = results(&station, "3", vec![diploma("SV1", "CĐ001"), diploma("SV2", "CĐ003")]).await;
    assert_eq!(told, ["UNCHANGED 1", "DIPLOMA_BELOW_PROGRAMME items[1].diploma.degree"]);
    let problem = problems(&station, "4", vec![diploma("SV2", "CĐ003")]).await.remove(0);
    assert!(problem.text_vi.contains("(Cao đẳng)") && problem.text_vi.contains("(Đại học)"), "{problem:?}");
}

#[tokio::test]
async fn terms_without_end_refuse_the_item_and_never_the_call() {
    let (station, _) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY), row("SV2", HA)]).await;
    let long = |at: u32| pb::ResultItem {
        result: "ợ".repeat(200),
        ..term("SV1", &format!("{at:03}{}", "ợ".repeat(57)), at)
    };
    // Entries grow with every term: what does not fit into one transaction any more comes in the next.
    let mut left: Vec<_> = (0..41).map(long).collect();
    let mut calls = 0;
    while left.len() > 1 {
        calls += 1;
        let mut items = left.clone();
        items.push(term("SV2", "HK1", calls));
        let told = results(&station, &format!("call {calls}"), items).await;
        let applied = told.iter().take_while(|one| one.starts_with("APPLIED")).count();
        let others = &told[applied..told.len() - 1];
        let fits = |one: &String| one.starts_with("TOO_MANY_ITEMS") || one.starts_with("INVALID_VALUE");
        assert!(applied > 0 && others.iter().all(fits), "{told:?}");
        left.drain(..applied);
        assert!(calls < 10, "{told:?}");
    }
    assert_eq!(results(&station, "last", left).await, ["INVALID_VALUE items[0].term"]);
    assert_eq!(results(&station, "again", vec![long(7)]).await, ["UNCHANGED 40"]);
    assert_eq!(completion(&station, "SV1").await.terms.len(), 40);
}
