//! Drawing one teacher of a wanted kind.

use super::identity::Register;
use super::{Teacher, YesNoCells, blank_facts, day, effective};
use crate::dice::Dice;
use crate::land::{District, YesNo};
use crate::majors::{Major, UNSETTLED, of_other, of_teaching};
use domain::date::{BirthDate, LegalDate, YearMonth};
use domain::eligibility::{Facts, Policy, assess};
use domain::vocabulary::{Degree, Employment, Level, ScopeStatus, Sex};

/// What the rule shall say of a teacher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Thuộc đối tượng.
    InScope,
    /// Below the standard with too little service left.
    Near,
    /// Đạt chuẩn.
    Meets,
    /// The file or the law is silent.
    Undecided {
        /// Whether some answer puts the person in scope.
        could_be_in_scope: bool,
    },
    /// No longer employed.
    NotEmployed,
}

/// Draws the teachers of one district.
pub(crate) struct Maker<'a> {
    pub(crate) dice: Dice,
    pub(crate) district: &'static District,
    pub(crate) policy: Policy,
    pub(crate) register: &'a mut Register,
}

/// A degree with its major and the answers that a careful clerk would give.
type Schooling = (Degree, Major, YesNoCells);

impl Maker<'_> {
    /// A teacher of the kind, with a name and a number of their own.
    pub(crate) fn teacher(&mut self, level: Level, kind: Kind) -> Teacher {
        let mut teacher = self.nameless(level, kind);
        let Facts { sex, birth, .. } = teacher.facts;
        teacher.name = self.register.name(&mut self.dice, sex, birth, self.district.kinh_percent);
        teacher.number = self.register.number(&mut self.dice, sex, birth);
        teacher
    }

    /// Draws until the rule says what is wanted.
    fn nameless(&mut self, level: Level, kind: Kind) -> Teacher {
        loop {
            let (facts, major, full) = self.draw(level, kind);
            let written = match self.district.yes_no {
                YesNo::Filled => full.map(|cell| cell.filter(|_| !self.dice.chance(12))),
                YesNo::Empty | YesNo::Absent => [None; 3],
            };
            // A cell left empty is fine where it decides nothing; where it does, the clerk filled it in.
            let careful = if self.district.yes_no == YesNo::Filled { full } else { written };
            let fitting =
                [written, careful].into_iter().find_map(|cells| self.judged(facts, major, cells, kind));
            if let Some(teacher) = fitting {
                return teacher;
            }
        }
    }

    /// The teacher with these cells, if the rule says what is wanted.
    fn judged(&mut self, facts: Facts, major: Major, written: YesNoCells, kind: Kind) -> Option<Teacher> {
        let [teacher_training, suitable, nvsp] = effective(self.district.yes_no, major, written);
        let facts = Facts { teacher_training, suitable, nvsp, ..facts };
        let judged = assess(&facts, self.policy);
        let wanted = match kind {
            Kind::InScope => judged.status == ScopeStatus::InScope,
            // Still in service for most of the plan's year.
            Kind::Near => judged.status == ScopeStatus::NearRetirement && judged.months_left >= 14,
            Kind::Meets => judged.status == ScopeStatus::MeetsStandard && judged.months_left >= 14,
            Kind::Undecided { could_be_in_scope } => {
                judged.status == ScopeStatus::Undecided
                    && judged.could_be_in_scope == could_be_in_scope
                    && judged.months_left >= 14
            }
            Kind::NotEmployed => judged.status == ScopeStatus::NotEmployed,
        };
        wanted.then(|| Teacher {
            code: String::new(),
            name: String::new(),
            number: None,
            school: 0,
            major,
            written,
            facts,
            hardship: self.dice.chance(55).then(|| self.dice.between(1, 24)),
            status: judged.status,
            could_be_in_scope: judged.could_be_in_scope,
            months_left: judged.months_left,
            flaw: None,
        })
    }

    fn draw(&mut self, level: Level, kind: Kind) -> (Facts, Major, YesNoCells) {
        let women = match level {
            Level::Preschool => 98,
            Level::Primary => 68,
            Level::LowerSecondary => 57,
        };
        let sex = if self.dice.chance(women) { Sex::Female } else { Sex::Male };
        let late = matches!(kind, Kind::Undecided { .. }) && self.dice.chance(35);
        let (degree, major, answers) = self.schooling(level, kind, late);
        let employment = self.employment(kind, sex);
        let birth = self.birth(kind, sex, employment);
        let newcomer = kind == Kind::Meets && self.dice.chance(2);
        let recruited_on = self.recruited(birth, late || newcomer);
        (Facts { sex, degree, birth, employment, recruited_on, ..blank_facts(level) }, major, answers)
    }

    fn schooling(&mut self, level: Level, kind: Kind, late: bool) -> Schooling {
        match kind {
            Kind::InScope | Kind::Near => self.below(level),
            Kind::Undecided { .. } if late => self.below(level),
            Kind::Undecided { .. } => self.doubtful(level),
            Kind::Meets => self.standard(level),
            Kind::NotEmployed if self.dice.chance(60) => self.below(level),
            Kind::NotEmployed => self.standard(level),
        }
    }

    /// Below the standard of the level.
    fn below(&mut self, level: Level) -> Schooling {
        use Degree::{College, Elementary, Intermediate, None as NoDegree, University};
        let degrees: &[(u32, Degree)] = match level {
            Level::Preschool => &[(86, Intermediate), (9, Elementary), (3, NoDegree), (2, College)],
            Level::Primary => &[(38, Intermediate), (62, College)],
            Level::LowerSecondary => &[(92, College), (5, Intermediate), (3, University)],
        };
        let degree = self.dice.weighted(degrees).unwrap_or(Intermediate);
        let misfit =
            matches!((level, degree), (Level::Preschool, College) | (Level::LowerSecondary, University));
        let major = self.major(if misfit { of_other(level) } else { of_teaching(level) });
        let nvsp = (misfit && level == Level::LowerSecondary).then_some(false);
        (degree, major, [Some(major.teacher_training), Some(major.suitable), nvsp])
    }

    /// At the standard.
    fn standard(&mut self, level: Level) -> Schooling {
        use Degree::{College, Master, University};
        let degrees: &[(u32, Degree)] = match level {
            Level::Preschool => &[(68, College), (31, University), (1, Master)],
            Level::Primary => &[(98, University), (2, Master)],
            Level::LowerSecondary => &[(95, University), (5, Master)],
        };
        let degree = self.dice.weighted(degrees).unwrap_or(University);
        if level != Level::Preschool && self.district.yes_no == YesNo::Filled && self.dice.chance(7) {
            let major = self.major(of_other(level));
            return (degree, major, [Some(false), Some(true), Some(true)]);
        }
        let major = self.major(of_teaching(level));
        (degree, major, [Some(true), Some(true), self.dice.chance(30).then_some(false)])
    }

    /// A degree that could meet the standard, with something missing in the file or in the law.
    fn doubtful(&mut self, level: Level) -> Schooling {
        let degree = if level == Level::Preschool { Degree::College } else { Degree::University };
        if self.district.yes_no != YesNo::Filled {
            let unsettled = level == Level::Preschool || self.dice.chance(35);
            let major = if unsettled { UNSETTLED } else { self.major(of_other(level)) };
            return (degree, major, [None; 3]);
        }
        let major = self.major(of_other(level));
        let answers = match level {
            Level::Preschool => [None; 3],
            Level::Primary => [Some(false), Some(true), Some(false)],
            Level::LowerSecondary => [Some(false), Some(true), None],
        };
        (degree, major, answers)
    }

    fn major(&mut self, from: &'static [Major]) -> Major {
        let weighted: Vec<(u32, Major)> = from.iter().map(|major| (1, *major)).collect();
        self.dice.weighted(&weighted).unwrap_or(UNSETTLED)
    }

    fn employment(&mut self, kind: Kind, sex: Sex) -> Employment {
        if kind == Kind::NotEmployed {
            let ways = [(40, Employment::Retired), (40, Employment::MovedAway), (20, Employment::Left)];
            return self.dice.weighted(&ways).unwrap_or(Employment::Left);
        }
        match self.dice.between(1, 200) {
            ..=5 if sex == Sex::Female => Employment::MaternityLeave,
            6 => Employment::UnpaidLeave,
            _ => Employment::Working,
        }
    }

    /// A birth date that suits kind and state of work; the rule has the last word.
    fn birth(&mut self, kind: Kind, sex: Sex, employment: Employment) -> BirthDate {
        let woman = sex == Sex::Female;
        let (first, last) = match (employment, kind) {
            (Employment::Retired, _) => {
                if woman {
                    (1964, 1966)
                } else {
                    (1959, 1961)
                }
            }
            (Employment::MaternityLeave, _) => (1981, 1996),
            (_, Kind::Near | Kind::Undecided { could_be_in_scope: false }) => {
                if woman {
                    (1966, 1970)
                } else {
                    (1961, 1966)
                }
            }
            (_, Kind::InScope) => {
                if woman {
                    (1970, 1995)
                } else {
                    (1965, 1995)
                }
            }
            _ => {
                if woman {
                    (1967, 1997)
                } else {
                    (1962, 1997)
                }
            }
        };
        // Two draws: the middle years are the fullest.
        let year = i32::midpoint(self.dice.year(first, last), self.dice.year(first, last));
        let month = self.dice.between(1, 12);
        let partly = if year < 1980 { 7 } else { 2 };
        match self.dice.between(1, 100) {
            low if low <= partly => BirthDate::Year(year),
            99 => YearMonth::new(year, month).map_or(BirthDate::Year(year), BirthDate::Month),
            // The placeholder of many older records.
            97..=98 => BirthDate::Day(day(year, 1, 1)),
            _ => BirthDate::Day(day(year, month, self.dice.between(1, 28))),
        }
    }

    fn recruited(&mut self, birth: BirthDate, late: bool) -> Option<LegalDate> {
        if late {
            return Some(day(2020, self.dice.between(8, 12), self.dice.between(1, 28)));
        }
        let year = (birth.year() + self.dice.year(20, 27)).min(2019);
        let month = self.dice.pick(&[8, 9, 9, 9, 10, 1, 3]);
        self.dice.chance(70).then(|| day(year, month, self.dice.pick(&[1, 1, 5, 15, 20])))
    }
}
