//! Records of the Sở GD&ĐT.

use super::{act, agency, day, digest, reference, witnessed};
use domain::record::*;
use domain::vocabulary::{AgencyKind, Degree, Level};

pub(super) fn all() -> Vec<State> {
    vec![
        State::Agency(Agency {
            act: act(),
            kind: AgencyKind::District,
            code: "108".into(),
            code_list: "GSO".into(),
            names: vec![
                DatedName { name: "Huyện Sìn Hồ".into(), from: None },
                DatedName { name: "Xã Sìn Hồ".into(), from: Some(day("2025-07-01")) },
            ],
            signing_key: [11; 32],
            valid_from: Some(day("2004-01-01")),
            valid_to: Some(day("2025-06-30")),
        }),
        State::Plan(plan()),
        State::ScopeFrozen(ScopeFrozen {
            act: act(),
            plan: witnessed(20),
            district: agency(1),
            level: Level::Primary,
            lists: vec![witnessed(21), witnessed(22)],
            in_scope: 35,
            policy: "R1".into(),
            document: "Biên bản 12/BB-SGDĐT ngày 15/03/2021".into(),
            reason: Some("Huyện sửa trình độ một giáo viên".into()),
        }),
        State::Ruling(Ruling {
            act: act(),
            break_id: digest(40),
            persons: vec![reference(3), reference(43)],
            counts_in: Some(reference(43)),
            document: "88/SGDĐT-TCCB".into(),
            removal: Some(Removal::EnteredInError),
            reason: Some("Giáo viên đã chuyển về Phong Thổ".into()),
        }),
    ]
}

fn plan() -> Plan {
    Plan {
        act: act(),
        plan_id: "LC-2021".into(),
        version: 1,
        year: 2021,
        title: "Kế hoạch nâng trình độ chuẩn năm 2021".into(),
        number: "1234/KH-UBND".into(),
        date: Some(day("2021-03-01")),
        legal_basis: "Nghị định 71/2020/NĐ-CP".into(),
        first_day: day("2021-01-01"),
        achieve_by: day("2021-12-31"),
        report_before: day("2021-11-01"),
        review_date: day("2021-01-01"),
        policy: "R1".into(),
        targets: vec![PlanTarget {
            level: Level::Preschool,
            low_percent: 11,
            high_percent: 13,
            min_degree: Degree::College,
        }],
        units: vec![agency(1), agency(2)],
        issued: true,
    }
}
