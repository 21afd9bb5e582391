//! How answers show records: with everything, and where personal parts are withheld.

use crate::check::{cite, cited, day};
use contracts::pb::nomination::v1::NominationStatus;
use contracts::pb::training::v1::EnrollmentStatus;
use contracts::pb::types::v1 as types;
use contracts::refusal::{Reason, problem_of};
use contracts::wire::show;
use domain::date::{BirthDate, YearMonth};
use domain::ids::{AgencyId, Digest, Position, RecordId, RecordKey, Reference};
use domain::record::*;
use domain::vocabulary::{AgencyKind, Degree, Level, ScopeStatus};
use uuid::Uuid;

fn key() -> RecordKey {
    RecordKey { agency: AgencyId(Uuid::from_bytes([1; 16])), record: RecordId(Uuid::from_bytes([3; 16])) }
}

fn reference() -> Reference {
    let RecordKey { agency, record } = key();
    Reference { agency, record, revision: 1, seen: Position { epoch: 1, position: 2 } }
}

fn act() -> Act {
    Act { office: "Phòng GD&ĐT".into(), on_behalf_of: None, person: Some("Lò Thị Thử".into()) }
}

fn nomination(state: NominationState) -> Nomination {
    Nomination {
        act: act(),
        teacher: reference(),
        plan: reference(),
        target_degree: Degree::University,
        programme: String::new(),
        study_form: None,
        institution: "Trường ĐH Tây Bắc".into(),
        institution_agency: None,
        state,
        replaces: None,
        person: Some(NominationPerson {
            code: "GV-0042".into(),
            full_name: "Vàng Thị Mẫu".into(),
            birth: BirthDate::Year(1985),
            national_id: Some("012185000042".into()),
            school: "Trường TH Pa Tần".into(),
            reason: String::new(),
        }),
    }
}

fn sent() -> NominationState {
    NominationState::Sent { decision: reference(), cite: cited() }
}

fn ended(replaced: bool) -> NominationState {
    let end = NominationEnd { replaced, effective: day("2021-10-01"), decision: reference() };
    NominationState::Ended { decision: reference(), cite: cited(), end }
}

#[test]
fn nominations_show_their_state() {
    let rows = [
        (NominationState::Draft, NominationStatus::Draft, false, ""),
        (sent(), NominationStatus::Sent, true, ""),
        (ended(false), NominationStatus::Withdrawn, true, "2021-10-01"),
        (ended(true), NominationStatus::Replaced, true, "2021-10-01"),
        (NominationState::Void, NominationStatus::Void, false, ""),
    ];
    for (state, status, decided, ended_on) in rows {
        let shown = show::nomination(key(), 7, &nomination(state));
        assert_eq!((shown.status(), shown.ended_on.as_str(), shown.revision), (status, ended_on, 7));
        assert_eq!(shown.decision, decided.then(cite));
        assert_eq!(shown.teacher_code, "GV-0042");
        assert_eq!(shown.record.unwrap().record_id, key().record.to_string());
    }
    let erased = Nomination { person: None, ..nomination(sent()) };
    let shown = show::nomination(key(), 7, &erased);
    assert_eq!((shown.teacher_code.as_str(), shown.full_name.as_str()), ("", ""));
}

#[test]
fn candidates_show_a_masked_number_alone() {
    let nomination = nomination(sent());
    let candidate = show::Candidate {
        key: key(),
        nomination: &nomination,
        district: "Huyện Sìn Hồ",
        reasons: vec!["SAME_NATIONAL_ID"],
    };
    let shown = show::nominee(&candidate);
    assert_eq!(shown.national_id_masked, "********0042");
    assert_eq!(
        (shown.birth.as_str(), shown.district.as_str(), shown.in_force),
        ("1985", "Huyện Sìn Hồ", true)
    );
    assert_eq!(shown.reasons, ["SAME_NATIONAL_ID"]);
    let over = Nomination { state: ended(true), ..nomination.clone() };
    assert!(!show::nominee(&show::Candidate { nomination: &over, ..candidate }).in_force);
}

#[test]
fn enrollments_show_the_state_of_today() {
    let step = |kind| EnrollmentStep { kind, effective: day("2021-10-01") };
    let transferred = StepKind::Transferred { from: reference() };
    let rows: [(&[StepKind], EnrollmentStatus); 6] = [
        (&[], EnrollmentStatus::Studying),
        (&[transferred], EnrollmentStatus::Studying),
        (&[StepKind::Deferred, transferred], EnrollmentStatus::Deferred),
        (&[StepKind::Deferred, StepKind::Resumed], EnrollmentStatus::Studying),
        (&[StepKind::Withdrawn], EnrollmentStatus::Withdrawn),
        (&[StepKind::Resumed, StepKind::Dismissed], EnrollmentStatus::Dismissed),
    ];
    for (steps, status) in rows {
        let enrollment = Enrollment {
            act: act(),
            learner: reference(),
            nomination: Some(WitnessedReference { reference: reference(), leaf: Digest([1; 32]) }),
            class: reference(),
            begun_on: day("2021-09-06"),
            steps: steps.iter().copied().map(step).collect(),
            void: false,
            person: None,
        };
        let shown = show::enrollment(key(), 2, &enrollment, "K1", "B 1");
        assert_eq!(shown.status(), status, "{steps:?}");
        assert_eq!((shown.class_code.as_str(), shown.diploma_number.as_str()), ("K1", "B 1"));
        assert_eq!(shown.student_code, "");
        assert_eq!(shown.nomination.unwrap().agency, key().agency.to_string());
    }
}

#[test]
fn a_teacher_is_shown_with_the_school_and_without_what_was_erased() {
    let teacher = Teacher {
        act: act(),
        school: Some(reference()),
        level: Level::Primary,
        degree: Degree::College,
        teacher_training: Some(true),
        suitable: None,
        nvsp: Some(false),
        employment: domain::vocabulary::Employment::Retired,
        recruited_on: None,
        hardship_years: Some(3),
        majors_table: Some(Digest([10; 32])),
        removal: None,
        person: None,
    };
    let school =
        School { act: act(), code: "12108401".into(), name: "Trường TH Pa Tần".into(), removal: None };
    let seen = Position { epoch: 1, position: 7 };
    let whole = show::teacher(key(), (4, seen), &teacher, Some(&school));
    assert_eq!((whole.revision, whole.seen), (4, Some(seen.into())));
    let shown = whole.teacher.unwrap();
    assert_eq!((shown.school_code.as_str(), shown.school_name.as_str()), ("12108401", "Trường TH Pa Tần"));
    assert_eq!((shown.full_name.as_str(), shown.birth.as_str(), shown.sex), ("", "", 0));
    assert_eq!(shown.employment(), types::Employment::Retired);
    assert_eq!(shown.majors_table_sha256, "0a".repeat(32));
    assert_eq!(shown.hardship_years, Some(3));
}

#[test]
fn scope_lists_are_shown_and_counted_by_status() {
    let member = ScopeMember {
        teacher: key().record,
        revision: 1,
        status: ScopeStatus::NearRetirement,
        reason: domain::eligibility::Reason::Under84.code().into(),
        retirement: YearMonth::new(2025, 2).unwrap(),
        months_left: -2,
        could_be_in_scope: false,
        rank: 1,
    };
    let row = show::scope_member(&member, None);
    assert_eq!((row.retirement.as_str(), row.months_left, row.full_name.as_str()), ("2025-02", -2, ""));
    assert_eq!(row.reason_vi, domain::eligibility::Reason::Under84.vi());
    let later = ScopeMember { reason: "OF_A_LATER_VERSION".into(), ..member };
    assert_eq!(show::scope_member(&later, None).reason_vi, "");

    let mut counts = show::ScopeCounts::of(Level::Primary);
    for status in ScopeStatus::ALL {
        counts.add(status);
        counts.add(ScopeStatus::InScope);
    }
    let summary = counts.summary();
    assert_eq!(summary.level(), types::Level::Primary);
    assert_eq!((summary.teachers, summary.in_scope), (9, 6));
    assert_eq!((summary.meets_standard, summary.near_retirement, summary.undecided), (1, 1, 1));
}

#[test]
fn outcomes_keep_their_order_and_get_their_words() {
    let applied = StoredOutcome {
        code: OutcomeCode::Applied,
        record: Some(key().record),
        revision: 2,
        problems: vec![problem_of(
            Reason::NationalIdInvalid,
            "items[0].national_id",
            &[("why", "ID_NOT_DIGITS".into())],
        )],
    };
    let refused = StoredOutcome {
        code: OutcomeCode::Refused,
        record: None,
        revision: 0,
        problems: vec![problem_of(
            Reason::ClassFull,
            "items[1].class_code",
            &[("code", "K1".into()), ("capacity", "60".into())],
        )],
    };
    let shown = show::outcomes(&[applied, refused]);
    assert_eq!((shown[0].code(), shown[0].revision), (types::OutcomeCode::Applied, 2));
    assert!(shown[0].problems[0].text_vi.contains("không được lưu: Số định danh chỉ gồm chữ số"));
    assert_eq!(shown[0].problems[0].metadata["why"], "ID_NOT_DIGITS", "the code stays");
    assert_eq!((shown[1].code(), shown[1].record_id.as_str()), (types::OutcomeCode::Refused, ""));
    assert_eq!(
        shown[1].problems[0].text_vi,
        "Lớp K1 đã đủ 60 chỗ. Xếp vào lớp khác, hoặc tăng số chỗ của lớp."
    );
    let recorded = show::recorded(Position { epoch: 1, position: 9 }, true);
    assert_eq!((recorded.position.unwrap().position, recorded.repeated), (9, true));
}

#[test]
fn the_registry_shows_the_newest_name_and_the_key() {
    let dated = |name: &str, from| DatedName { name: name.into(), from };
    let agency = Agency {
        act: act(),
        kind: AgencyKind::District,
        code: "108".into(),
        code_list: "GSO".into(),
        names: vec![dated("Huyện Sìn Hồ", None), dated("Xã Sìn Hồ", Some(day("2025-07-01")))],
        signing_key: [255; 32],
        valid_from: None,
        valid_to: None,
    };
    let shown = show::agency(key().agency, &agency);
    assert_eq!((shown.name.as_str(), shown.code.as_str()), ("Xã Sìn Hồ", "108"));
    assert_eq!(shown.kind(), types::AgencyKind::District);
    assert_eq!(shown.signing_key, "f".repeat(64));
}
