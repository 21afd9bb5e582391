//! Results and diplomas, every state against every command.

use super::*;
use crate::date::LegalDate;
use crate::ids::{AgencyId, Position, RecordId, Reference};
use crate::vocabulary::Degree;
use uuid::Uuid;

fn reference() -> Reference {
    Reference {
        agency: AgencyId(Uuid::from_u128(3)),
        record: RecordId(Uuid::from_u128(1)),
        revision: 1,
        seen: Position { epoch: 1, position: 1 },
    }
}

fn act(office: &str) -> Act {
    Act { office: office.to_owned(), on_behalf_of: None, person: None }
}

fn enrollment(void: bool) -> Enrollment {
    Enrollment {
        act: act("before"),
        learner: reference(),
        nomination: None,
        class: reference(),
        begun_on: LegalDate::from_ymd_opt(2021, 9, 5).unwrap(),
        steps: Vec::new(),
        void,
        person: None,
    }
}

fn completion() -> Completion {
    Completion {
        act: act("before"),
        enrollment: reference(),
        nomination: None,
        terms: Vec::new(),
        diploma: None,
        void: false,
        person: None,
    }
}

fn term(name: &str, credits: u32) -> TermResult {
    TermResult { term: name.to_owned(), credits, result: "Khá".to_owned() }
}

fn diploma(year: i32, month: u32, day: u32) -> Diploma {
    Diploma {
        degree: Degree::College,
        number: "B1".to_owned(),
        register_number: String::new(),
        date: LegalDate::from_ymd_opt(year, month, day).unwrap(),
        institution: String::new(),
    }
}

fn changed(change: Result<Change<Completion>, NotAllowed>) -> Completion {
    match change {
        Ok(Change::Changed(next)) => next,
        other => panic!("not changed: {other:?}"),
    }
}

#[test]
fn terms_stay_ascending_and_the_newest_report_of_a_term_holds() {
    let open = enrollment(false);
    let mut state = completion();
    for (name, credits) in [("HK2", 30), ("HK1", 15), ("HK1", 16)] {
        state = changed(report(&open, &state, Some(term(name, credits)), None, act("x")));
    }
    assert_eq!(state.terms, [term("HK1", 16), term("HK2", 30)]);
    assert_eq!(report(&open, &state, Some(term("HK1", 16)), None, act("y")), Ok(Change::Unchanged));
}

#[test]
fn a_diploma_is_not_older_than_the_study() {
    let open = enrollment(false);
    let at = |day| report(&open, &completion(), None, Some(diploma(2021, 9, day)), act("x"));
    assert_eq!(at(4), Err(NotAllowed::DiplomaBeforeStart));
    assert_eq!(changed(at(5)).diploma, Some(diploma(2021, 9, 5)));
    let void = report(&enrollment(true), &completion(), None, Some(diploma(2024, 6, 1)), act("x"));
    assert_eq!(void, Err(NotAllowed::Void));
}

#[test]
fn a_diploma_can_be_taken_back_and_awarded_again() {
    let open = enrollment(false);
    assert_eq!(reverse(&completion(), act("x")), Err(NotAllowed::NoDiploma));
    let awarded = changed(report(&open, &completion(), None, Some(diploma(2024, 6, 1)), act("x")));
    let void = changed(reverse(&awarded, act("x")));
    assert!(void.void);
    assert_eq!(reverse(&void, act("x")), Ok(Change::Unchanged));
    // What was taken back does not come back by itself.
    let results = changed(report(&open, &void, Some(term("HK1", 15)), None, act("x")));
    assert_eq!((results.void, results.diploma), (false, None));
    let again = changed(report(&open, &void, None, Some(diploma(2024, 7, 1)), act("x")));
    assert_eq!((again.void, again.diploma), (false, Some(diploma(2024, 7, 1))));
}

#[test]
fn a_diploma_that_stands_gives_way_to_no_other() {
    let open = enrollment(false);
    let first = Diploma { institution: "Trường Cao đẳng Lai Châu".to_owned(), ..diploma(2024, 6, 1) };
    let awarded = changed(report(&open, &completion(), None, Some(first.clone()), act("x")));
    assert_eq!(standing(&awarded), Some(&first));
    let again = |given: Diploma| report(&open, &awarded, None, Some(given), act("y"));
    let others = [
        Diploma { number: "B2".to_owned(), ..first.clone() },
        Diploma { date: diploma(2024, 6, 2).date, ..first.clone() },
        Diploma { degree: Degree::University, ..first.clone() },
        Diploma { institution: "Trường Đại học Tây Bắc".to_owned(), ..first.clone() },
    ];
    for other in others {
        assert_eq!(again(other), Err(NotAllowed::DiplomaExists));
    }
    assert_eq!(again(first.clone()), Ok(Change::Unchanged));
    let silent = Diploma { institution: String::new(), ..first.clone() };
    assert_eq!(again(silent), Ok(Change::Unchanged), "what a report leaves out it does not deny");
    let filled = Diploma { register_number: "21/2024".to_owned(), ..first };
    let registered = changed(again(filled.clone()));
    assert_eq!(registered.diploma, Some(filled.clone()), "what was not known before is filled in");
    let other = Diploma { register_number: "22/2024".to_owned(), ..filled };
    let refused = report(&open, &registered, None, Some(other), act("y"));
    assert_eq!(refused, Err(NotAllowed::DiplomaExists));
    let void = changed(reverse(&awarded, act("x")));
    assert_eq!(standing(&void), None);
    let second = diploma(2024, 7, 1);
    assert_eq!(changed(report(&open, &void, None, Some(second.clone()), act("x"))).diploma, Some(second));
}
