//! The year of the college: who enrolls in which class, what becomes of them, who gets a diploma.

pub(crate) mod classes;
pub(crate) mod pages;
mod progress;

use crate::calendar::{Intake, Wave};
use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::people::{Province, Who, day};
use crate::year::decisions::DecisionId;
use crate::year::{Nominee, Part, Year};
use domain::date::LegalDate;
use domain::vocabulary::{Degree, Level, ScopeStatus};

/// What happens to a learner after enrollment (Trạng thái of the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Bảo lưu.
    Deferred,
    /// Học tiếp.
    Resumed,
    /// Thôi học.
    Withdrawn,
    /// Buộc thôi học.
    Dismissed,
    /// Chuyển lớp, to the class of a later intake.
    Transferred(Intake),
}

/// One dated turn and the report that tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) turn: Turn,
    pub(crate) effective: LegalDate,
    pub(crate) reported: Intake,
    pub(crate) reason: &'static str,
}

/// How a report names its person beside name and birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// Mã GV.
    Code,
    /// National number.
    Number,
    /// Nothing more.
    Nothing,
}

/// A term that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) name: &'static str,
    pub(crate) credits: u32,
    pub(crate) result: &'static str,
    /// Which of the reports has it.
    pub(crate) report: usize,
}

/// A diploma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diploma {
    pub(crate) degree: Degree,
    pub(crate) number: String,
    pub(crate) register: String,
    pub(crate) date: LegalDate,
    pub(crate) institution: &'static str,
    /// Which of the reports has it.
    pub(crate) report: usize,
}

/// One learner.
#[derive(Debug, Clone)]
pub(crate) struct Learner {
    /// Mã SV.
    pub(crate) code: String,
    /// The teacher.
    pub(crate) who: Who,
    /// The decision that the report cites.
    pub(crate) decision: DecisionId,
    /// When study began.
    pub(crate) intake: Intake,
    /// How the reports name the person.
    pub(crate) given: Given,
    /// Whether the district sent this person at all.
    pub(crate) nominated: bool,
    /// Whether the nomination counts at the end of the year.
    pub(crate) counted: bool,
    /// What happened since, ascending.
    pub(crate) steps: Vec<Step>,
    /// Terms.
    pub(crate) terms: Vec<Term>,
    /// Diploma.
    pub(crate) diploma: Option<Diploma>,
}

impl Learner {
    /// Whether the learner gave up or was sent away.
    fn left(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.turn, Turn::Withdrawn | Turn::Dismissed))
    }

    /// The intake whose class the learner sits in once a report is out.
    pub(crate) fn seat(&self, report: Intake) -> Intake {
        let mut moved =
            self.steps.iter().filter(|step| step.reported <= report).filter_map(|step| match step.turn {
                Turn::Transferred(to) => Some(to),
                Turn::Deferred | Turn::Resumed | Turn::Withdrawn | Turn::Dismissed => None,
            });
        moved.next_back().unwrap_or(self.intake)
    }
}

/// Plays the college's part of the year.
pub(crate) fn compose(seed: u64, province: &Province, year: &Year) -> Vec<Learner> {
    let mut dice = Dice::new(seed, "college");
    let mut learners: Vec<Learner> =
        year.nominees.iter().filter_map(|nominee| enroll(&mut dice, province, nominee)).collect();
    learners.extend(without_nomination(province, year));
    learners.sort_by_key(|learner| learner.intake);
    for (number, learner) in (1_u32..).zip(&mut learners) {
        learner.code = format!("LT21{number:04}");
    }
    progress::turns(&mut learners);
    progress::terms(&mut dice, &mut learners);
    progress::diplomas(province, &mut learners);
    learners
}

/// Whether and when a nominee enrolls: never before the college can know of the nomination.
fn enroll(dice: &mut Dice, province: &Province, nominee: &Nominee) -> Option<Learner> {
    let intake = match nominee.part {
        Part::StaysAway => return None,
        Part::AfterRuling => Some(Intake::Winter),
        Part::EnrollsAnyway => Some(first_intake(nominee.wave)),
        Part::Counted => chosen_intake(dice, nominee.wave),
    }?;
    let teacher = province.teacher(nominee.who)?;
    let claimed = province.claims.everybody().any(|who| who == nominee.who);
    let whole = teacher.number.as_ref().and_then(|number| number.valid()).is_some();
    let given = match dice.between(1, 100) {
        ..=62 => Given::Code,
        63..=82 if whole => Given::Number,
        _ => Given::Nothing,
    };
    Some(Learner {
        code: String::new(),
        who: nominee.who,
        decision: nominee.decision,
        intake,
        given: if claimed { Given::Code } else { given },
        nominated: true,
        counted: matches!(nominee.part, Part::Counted | Part::AfterRuling),
        steps: Vec::new(),
        terms: Vec::new(),
        diploma: None,
    })
}

const fn first_intake(wave: Wave) -> Intake {
    match wave {
        Wave::First => Intake::Summer,
        Wave::Second => Intake::Autumn,
        Wave::Third => Intake::Winter,
        Wave::Fourth | Wave::Late => Intake::NewYear,
    }
}

/// Most go at once, some later, some not in this year.
fn chosen_intake(dice: &mut Dice, wave: Wave) -> Option<Intake> {
    let choices: &[(u32, Option<Intake>)] = match wave {
        Wave::First => &[(62, Some(Intake::Summer)), (26, Some(Intake::Autumn)), (12, None)],
        Wave::Second => &[(72, Some(Intake::Autumn)), (14, Some(Intake::Winter)), (14, None)],
        Wave::Third => &[(55, Some(Intake::Winter)), (20, Some(Intake::NewYear)), (25, None)],
        Wave::Fourth | Wave::Late => &[(50, Some(Intake::NewYear)), (50, None)],
    };
    dice.weighted(choices).flatten()
}

/// Somebody turns up with a decision on which they do not stand; they meet the standard, and no figure knows them.
fn without_nomination(province: &Province, year: &Year) -> Option<Learner> {
    let spring = |nominee: &&Nominee| nominee.wave == Wave::First && nominee.part == Part::Counted;
    let of_106 = |nominee: &&Nominee| {
        DISTRICTS.get(nominee.who.district).is_some_and(|district| district.code == "106")
    };
    let mut sent = year.nominees.iter().filter(spring);
    let summer = sent.clone().find(of_106).or_else(|| sent.next())?;
    let district = summer.who.district;
    let teachers = &province.staff.get(district)?.teachers;
    let stranger = |teacher: &crate::people::Teacher| {
        teacher.status == ScopeStatus::MeetsStandard
            && teacher.flaw.is_none()
            && teacher.level() == Level::Preschool
    };
    let at = teachers.iter().rposition(stranger)?;
    Some(Learner {
        code: String::new(),
        who: Who { district, teacher: at },
        decision: summer.decision,
        intake: Intake::Autumn,
        given: Given::Nothing,
        nominated: false,
        counted: false,
        steps: Vec::new(),
        terms: Vec::new(),
        diploma: None,
    })
}

/// Days that the college's own papers name.
pub(crate) mod days {
    use super::{LegalDate, day};

    /// Start of a deferral.
    pub(crate) fn deferred() -> LegalDate {
        day(2021, 9, 6)
    }

    /// Return from it.
    pub(crate) fn resumed() -> LegalDate {
        day(2021, 11, 29)
    }

    /// Change of class.
    pub(crate) fn transferred() -> LegalDate {
        day(2021, 10, 1)
    }

    /// Giving up.
    pub(crate) fn withdrawn() -> LegalDate {
        day(2021, 11, 8)
    }

    /// Being sent away.
    pub(crate) fn dismissed() -> LegalDate {
        day(2021, 11, 22)
    }

    /// Award within the year.
    pub(crate) fn award() -> LegalDate {
        day(2021, 12, 20)
    }

    /// Award after the year.
    pub(crate) fn late_award() -> LegalDate {
        day(2022, 1, 5)
    }
}
