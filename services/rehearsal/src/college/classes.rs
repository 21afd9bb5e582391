//! Programmes and classes.

use super::Learner;
use crate::calendar::Intake;
use crate::files::classes::{ClassEntry, ClassesFile, ProgrammeEntry, StudyFormWord};
use crate::people::{Province, Teacher};
use domain::vocabulary::{Degree, Level};
use std::collections::BTreeMap;

/// A programme, as the college lists it.
struct Programme {
    code: &'static str,
    name: &'static str,
    level: Level,
    degree: Degree,
    credits: u32,
    /// Subjects whose teachers take it; empty: everybody of the level.
    subjects: &'static [&'static str],
}

const fn bachelor(code: &'static str, name: &'static str, subjects: &'static [&'static str]) -> Programme {
    Programme { code, name, level: Level::LowerSecondary, degree: Degree::University, credits: 72, subjects }
}

/// The programmes. The college awards cao đẳng alone; for the others it is host to a university.
const PROGRAMMES: [Programme; 7] = [
    Programme {
        code: "CDMN",
        name: "Giáo dục mầm non (liên thông trung cấp lên cao đẳng)",
        level: Level::Preschool,
        degree: Degree::College,
        credits: 60,
        subjects: &[],
    },
    Programme {
        code: "DHTH",
        name: "Giáo dục tiểu học (liên thông lên đại học)",
        level: Level::Primary,
        degree: Degree::University,
        credits: 70,
        subjects: &[],
    },
    bachelor("DHTO", "Sư phạm Toán học (liên thông lên đại học)", &["Toán", "Tin học"]),
    bachelor("DHNV", "Sư phạm Ngữ văn (liên thông lên đại học)", &["Ngữ văn"]),
    bachelor(
        "DHTN",
        "Sư phạm Khoa học tự nhiên (liên thông lên đại học)",
        &["Vật lý", "Hóa học", "Sinh học"],
    ),
    bachelor("DHXH", "Sư phạm Lịch sử - Địa lý (liên thông lên đại học)", &["Lịch sử", "Địa lý", "GDCD"]),
    bachelor("DHNK", "Sư phạm Tiếng Anh, Giáo dục thể chất (liên thông lên đại học)", &[]),
];

/// Who awards the degree of a level's programmes.
pub(crate) const fn awarded_by(level: Level) -> &'static str {
    match level {
        Level::Preschool => "Trường Cao đẳng Cộng đồng Lai Châu",
        Level::Primary => "Trường Đại học Tây Bắc",
        Level::LowerSecondary => "Trường Đại học Sư phạm - Đại học Thái Nguyên",
    }
}

/// The class that a teacher joins with an intake.
pub(crate) fn class_of(teacher: &Teacher, intake: Intake) -> String {
    let of_level = || PROGRAMMES.iter().filter(|programme| programme.level == teacher.level());
    let by_subject = of_level().find(|programme| programme.subjects.contains(&teacher.major.subject));
    let code = by_subject.or_else(|| of_level().find(|programme| programme.subjects.is_empty()));
    format!("{}21{}", code.map_or("", |programme| programme.code), intake.letter())
}

/// The file of programmes and classes, with places for everybody who will come and some more.
pub(crate) fn file(province: &Province, learners: &[Learner]) -> ClassesFile {
    let mut seats: BTreeMap<(Intake, String), u32> = BTreeMap::new();
    for learner in learners {
        for intake in [learner.intake, learner.seat(Intake::NewYear)] {
            if let Some(teacher) = province.teacher(learner.who) {
                *seats.entry((intake, class_of(teacher, intake))).or_default() += 1;
            }
        }
    }
    let programmes = PROGRAMMES.iter().map(|programme| ProgrammeEntry {
        code: programme.code.to_owned(),
        name: programme.name.to_owned(),
        level: programme.level,
        degree: programme.degree,
        study_form: StudyFormWord::InService,
        awarding_institution: match programme.level {
            Level::Preschool => String::new(),
            Level::Primary | Level::LowerSecondary => awarded_by(programme.level).to_owned(),
        },
        credits: programme.credits,
    });
    let classes = seats.into_iter().map(|((intake, code), count)| ClassEntry {
        programme: code.chars().take(4).collect(),
        code,
        capacity: (count.div_ceil(10) * 10 + 20).min(1000),
        starts_on: intake.begins(),
    });
    ClassesFile { programmes: programmes.collect(), classes: classes.collect() }
}
