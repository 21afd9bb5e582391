//! Persons whom two districts claim, and persons who only look alike (D31).

use super::identity::{Number, Register};
use super::{Province, Teacher, Who};
use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::steer::{OPEN_CLAIM, SETTLED_CLAIM};
use domain::date::BirthDate;
use domain::eligibility::assess;
use domain::vocabulary::{Degree, Employment, Level, Sex};

/// Pairs of teacher records that look like one person.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// One person in two rosters: the same number, the name spelled in both tone styles. Stays open.
    pub(crate) open: Vec<Who>,
    /// Two persons with one number by a slip of the pen. A ruling says so.
    pub(crate) settled: Vec<Who>,
    /// Two persons with like name and birth date and different numbers: a case that changes no count.
    pub(crate) alike: Vec<Who>,
}

impl Claims {
    /// Everybody in a claim or a case; the year gives them their own parts.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = Who> {
        self.open.iter().chain(&self.settled).chain(&self.alike).copied()
    }
}

/// The names of these persons, in the order of the rows.
const NAMES: [[&str; 2]; 3] = [
    ["Lò Thị Thúy Hòa", "Lò Thị Thuý Hoà"],
    ["Tẩn Mí Vảng", "Hoàng Thị Điệp"],
    ["Vàng Thị Mai", "VÀNG THỊ MAI"],
];
/// The years in which they are born.
const YEARS: [i32; 3] = [1984, 1986, 1987];

/// Keeps their names from being given to somebody else.
pub(crate) fn reserve(register: &mut Register) {
    for (names, year) in NAMES.iter().zip(YEARS) {
        for name in names {
            register.reserve(name, year);
        }
    }
}

/// The rows in which two persons look alike.
const ALIKE: [(&str, Level); 2] = [("107", Level::LowerSecondary), ("109", Level::LowerSecondary)];

/// Changes the records of a few persons in scope so that the claims come about. All are women born in the eighties with
/// cao đẳng, so that they are in scope in both districts whatever else a record says.
pub(crate) fn set(province: &mut Province, dice: &mut Dice, register: &mut Register) {
    let [open_names, settled_names, alike_names] = NAMES;
    let [open_year, settled_year, alike_year] = YEARS;
    let open = pick(province, &OPEN_CLAIM);
    let birth = BirthDate::Day(super::day(open_year, 9, 17));
    let number = whole(register.citizen(dice, Sex::Female, birth));
    for (who, name) in open.iter().zip(open_names) {
        change(province, *who, birth, (name, number.clone()));
    }
    let settled = pick(province, &SETTLED_CLAIM);
    let births = [super::day(settled_year, 3, 5), super::day(settled_year, 11, 22)].map(BirthDate::Day);
    let number = whole(register.citizen(dice, Sex::Female, BirthDate::Year(settled_year)));
    for ((who, name), birth) in settled.iter().zip(settled_names).zip(births) {
        change(province, *who, birth, (name, number.clone()));
    }
    let alike = pick(province, &ALIKE);
    let birth = BirthDate::Day(super::day(alike_year, 1, 1));
    for (who, name) in alike.iter().zip(alike_names) {
        let number = whole(register.citizen(dice, Sex::Female, birth));
        change(province, *who, birth, (name, number));
    }
    province.claims = Claims { open, settled, alike };
}

fn whole(digits: String) -> Number {
    Number { digits, lost_zeros: false }
}

/// In each row the first woman in scope by cao đẳng whose major settles nothing else.
fn pick(province: &Province, rows: &[(&str, Level)]) -> Vec<Who> {
    let of_row = |(code, level): &(&str, Level)| {
        let district = DISTRICTS.iter().position(|district| district.code == *code)?;
        let teachers = &province.staff.get(district)?.teachers;
        let suits = |teacher: &Teacher| {
            teacher.in_scope()
                && teacher.level() == *level
                && teacher.facts.degree == Degree::College
                && teacher.facts.sex == Sex::Female
        };
        let teacher = teachers.iter().position(suits).or_else(|| {
            // A tiny province may have no such woman: anybody in scope will do.
            teachers.iter().position(|teacher| teacher.in_scope() && teacher.level() == *level)
        })?;
        Some(Who { district, teacher })
    };
    rows.iter().filter_map(of_row).collect()
}

/// Makes the record that of a woman with cao đẳng, hired long ago, whose service left is counted anew.
fn change(province: &mut Province, who: Who, birth: BirthDate, named: (&str, Number)) {
    let policy = province.policy;
    let staff = province.staff.get_mut(who.district);
    if let Some(teacher) = staff.and_then(|staff| staff.teachers.get_mut(who.teacher)) {
        let facts = &mut teacher.facts;
        (facts.birth, facts.sex, facts.degree) = (birth, Sex::Female, Degree::College);
        (facts.recruited_on, facts.employment) = (None, Employment::Working);
        let judged = assess(facts, policy);
        (teacher.status, teacher.months_left) = (judged.status, judged.months_left);
        teacher.name = named.0.to_owned();
        teacher.number = Some(named.1);
    }
}
