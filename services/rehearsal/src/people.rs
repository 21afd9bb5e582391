//! Teachers, put together so that the rule says of each what is wanted: candidates are drawn and judged until one fits.

pub(crate) mod claims;
pub(crate) mod draw;
pub(crate) mod identity;

use crate::dice::Dice;
use crate::land::{DISTRICTS, District, YesNo};
use crate::majors::Major;
use crate::plan_file::PlanFile;
use crate::scale::Scale;
use crate::steer::{RowPlan, plan_rows};
use domain::date::{BirthDate, LegalDate};
use domain::eligibility::{Facts, Policy};
use domain::vocabulary::{Degree, Employment, Level, ScopeStatus, Sex};
use draw::{Kind, Maker};
use identity::Number;

/// What is wrong with a row that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The birth date is no day.
    BirthDate(&'static str),
    /// The degree is on no list.
    Degree(&'static str),
}

/// The three yes/no columns as written: Ngành đào tạo giáo viên, Ngành phù hợp, CC NVSP.
pub(crate) type YesNoCells = [Option<bool>; 3];

/// One row of a roster, as it is meant.
#[derive(Debug, Clone)]
pub(crate) struct Teacher {
    /// Mã GV.
    pub(crate) code: String,
    /// Full name, NFC.
    pub(crate) name: String,
    /// National number, if the file has one.
    pub(crate) number: Option<Number>,
    /// Index among the district's schools.
    pub(crate) school: usize,
    /// Chuyên ngành.
    pub(crate) major: Major,
    /// The yes/no columns of the file.
    pub(crate) written: YesNoCells,
    /// What the rule is asked: the file's answers, completed by the district's majors table.
    pub(crate) facts: Facts,
    /// Số năm vùng ĐBKK.
    pub(crate) hardship: Option<u32>,
    /// What the rule says.
    pub(crate) status: ScopeStatus,
    /// Whether an undecided person may be in scope.
    pub(crate) could_be_in_scope: bool,
    /// Months of service left.
    pub(crate) months_left: i32,
    /// Set on a row that cannot be read; nobody counts it.
    pub(crate) flaw: Option<Flaw>,
}

impl Teacher {
    /// The level taught.
    pub(crate) const fn level(&self) -> Level {
        self.facts.level
    }

    /// Whether the row is read and the person in scope.
    pub(crate) fn in_scope(&self) -> bool {
        self.flaw.is_none() && self.status == ScopeStatus::InScope
    }
}

/// One school.
#[derive(Debug, Clone)]
pub(crate) struct School {
    /// Mã trường, eight digits with a leading zero.
    pub(crate) code: String,
    /// Tên trường.
    pub(crate) name: String,
}

/// A district's people.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    /// Which district.
    pub(crate) district: &'static District,
    /// Its schools.
    pub(crate) schools: Vec<School>,
    /// Its teachers, by level and school, as the roster lists them.
    pub(crate) teachers: Vec<Teacher>,
}

/// The province before the year begins.
#[derive(Debug)]
pub(crate) struct Province {
    /// How service left is counted.
    pub(crate) policy: Policy,
    /// What is planned for the 24 rows.
    pub(crate) rows: Vec<RowPlan>,
    /// The districts' people, in the order of [`DISTRICTS`].
    pub(crate) staff: Vec<Staff>,
    /// Who claims whom.
    pub(crate) claims: claims::Claims,
}

impl Province {
    /// A teacher by district and place on its roster.
    pub(crate) fn teacher(&self, who: Who) -> Option<&Teacher> {
        self.staff.get(who.district)?.teachers.get(who.teacher)
    }
}

/// A teacher by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Who {
    /// Index in [`DISTRICTS`].
    pub(crate) district: usize,
    /// Index in the district's teachers.
    pub(crate) teacher: usize,
}

/// The birth dates and degrees of rows that nobody can read: (district code, flaws).
const FLAWS: [(&str, &[Flaw]); 2] = [
    ("106", &[Flaw::BirthDate("31/02/1984"), Flaw::BirthDate("05/13/1980"), Flaw::Degree("Chứng chỉ A")]),
    ("110", &[Flaw::Degree("12/12"), Flaw::BirthDate("15/8/86")]),
];

/// Puts the province together.
pub(crate) fn compose(seed: u64, scale: Scale, plan: &PlanFile) -> Province {
    let rows = plan_rows(&mut Dice::new(seed, "rows"), scale, plan);
    let mut register = identity::Register::default();
    claims::reserve(&mut register);
    let mut staff = Vec::new();
    for (index, district) in DISTRICTS.iter().enumerate() {
        let dice = Dice::new(seed, &format!("people {}", district.code));
        let mut maker = Maker { dice, district, policy: plan.policy(), register: &mut register };
        let of_district: Vec<&RowPlan> = rows.iter().filter(|row| row.district == index).collect();
        staff.push(compose_staff(&mut maker, &of_district));
    }
    let mut province = Province { policy: plan.policy(), rows, staff, claims: claims::Claims::default() };
    claims::set(&mut province, &mut Dice::new(seed, "claims"), &mut register);
    province
}

fn compose_staff(maker: &mut Maker<'_>, rows: &[&RowPlan]) -> Staff {
    let mut schools = Vec::new();
    let mut teachers = Vec::new();
    for row in rows {
        let first = schools.len();
        schools.extend(schools_of(maker.district, row.level, row.employed));
        let mut of_level = teachers_of(maker, row);
        for teacher in &mut of_level {
            let many = u32::try_from(schools.len() - first).unwrap_or(1);
            teacher.school = first + usize::try_from(maker.dice.between(1, many)).unwrap_or(1) - 1;
        }
        of_level.sort_by_key(|teacher| teacher.school);
        teachers.extend(of_level);
    }
    for (number, teacher) in (1_u32..).zip(&mut teachers) {
        teacher.code = format!("12{}{number:05}", maker.district.code);
    }
    Staff { district: maker.district, schools, teachers }
}

/// Everybody of one row, in a random order.
fn teachers_of(maker: &mut Maker<'_>, row: &RowPlan) -> Vec<Teacher> {
    let counted = row.in_scope + row.near + row.undecided + row.undecided_near;
    let kinds = [
        (row.in_scope, Kind::InScope),
        (row.near, Kind::Near),
        (row.undecided, Kind::Undecided { could_be_in_scope: true }),
        (row.undecided_near, Kind::Undecided { could_be_in_scope: false }),
        (row.employed.saturating_sub(counted), Kind::Meets),
        ((row.employed / 60).max(1), Kind::NotEmployed),
    ];
    let mut teachers = Vec::new();
    for (count, kind) in kinds {
        for _ in 0..count {
            teachers.push(maker.teacher(row.level, kind));
        }
    }
    if row.level == Level::Primary {
        let flaws =
            FLAWS.iter().find(|(code, _)| *code == maker.district.code).map_or(&[][..], |(_, flaws)| flaws);
        for flaw in flaws {
            teachers.push(Teacher { flaw: Some(*flaw), ..maker.teacher(row.level, Kind::Meets) });
        }
    }
    maker.dice.shuffle(&mut teachers);
    teachers
}

/// So many schools that each has some two dozen teachers.
fn schools_of(district: &District, level: Level, teachers: u32) -> Vec<School> {
    let (per_school, digit) = match level {
        Level::Preschool => (24, 1),
        Level::Primary => (28, 2),
        Level::LowerSecondary => (20, 3),
    };
    let count = teachers.div_ceil(per_school).max(1);
    let mut schools = Vec::new();
    let mut places = district.communes.iter().cycle();
    let communes = u32::try_from(district.communes.len()).unwrap_or(1);
    for number in 0..count {
        let place = places.next().copied().unwrap_or_default();
        let kind = match level {
            Level::Preschool => "Trường Mầm non",
            Level::Primary if number % 3 == 1 => "Trường PTDTBT Tiểu học",
            Level::Primary => "Trường Tiểu học",
            Level::LowerSecondary if number % 2 == 1 => "Trường PTDTBT THCS",
            Level::LowerSecondary => "Trường THCS",
        };
        let round = number / communes;
        let suffix = if round == 0 { String::new() } else { format!(" số {}", round + 1) };
        let code = format!("07{}{digit}{:02}", district.code, number + 1);
        schools.push(School { code, name: format!("{kind} {place}{suffix}") });
    }
    schools
}

/// What the majors table of a district with empty columns says about a major: both columns, or nothing.
pub(crate) fn settled(major: Major) -> (Option<bool>, Option<bool>) {
    if major == crate::majors::UNSETTLED {
        (None, None)
    } else {
        (Some(major.teacher_training), Some(major.suitable))
    }
}

/// The answers that the rule sees: those of the file, else those of the district's majors table.
pub(crate) fn effective(yes_no: YesNo, major: Major, written: YesNoCells) -> YesNoCells {
    let [teacher_training, suitable, nvsp] = written;
    if yes_no == YesNo::Filled {
        return written;
    }
    let table = settled(major);
    [teacher_training.or(table.0), suitable.or(table.1), nvsp]
}

/// A date that is written in full in this source.
pub(crate) fn day(year: i32, month: u32, day: u32) -> LegalDate {
    LegalDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The facts of somebody about whom nothing is drawn yet.
pub(crate) fn blank_facts(level: Level) -> Facts {
    Facts {
        level,
        degree: Degree::Intermediate,
        teacher_training: None,
        suitable: None,
        nvsp: None,
        sex: Sex::Female,
        birth: BirthDate::Year(1985),
        employment: Employment::Working,
        recruited_on: None,
    }
}
