//! The predicates at their borders; the figures made of them are tested with the picture.

use super::*;
use crate::date::LegalDate;
use crate::ids::{AgencyId, Position, RecordId, Reference};
use crate::record::{Act, Diploma, DocumentCite};
use uuid::Uuid;

fn day(text: &str) -> LegalDate {
    LegalDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn reference() -> Reference {
    Reference {
        agency: AgencyId(Uuid::from_u128(1)),
        record: RecordId(Uuid::from_u128(1)),
        revision: 1,
        seen: Position { epoch: 1, position: 1 },
    }
}

fn act() -> Act {
    Act { office: String::new(), on_behalf_of: None, person: None }
}

fn window(cutoff: &str) -> Window {
    Window { first_day: day("2021-01-01"), achieve_by: day("2021-12-31"), cutoff: day(cutoff) }
}

fn nomination(number: &str, date: &str, end: Option<&str>) -> Nomination {
    let cite = DocumentCite { authority: String::new(), number: number.to_owned(), date: day(date) };
    let decision = reference();
    let state = match end {
        None => NominationState::Sent { decision, cite },
        Some(effective) => NominationState::Ended {
            decision,
            cite,
            end: NominationEnd { replaced: true, effective: day(effective), decision },
        },
    };
    Nomination {
        act: act(),
        teacher: reference(),
        plan: reference(),
        target_degree: Degree::College,
        programme: String::new(),
        study_form: None,
        institution: String::new(),
        institution_agency: None,
        state,
        replaces: None,
        person: None,
    }
}

#[test]
fn where_a_nomination_stands() {
    use Standing::{AfterCutoff, AfterPlan, BeforePlan, Draft, Ended, InForce};
    let table = [
        ("45/QĐ", "2020-12-31", None, "2021-12-31", BeforePlan),
        ("45/QĐ", "2021-01-01", None, "2021-12-31", InForce),
        ("45/QĐ", "2021-12-31", None, "2021-12-31", InForce),
        ("45/QĐ", "2021-12-31", None, "2022-06-30", InForce),
        ("45/QĐ", "2022-01-01", None, "2022-06-30", AfterPlan),
        ("45/QĐ", "2022-01-01", None, "2021-06-30", AfterPlan),
        ("45/QĐ", "2021-07-01", None, "2021-06-30", AfterCutoff),
        ("45/QĐ", "2021-03-01", Some("2021-12-31"), "2021-12-31", Ended),
        ("45/QĐ", "2021-03-01", Some("2022-01-01"), "2021-12-31", InForce),
        // D stays the plan's date, so an end after it does not subtract at a later cut-off either.
        ("45/QĐ", "2021-03-01", Some("2022-01-01"), "2022-06-30", InForce),
        ("45/QĐ", "2021-03-01", Some("2021-07-01"), "2021-06-30", InForce),
        ("", "2021-03-01", None, "2021-12-31", Draft),
    ];
    for (number, date, end, cutoff, expected) in table {
        let got = standing(&nomination(number, date, end), &window(cutoff));
        assert_eq!(got, expected, "{number:?} {date} {end:?} at {cutoff}");
    }
    for (state, expected) in [(NominationState::Draft, Draft), (NominationState::Void, Standing::Void)] {
        let nomination = Nomination { state, ..nomination("45/QĐ", "2021-03-01", None) };
        assert_eq!(standing(&nomination, &window("2021-12-31")), expected);
    }
}

#[test]
fn sent_asks_for_the_degree_too() {
    let nomination = nomination("45/QĐ", "2021-03-01", None);
    assert!(sent(&nomination, &window("2021-12-31"), Degree::College));
    assert!(!sent(&nomination, &window("2021-12-31"), Degree::University));
}

#[test]
fn a_diploma_needs_a_number_and_a_date_by_the_cut_off() {
    let table = [
        ("B1", "2024-06-30", "2024-06-30", false, Some(Degree::University)),
        ("B1", "2024-07-01", "2024-06-30", false, None),
        (" ", "2024-06-30", "2024-06-30", false, None),
        ("B1", "2024-06-30", "2024-06-30", true, None),
    ];
    for (number, date, cutoff, void, expected) in table {
        let completion = Completion {
            act: act(),
            enrollment: reference(),
            nomination: None,
            terms: Vec::new(),
            diploma: Some(Diploma {
                degree: Degree::University,
                number: number.to_owned(),
                register_number: String::new(),
                date: day(date),
                institution: String::new(),
            }),
            void,
            person: None,
        };
        assert_eq!(diploma(&completion, &window(cutoff)), expected, "{number:?} {date} {void}");
        assert_eq!(completed(&completion, &window(cutoff), Degree::University), expected.is_some());
        assert!(!completed(&completion, &window(cutoff), Degree::Master));
    }
}

#[test]
fn only_in_scope_is_in_scope() {
    let counted: Vec<_> = ScopeStatus::ALL.into_iter().filter(|status| in_scope(*status)).collect();
    assert_eq!(counted, [ScopeStatus::InScope]);
}

#[test]
fn definitions_have_words_and_a_version() {
    let names: Vec<_> = DEFINITIONS.iter().map(|definition| definition.name).collect();
    assert_eq!(names, ["in_scope@1", "sent@1", "enrolled@1", "completed@1"]);
    assert!(
        DEFINITIONS.iter().all(|definition| definition.text_vi.len() > 50 && definition.text_en.len() > 50)
    );
}
