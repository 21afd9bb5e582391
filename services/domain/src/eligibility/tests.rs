//! Every vector of rules.md 1.3 and 1.4, the silences of the law, missing answers.

use super::*;

pub(super) fn date(iso: &str) -> LegalDate {
    iso.parse().unwrap()
}

pub(super) fn month(year: i32, month: u32) -> BirthDate {
    BirthDate::Month(YearMonth::new(year, month).unwrap())
}

/// A young employed woman whose three columns are empty.
pub(super) fn facts(level: Level, degree: Degree) -> Facts {
    Facts {
        level,
        degree,
        teacher_training: None,
        suitable: None,
        nvsp: None,
        sex: Sex::Female,
        birth: month(1985, 3),
        employment: Employment::Working,
        recruited_on: None,
    }
}

/// The four columns of the tables of rules.md 1.4, each certainly below the standard.
pub(super) fn below() -> [Facts; 4] {
    [
        Facts { teacher_training: Some(false), ..facts(Level::Preschool, Degree::Intermediate) },
        facts(Level::Primary, Degree::Intermediate),
        facts(Level::Primary, Degree::College),
        facts(Level::LowerSecondary, Degree::College),
    ]
}

/// Sex, birth, retirement (end of), months left; then preschool, primary with trung cấp, with cao đẳng, THCS.
const R1_TABLE: &str = "
F 1970-01-31 2027-05-31 83 out out out out
F 1970-02-01 2027-06-30 84 in  out in  in
F 1970-09-30 2028-05-31 95 in  out in  in
F 1970-10-01 2028-06-30 96 in  in  in  in
M 1965-08-31 2027-05-31 83 out out out out
M 1965-09-01 2027-06-30 84 in  out in  in
M 1966-05-31 2028-05-31 95 in  out in  in
M 1966-06-01 2028-06-30 96 in  in  in  in
F 1970       2027-05-31 83 out out out out
";

#[test]
fn the_persons_of_the_r1_table() {
    for row in R1_TABLE.lines().filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let sex = if cells[0] == "M" { Sex::Male } else { Sex::Female };
        let birth = cells[1].parse().map_or_else(|_| BirthDate::Day(date(cells[1])), BirthDate::Year);
        for (column, expected) in below().into_iter().zip(&cells[4..]) {
            let got = assess(&Facts { sex, birth, ..column }, Policy::R1);
            let inside = *expected == "in";
            let status = if inside { ScopeStatus::InScope } else { ScopeStatus::NearRetirement };
            assert_eq!((got.status, got.could_be_in_scope), (status, inside), "{row}: {column:?}");
            assert_eq!(got.retirement.last_day(), date(cells[2]), "{row}");
            assert_eq!(got.months_left.to_string(), cells[3], "{row}");
        }
    }
}

#[test]
fn the_first_birth_month_in_scope_under_every_policy() {
    // (policy, months asked, first month of men, of women): rules.md 1.4. R2's first dates are firsts of a month.
    let rows = [
        (Policy::R1, 84, (1965, 9), (1970, 2)),
        (Policy::R1, 96, (1966, 6), (1970, 10)),
        (Policy::R2, 84, (1965, 10), (1970, 3)),
        (Policy::R2, 96, (1966, 7), (1970, 11)),
        (Policy::R0, 84, (1967, 6), (1972, 6)),
        (Policy::R0, 96, (1968, 6), (1973, 6)),
    ];
    for (policy, asked, men, women) in rows {
        let degree = if asked == 96 { Degree::Intermediate } else { Degree::College };
        for (sex, (year, number)) in [(Sex::Male, men), (Sex::Female, women)] {
            let first = YearMonth::new(year, number).unwrap();
            let status = |born| {
                let person = Facts { sex, birth: BirthDate::Month(born), ..facts(Level::Primary, degree) };
                assess(&person, policy).status
            };
            let context = format!("{policy:?} {asked} {sex:?}");
            assert_eq!(status(first), ScopeStatus::InScope, "{context}");
            assert_eq!(status(first.plus_months(-1)), ScopeStatus::NearRetirement, "{context}");
            let last_day_before = BirthDate::Day(first.plus_months(-1).last_day());
            let person = Facts { sex, birth: last_day_before, ..facts(Level::Primary, degree) };
            assert_eq!(assess(&person, policy).status, ScopeStatus::NearRetirement, "{context}");
        }
    }
}

#[test]
fn months_left_count_to_the_end_of_the_month_and_may_be_negative() {
    let rows = [
        (Policy::R1, (2027, 6), 84),
        (Policy::R1, (2028, 6), 96),
        (Policy::R1, (2020, 7), 1),
        (Policy::R1, (2020, 6), 0),
        (Policy::R1, (2020, 5), -1),
        (Policy::R0, (2027, 6), 84),
        (Policy::R2, (2027, 6), 83),
        (Policy::R2, (2020, 7), 0),
        (Policy::R2, (2020, 6), -1),
        (Policy::R2, (2010, 6), -121),
    ];
    for (policy, (year, number), expected) in rows {
        let retirement = YearMonth::new(year, number).unwrap();
        assert_eq!(policy.months_left(retirement), expected, "{policy:?} {retirement}");
    }
}

/// Level, degree, the three answers (teacher training, suitable, certificate; ? is empty), reason; months enough.
const ANSWERED: &str = "
PRESCHOOL COLLEGE ynn TEACHER_TRAINING_DEGREE
PRESCHOOL UNIVERSITY ynn TEACHER_TRAINING_DEGREE
PRESCHOOL COLLEGE nyy AT_LEAST_84_MONTHS
PRESCHOOL UNIVERSITY nyy AT_LEAST_84_MONTHS
PRESCHOOL DOCTOR nyy AT_LEAST_84_MONTHS
PRESCHOOL INTERMEDIATE yyy AT_LEAST_84_MONTHS
PRESCHOOL NONE nnn AT_LEAST_84_MONTHS
PRIMARY UNIVERSITY ynn TEACHER_TRAINING_DEGREE
PRIMARY MASTER ynn TEACHER_TRAINING_DEGREE
PRIMARY UNIVERSITY nyy SUITABLE_DEGREE_WITH_NVSP
PRIMARY DOCTOR nyy SUITABLE_DEGREE_WITH_NVSP
PRIMARY UNIVERSITY nyn LAW_SILENT_PRIMARY_UNIVERSITY
PRIMARY UNIVERSITY nny LAW_SILENT_PRIMARY_UNIVERSITY
PRIMARY MASTER nnn LAW_SILENT_PRIMARY_UNIVERSITY
PRIMARY COLLEGE yyy AT_LEAST_84_MONTHS
PRIMARY INTERMEDIATE yyy AT_LEAST_96_MONTHS
PRIMARY ELEMENTARY yyy LAW_SILENT_PRIMARY_BELOW_INTERMEDIATE
PRIMARY NONE nnn LAW_SILENT_PRIMARY_BELOW_INTERMEDIATE
LOWER_SECONDARY UNIVERSITY ynn TEACHER_TRAINING_DEGREE
LOWER_SECONDARY MASTER nyy SUITABLE_DEGREE_WITH_NVSP
LOWER_SECONDARY UNIVERSITY nyn AT_LEAST_84_MONTHS
LOWER_SECONDARY UNIVERSITY nny AT_LEAST_84_MONTHS
LOWER_SECONDARY COLLEGE yyy AT_LEAST_84_MONTHS
LOWER_SECONDARY NONE nnn AT_LEAST_84_MONTHS
";

/// As [`ANSWERED`]. At the higher levels two ways lead to the standard; at preschool the certificate opens none, so only
/// the first column can decide.
const MISSING: &str = "
LOWER_SECONDARY UNIVERSITY ??? MISSING_TEACHER_TRAINING_SUITABLE_NVSP
LOWER_SECONDARY UNIVERSITY ?n? MISSING_TEACHER_TRAINING
LOWER_SECONDARY UNIVERSITY ??n MISSING_TEACHER_TRAINING
LOWER_SECONDARY UNIVERSITY ?y? MISSING_TEACHER_TRAINING_NVSP
LOWER_SECONDARY UNIVERSITY ??y MISSING_TEACHER_TRAINING_SUITABLE
LOWER_SECONDARY UNIVERSITY ?yy SUITABLE_DEGREE_WITH_NVSP
LOWER_SECONDARY UNIVERSITY y?? TEACHER_TRAINING_DEGREE
LOWER_SECONDARY UNIVERSITY n?? MISSING_SUITABLE_NVSP
LOWER_SECONDARY UNIVERSITY ny? MISSING_NVSP
LOWER_SECONDARY UNIVERSITY n?y MISSING_SUITABLE
LOWER_SECONDARY UNIVERSITY nn? AT_LEAST_84_MONTHS
LOWER_SECONDARY UNIVERSITY n?n AT_LEAST_84_MONTHS
LOWER_SECONDARY COLLEGE ??? AT_LEAST_84_MONTHS
PRIMARY UNIVERSITY ?nn MISSING_TEACHER_TRAINING
PRIMARY UNIVERSITY nn? LAW_SILENT_PRIMARY_UNIVERSITY
PRIMARY INTERMEDIATE ??? AT_LEAST_96_MONTHS
PRIMARY ELEMENTARY ??? LAW_SILENT_PRIMARY_BELOW_INTERMEDIATE
PRESCHOOL COLLEGE ??? MISSING_TEACHER_TRAINING
PRESCHOOL UNIVERSITY ?yy MISSING_TEACHER_TRAINING
PRESCHOOL INTERMEDIATE ??? AT_LEAST_84_MONTHS
";

#[test]
fn the_standard_and_the_columns_that_decide() {
    let mut rows = 0;
    for row in ANSWERED.lines().chain(MISSING.lines()).filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split(' ').collect();
        let level = Level::ALL.into_iter().find(|level| level.code() == cells[0]).unwrap();
        let degree = Degree::ALL.into_iter().find(|degree| degree.code() == cells[1]).unwrap();
        let answers: Vec<Option<bool>> =
            cells[2].chars().map(|answer| (answer != '?').then_some(answer == 'y')).collect();
        let (teacher_training, suitable, nvsp) = (answers[0], answers[1], answers[2]);
        let got = assess(&Facts { teacher_training, suitable, nvsp, ..facts(level, degree) }, Policy::R1);
        assert_eq!(got.reason.code(), cells[3], "{row}");
        let open = matches!(got.status, ScopeStatus::Undecided | ScopeStatus::InScope);
        assert_eq!(got.could_be_in_scope, open, "{row}");
        rows += 1;
    }
    assert_eq!(rows, 44);
}

#[test]
fn whoever_is_not_employed_is_judged_no_further() {
    for employment in Employment::ALL {
        for level in Level::ALL {
            let person = Facts { employment, ..facts(level, Degree::Intermediate) };
            let got = assess(&person, Policy::R1);
            assert_eq!(got.status == ScopeStatus::NotEmployed, !employment.is_employed(), "{employment:?}");
            assert_eq!(got.could_be_in_scope, employment.is_employed());
            assert_eq!(got.months_left, assess(&facts(level, Degree::Intermediate), Policy::R1).months_left);
        }
    }
}

#[test]
fn codes_are_unique_and_every_missing_column_is_named() {
    for (place, reason) in Reason::ALL.into_iter().enumerate() {
        assert_eq!(Reason::from_code(reason.code()), Some(reason));
        assert!(
            Reason::ALL[..place].iter().all(|other| other.vi() != reason.vi() && other.en() != reason.en())
        );
        let columns = [
            ("TEACHER_TRAINING", "“Ngành đào tạo giáo viên”"),
            ("SUITABLE", "“Ngành phù hợp”"),
            ("NVSP", "“CC NVSP”"),
        ];
        for (code, column) in columns {
            let named = reason.code().starts_with("MISSING") && reason.code().contains(code);
            assert_eq!(reason.vi().contains(column), named, "{reason:?}");
            assert_eq!(reason.en().contains(column), named, "{reason:?}");
        }
    }
    assert_eq!(Reason::from_code("missing_suitable"), None);
    for policy in Policy::ALL {
        assert_eq!(Policy::from_id(policy.id()), Some(policy));
        assert!(policy.text_vi().starts_with(policy.id()) && policy.text_en().starts_with(policy.id()));
    }
    assert_eq!(Policy::from_id("R3"), None);
    assert_eq!(Policy::default(), Policy::R1);
}
