//! What is asked of rosters, plans and the picture.

use crate::check::{day, reference};
use contracts::pb::{plan, progress, roster, types::v1 as types};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{
    DrawScopeInput, ListTeachersInput, PlanQuery, ProgressInput, ScopeMembersInput, whole,
};
use domain::date::Instant;
use domain::vocabulary::{Level, ScopeStatus};

fn at<T: std::fmt::Debug>(refused: Result<T, Refusal>) -> String {
    let refusal = refused.unwrap_err();
    assert_eq!(refusal.reason, Reason::InvalidValue);
    refusal.field.unwrap()
}

#[test]
fn lists_are_narrowed_by_level_and_codes() {
    let request = roster::v1::ListTeachersRequest {
        level: types::Level::Primary.into(),
        codes: vec!["GV-1".into()],
        ..Default::default()
    };
    let asked = whole::<ListTeachersInput>(request.clone()).unwrap();
    assert_eq!((asked.level, asked.codes.len()), (Some(Level::Primary), 1));
    assert_eq!(whole::<ListTeachersInput>(roster::v1::ListTeachersRequest::default()).unwrap().level, None);
    let many = roster::v1::ListTeachersRequest { codes: vec!["GV".into(); 201], ..request.clone() };
    assert_eq!(at(whole::<ListTeachersInput>(many)), "codes");
    let empty = roster::v1::ListTeachersRequest { codes: vec![String::new()], ..request };
    assert_eq!(at(whole::<ListTeachersInput>(empty)), "codes[0]");
}

#[test]
fn members_are_of_a_plan_and_a_level() {
    let request = roster::v1::ListScopeMembersRequest {
        plan_id: "LC-2021".into(),
        level: types::Level::Preschool.into(),
        status: types::ScopeStatus::Undecided.into(),
        ..Default::default()
    };
    let asked = whole::<ScopeMembersInput>(request.clone()).unwrap();
    assert_eq!((asked.level, asked.status), (Level::Preschool, Some(ScopeStatus::Undecided)));
    let levelless = roster::v1::ListScopeMembersRequest { level: 0, ..request };
    assert_eq!(at(whole::<ScopeMembersInput>(levelless)), "level");
}

#[test]
fn a_plan_is_named_by_its_id() {
    let named = plan::v1::GetPlanRequest { plan_id: " LC-2021 ".into() };
    assert_eq!(whole::<PlanQuery>(named).unwrap().plan_id, "LC-2021");
    assert_eq!(at(whole::<PlanQuery>(plan::v1::GetPlanRequest::default())), "plan_id");
    assert_eq!(at(whole::<DrawScopeInput>(roster::v1::DrawScopeListsRequest::default())), "plan_id");
}

#[test]
fn a_table_has_defaults_for_everything() {
    let asked = whole::<ProgressInput>(progress::v1::GetProgressRequest::default()).unwrap();
    assert_eq!((asked.plan_id, asked.cutoff, asked.as_of, asked.at_least.len()), (None, None, None, 0));
    let request = progress::v1::GetProgressRequest {
        plan_id: "LC-2021".into(),
        cutoff: "2021-06-30".into(),
        as_of: 1_640_000_000_000,
        at_least: vec![progress::v1::FoldedSize { agency: reference().agency, epoch: 1, size: 0 }],
        with_names: true,
    };
    let asked = whole::<ProgressInput>(request.clone()).unwrap();
    assert!(asked.with_names);
    assert_eq!((asked.cutoff, asked.as_of), (Some(day("2021-06-30")), Some(Instant(1_640_000_000_000))));
    assert_eq!(asked.at_least[0].agency.to_string(), reference().agency);

    let mut bad = request;
    bad.at_least[0].epoch = 0;
    assert_eq!(at(whole::<ProgressInput>(bad.clone())), "at_least[0].epoch");
    bad.as_of = -1;
    assert_eq!(at(whole::<ProgressInput>(bad)), "as_of");
}
