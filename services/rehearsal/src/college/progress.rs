//! What becomes of learners: deferral, return, change of class, leaving; terms and diplomas.

use super::{Diploma, Learner, Step, Term, Turn, classes, days};
use crate::calendar::Intake;
use crate::dice::Dice;
use crate::people::Province;
use domain::vocabulary::Level;

/// The turns told of in September and December, given to learners of the first intake in order; a small college has
/// fewer of them.
pub(super) fn turns(learners: &mut [Learner]) {
    let step = |turn, effective, reported, reason| Step { turn, effective, reported, reason };
    let fates = [
        vec![
            step(Turn::Deferred, days::deferred(), Intake::Autumn, "Nghỉ thai sản"),
            step(Turn::Resumed, days::resumed(), Intake::Winter, ""),
        ],
        vec![step(Turn::Withdrawn, days::withdrawn(), Intake::Winter, "Hoàn cảnh gia đình")],
        vec![step(
            Turn::Transferred(Intake::Autumn),
            days::transferred(),
            Intake::Winter,
            "Theo lịch dạy của trường",
        )],
        vec![step(Turn::Dismissed, days::dismissed(), Intake::Winter, "Nghỉ học quá thời gian quy định")],
        vec![step(Turn::Deferred, days::deferred(), Intake::Autumn, "Điều trị bệnh")],
    ];
    // Whose nomination does not count leaves as well.
    for learner in learners.iter_mut().filter(|learner| learner.nominated && !learner.counted) {
        if learner.intake == Intake::Summer {
            learner.steps = vec![step(Turn::Withdrawn, days::withdrawn(), Intake::Winter, "Xin thôi học")];
        }
    }
    let mut summer =
        learners.iter_mut().filter(|learner| learner.intake == Intake::Summer && learner.counted);
    for fate in fates {
        // Every third learner, so that the fates fall into several districts.
        if let Some(learner) = summer.nth(2) {
            learner.steps = fate;
        }
    }
}

/// Terms of everybody who still studies.
pub(super) fn terms(dice: &mut Dice, learners: &mut [Learner]) {
    const RESULTS: [&str; 6] = ["Khá", "Khá", "Giỏi", "Trung bình khá", "Đạt", "Không đạt"];
    let studying = |learner: &&mut Learner| {
        let away = learner.steps.iter().any(|step| step.turn == Turn::Deferred);
        learner.nominated && !learner.left() && !away
    };
    for learner in learners.iter_mut().filter(studying) {
        let (name, report) = match learner.intake {
            Intake::Summer => ("2021-1", 0),
            Intake::Autumn => ("2021-2", 1),
            Intake::Winter | Intake::NewYear => continue,
        };
        if dice.chance(85) {
            let term = Term { name, credits: dice.between(8, 21), result: dice.pick(&RESULTS), report };
            learner.terms.push(term);
        }
    }
}

/// Diplomas of a few who had most of their credits recognised: some within the year, some dated in January.
pub(super) fn diplomas(province: &Province, learners: &mut [Learner]) {
    let wanted = [
        (Level::Preschool, 0, 3),
        (Level::Primary, 0, 3),
        (Level::LowerSecondary, 0, 1),
        (Level::Preschool, 1, 2),
        (Level::Primary, 1, 1),
    ];
    let mut number = 1187;
    for (level, report, count) in wanted {
        let fits = |learner: &&mut Learner| {
            let teaches = province.teacher(learner.who).is_some_and(|teacher| teacher.level() == level);
            teaches
                && learner.counted
                && learner.steps.is_empty()
                && learner.diploma.is_none()
                && !learner.terms.is_empty()
                && learner.intake == Intake::Summer
        };
        let few: Vec<&mut Learner> = learners.iter_mut().filter(fits).take(count).collect();
        for learner in few {
            number += 13;
            let date = if report == 0 { days::award() } else { days::late_award() };
            let degree = crate::year::degree_for(level);
            let letter = if level == Level::Preschool { "CĐ" } else { "ĐH" };
            learner.diploma = Some(Diploma {
                degree,
                number: format!("{letter}{number:06}"),
                register: format!("{}/{}", number % 97 + 1, date.format("%Y")),
                date,
                institution: classes::awarded_by(level),
                report,
            });
        }
    }
}
