//! Plans, freezes, rulings.

use crate::check::{day, each_alone, faults, good, reference};
use contracts::pb::plan::v1 as wire;
use contracts::pb::types::v1 as types;
use contracts::wire::{FreezeScopeInput, PlanInput, RulingInput, one};
use domain::eligibility::Policy;
use domain::ids::Digest;
use domain::vocabulary::{Degree, Level};

fn plan() -> wire::Plan {
    wire::Plan {
        plan_id: "LC-2021".into(),
        version: 1,
        year: 2021,
        title: "Kế hoạch năm 2021".into(),
        number: String::new(),
        date: String::new(),
        legal_basis: "Nghị định 71/2020/NĐ-CP".into(),
        first_day: "2021-01-01".into(),
        achieve_by: "2021-12-31".into(),
        report_before: "2021-11-01".into(),
        review_date: "2021-01-01".into(),
        policy: "R1".into(),
        targets: vec![
            target(types::Level::Preschool, 11, 13),
            target(types::Level::Primary, 0, 0),
            target(types::Level::LowerSecondary, 0, 100),
        ],
        district_codes: vec!["105".into(), "108".into()],
        issued: true,
    }
}

fn target(level: types::Level, low_percent: u32, high_percent: u32) -> wire::Target {
    wire::Target {
        level: level.into(),
        low_percent,
        high_percent,
        min_degree: types::Degree::University.into(),
    }
}

#[test]
fn a_plan_is_read_field_by_field() {
    let input = good::<PlanInput>(plan());
    assert_eq!((input.version, input.year, input.policy, input.issued), (1, 2021, Policy::R1, true));
    assert_eq!(
        (input.date, input.achieve_by, input.report_before),
        (None, day("2021-12-31"), day("2021-11-01"))
    );
    assert_eq!(input.targets[0].level, Level::Preschool);
    assert_eq!((input.targets[0].low_percent, input.targets[0].high_percent), (11, 13));
    assert_eq!(input.targets[2].min_degree, Degree::University);
    assert_eq!(input.district_codes, ["105", "108"]);
}

#[test]
fn each_rule_of_a_plan_names_its_field() {
    each_alone::<PlanInput>(
        &plan(),
        &[
            (|p| p.plan_id.clear(), "plan_id REQUIRED"),
            (|p| p.version = 0, "version REQUIRED"),
            (|p| p.year = 2019, "year OUT_OF_RANGE"),
            (|p| p.title = "x".repeat(501), "title TOO_LONG"),
            (|p| p.number = "x".repeat(61), "number TOO_LONG"),
            (|p| p.date = "x".into(), "date NOT_A_DATE"),
            (|p| p.legal_basis.clear(), "legal_basis REQUIRED"),
            (|p| p.first_day.clear(), "first_day REQUIRED"),
            (|p| p.achieve_by = "2020-12-31".into(), "achieve_by WRONG_ORDER"),
            (|p| p.report_before.clear(), "report_before REQUIRED"),
            (|p| p.review_date.clear(), "review_date REQUIRED"),
            (|p| p.policy = "R3".into(), "policy NOT_OF_THE_LIST"),
            (|p| p.targets.clear(), "targets REQUIRED"),
            (|p| p.targets.push(p.targets[0]), "targets WRONG_COUNT"),
            (|p| p.targets[1].level = p.targets[0].level, "targets[1] REPEATED"),
            (|p| p.targets[0].low_percent = 101, "targets[0].low_percent OUT_OF_RANGE"),
            (|p| p.targets[0].high_percent = 10, "targets[0].high_percent OUT_OF_RANGE"),
            (|p| p.targets[0].min_degree = 0, "targets[0].min_degree REQUIRED"),
            (|p| p.district_codes.clear(), "district_codes REQUIRED"),
            (|p| p.district_codes[1] = String::new(), "district_codes[1] REQUIRED"),
            (|p| p.district_codes.push("105".into()), "district_codes[2] REPEATED"),
            (|p| p.district_codes = vec!["105".into(); 61], "district_codes WRONG_COUNT"),
        ],
    );
    assert_eq!(one::<PlanInput>("plan", None).unwrap_err()[0].field, "plan");
}

#[test]
fn freezes_name_their_districts() {
    let request = wire::FreezeScopeRequest {
        request_id: String::new(),
        acted_by: None,
        plan_id: "LC-2021".into(),
        district_codes: vec!["108".into()],
        document: String::new(),
        refreeze_reason: String::new(),
    };
    assert_eq!(good::<FreezeScopeInput>(request.clone()).district_codes, ["108"]);
    assert_eq!(good::<FreezeScopeInput>(request.clone()).refreeze_reason, None);
    let again = wire::FreezeScopeRequest { refreeze_reason: " Huyện sửa ".into(), ..request.clone() };
    assert_eq!(good::<FreezeScopeInput>(again).refreeze_reason.as_deref(), Some("Huyện sửa"));
    each_alone::<FreezeScopeInput>(
        &request,
        &[
            (|f| f.plan_id.clear(), "plan_id REQUIRED"),
            (|f| f.district_codes.clear(), "district_codes REQUIRED"),
            (|f| f.document = "x".repeat(201), "document TOO_LONG"),
            (|f| f.refreeze_reason = "x".repeat(1_001), "refreeze_reason TOO_LONG"),
        ],
    );
}

fn ruling() -> wire::RulingItem {
    let mut other = reference();
    other.agency = other.agency.replace('1', "2");
    wire::RulingItem {
        break_id: "0b".repeat(32),
        persons: vec![reference(), other.clone()],
        same_person: true,
        counts_in: Some(other),
        document: String::new(),
        reason: "Đã chuyển huyện".into(),
    }
}

#[test]
fn a_ruling_says_in_which_row_one_person_counts() {
    let input = good::<RulingInput>(ruling());
    assert_eq!(input.break_id, Digest([0x0b; 32]));
    assert_eq!(input.counts_in, Some(input.persons[1]));
    let different = wire::RulingItem { same_person: false, counts_in: None, ..ruling() };
    assert_eq!(good::<RulingInput>(different).counts_in, None);
}

#[test]
fn each_rule_of_a_ruling_names_its_field() {
    each_alone::<RulingInput>(
        &ruling(),
        &[
            (|r| r.break_id.clear(), "break_id REQUIRED"),
            (|r| r.break_id = "0b".into(), "break_id NOT_A_DIGEST"),
            (|r| r.counts_in = None, "counts_in REQUIRED"),
            (|r| r.same_person = false, "counts_in NOT_EXPECTED"),
            (
                |r| r.counts_in.as_mut().unwrap().record_id = r.break_id[..8].into(),
                "counts_in.record_id NOT_AN_ID",
            ),
            (
                |r| {
                    r.counts_in.as_mut().unwrap().agency =
                        r.counts_in.as_ref().unwrap().agency.replace('2', "3")
                },
                "counts_in NOT_OF_THE_LIST",
            ),
            (|r| r.document = "x".repeat(201), "document TOO_LONG"),
            (|r| r.reason.clear(), "reason REQUIRED"),
        ],
    );
    let once = wire::RulingItem { persons: vec![reference()], ..ruling() };
    assert_eq!(faults::<RulingInput>(once), ["items[0].persons WRONG_COUNT"]);
    let twice = wire::RulingItem { persons: vec![reference(), reference()], ..ruling() };
    assert_eq!(faults::<RulingInput>(twice), ["items[0].persons[1] REPEATED"]);
}

#[test]
fn a_plan_that_was_taken_is_shown_as_it_came() {
    let input = good::<PlanInput>(plan());
    let recorded = domain::record::Plan {
        act: domain::record::Act { office: "Sở GD&ĐT".into(), on_behalf_of: None, person: None },
        plan_id: input.plan_id,
        version: input.version,
        year: input.year,
        title: input.title,
        number: input.number,
        date: input.date,
        legal_basis: input.legal_basis,
        first_day: input.first_day,
        achieve_by: input.achieve_by,
        report_before: input.report_before,
        review_date: input.review_date,
        policy: input.policy.id().to_owned(),
        targets: input.targets,
        units: Vec::new(),
        issued: input.issued,
    };
    assert_eq!(contracts::wire::show::plan(&recorded, input.district_codes), plan());
}
