//! Who stays undecided, and who of them could be in scope.

use super::tests::{below, date, facts, month};
use super::*;

#[test]
fn undecided_stands_before_near_retirement_and_cannot_be_in_scope_under_84_months() {
    let old = Facts { birth: month(1970, 1), ..facts(Level::Preschool, Degree::College) };
    let got = assess(&old, Policy::R1);
    assert_eq!((got.reason, got.months_left), (Reason::MissingTeacherTraining, 83));
    assert!(!got.could_be_in_scope);
    let one_more = assess(&Facts { birth: month(1970, 2), ..old }, Policy::R1);
    assert_eq!((one_more.status, one_more.could_be_in_scope), (ScopeStatus::Undecided, true));
    let silent = Facts { birth: month(1970, 1), ..facts(Level::Primary, Degree::Elementary) };
    let got = assess(&silent, Policy::R1);
    assert_eq!((got.reason, got.could_be_in_scope), (Reason::SilentPrimaryLowDegree, false));
    for degree in [Degree::None, Degree::Elementary, Degree::University] {
        for (number, could_be) in [(1, false), (2, true)] {
            let person = Facts { birth: month(1970, number), ..facts(Level::Primary, degree) };
            let got = assess(&person, Policy::R1);
            assert_eq!((got.status, got.could_be_in_scope), (ScopeStatus::Undecided, could_be), "{person:?}");
        }
    }
    let answered = Facts { teacher_training: Some(false), ..old };
    assert_eq!(assess(&answered, Policy::R1).reason, Reason::Under84);
}

#[test]
fn recruits_after_the_day_are_undecided_when_below_the_standard() {
    let the_day = date("2020-07-01");
    for person in below() {
        for (recruited_on, silent) in [(None, false), (Some(the_day), false), (the_day.succ_opt(), true)] {
            let got = assess(&Facts { recruited_on, ..person }, Policy::R1);
            assert_eq!(got.reason == Reason::SilentRecruitedLater, silent, "{person:?} {recruited_on:?}");
            assert!(got.could_be_in_scope);
        }
    }
    let later = Some(date("2021-02-01"));
    let meets = Facts {
        recruited_on: later,
        teacher_training: Some(true),
        ..facts(Level::Primary, Degree::University)
    };
    assert_eq!(assess(&meets, Policy::R1).status, ScopeStatus::MeetsStandard);
    let unknown = Facts { teacher_training: None, ..meets };
    assert_eq!(assess(&unknown, Policy::R1).reason, Reason::MissingAll);
    // The law names no number for this person, so its 96 months are not held against them.
    let trung_cap =
        Facts { recruited_on: later, birth: month(1970, 9), ..facts(Level::Primary, Degree::Intermediate) };
    let got = assess(&trung_cap, Policy::R1);
    assert_eq!(
        (got.reason, got.months_left, got.could_be_in_scope),
        (Reason::SilentRecruitedLater, 95, true)
    );
    let got = assess(&Facts { birth: month(1970, 1), ..trung_cap }, Policy::R1);
    assert_eq!((got.reason, got.could_be_in_scope), (Reason::SilentRecruitedLater, false));
}
