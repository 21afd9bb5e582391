//! What goes differently: withdrawals, replacements, decisions outside the year, rows that cannot be accepted.

use super::{Act, Naming, Part, Sending, Year, cast::Cast};
use crate::calendar::Wave;
use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::people::{Province, Who, day};
use domain::date::LegalDate;
use domain::vocabulary::{Degree, Level};

use Level::{LowerSecondary, Preschool, Primary};

/// Plays everything special. A province too small for one of the parts does without it.
pub(crate) fn play(dice: &mut Dice, province: &Province, cast: &mut Cast, year: &mut Year) {
    let mut stage = Stage { dice, province, cast, year };
    stage.dated("105", Preschool, (day(2020, 12, 18), Wave::First, Part::EnrollsAnyway));
    stage.withdrawn("106", Primary, (Part::EnrollsAnyway, "Giáo viên xin rút vì lý do gia đình"));
    stage.replaced("106", LowerSecondary, "Giáo viên được cử đi nghỉ thai sản, cử người khác thay");
    stage.outside("107", LowerSecondary, Wave::Second);
    stage.dated("108", Primary, (day(2022, 1, 4), Wave::Late, Part::StaysAway));
    stage.degree_too_low("108");
    stage.nobody("108");
    stage.withdrawn_later("109", LowerSecondary);
    stage.replaced("110", Primary, "Giáo viên được cử đi chuyển công tác, cử người khác thay");
    stage.unreadable("110");
    stage.withdrawn("111", Preschool, (Part::StaysAway, "Giáo viên không đủ sức khỏe tham gia khóa học"));
    for _ in 0..2 {
        stage.late("111");
    }
    stage.contradiction("112");
}

/// Rows that a clerk typed again without Mã GV: the same person by the same decision, named by number or by name and birth date.
/// Whether the row finds the person or is refused for the missing code, nobody is counted twice.
pub(crate) fn repeat_without_code(province: &Province, year: &mut Year) {
    let wanted = [("105", Naming::NumberOnly), ("108", Naming::NameOnly)];
    for (code, naming) in wanted {
        let repeated = year.files.iter().find_map(|((district, wave), rows)| {
            let here = DISTRICTS.get(*district).is_some_and(|district| district.code == code);
            let suits = |row: &&Sending| {
                let teacher = province.teacher(row.who);
                let number = teacher.and_then(|teacher| teacher.number.as_ref()?.valid());
                row.act == Act::Send
                    && row.naming == Naming::Code
                    && (naming == Naming::NameOnly || number.is_some())
                    && !province.claims.everybody().any(|who| who == row.who)
            };
            (here && *wave == Wave::First).then(|| rows.iter().find(suits).cloned()).flatten()
        });
        if let Some(row) = repeated {
            year.enter(Wave::Third, Sending { naming, ..row });
        }
    }
}

/// The hands that the special parts need.
struct Stage<'a> {
    dice: &'a mut Dice,
    province: &'a Province,
    cast: &'a mut Cast,
    year: &'a mut Year,
}

impl Stage<'_> {
    /// A decision of another date than those of its round.
    fn dated(&mut self, code: &str, level: Level, (date, wave, part): (LegalDate, Wave, Part)) {
        let Some(who) = self.cast.spare(code, level) else { return };
        let decision = self.year.decisions.add(who.district, date);
        self.year.send_by(decision, level, who, wave, part);
    }

    /// Sent in spring, withdrawn in autumn.
    fn withdrawn(&mut self, code: &str, level: Level, (part, reason): (Part, &'static str)) {
        let Some(who) = self.cast.spare(code, level) else { return };
        let sent = self.year.send(self.dice, self.province, who, Wave::First, part);
        let by = self.year.decisions.add(who.district, day(2021, 10, 15));
        self.end(Wave::Third, (who, level), Act::Revoke(sent), (by, reason));
    }

    /// Sent in spring and counted, withdrawn in January: too late to subtract.
    fn withdrawn_later(&mut self, code: &str, level: Level) {
        let Some(who) = self.cast.counted(code, level) else { return };
        let sent = self.year.send(self.dice, self.province, who, Wave::First, Part::Counted);
        let by = self.year.decisions.add(who.district, day(2022, 1, 4));
        self.end(Wave::Late, (who, level), Act::Revoke(sent), (by, "Giáo viên chuyển sang ngành khác"));
    }

    /// Sent in spring; in autumn somebody else is sent instead.
    fn replaced(&mut self, code: &str, level: Level, reason: &'static str) {
        let Some(by) = self.cast.counted(code, level) else { return };
        let decision = self.year.decisions.add(by.district, day(2021, 10, 28));
        let Some(gone) = self.cast.spare(code, level) else {
            self.year.send_by(decision, level, by, Wave::Third, Part::Counted);
            return;
        };
        self.year.send(self.dice, self.province, gone, Wave::First, Part::StaysAway);
        self.end(Wave::Third, (by, level), Act::Replace(gone), (decision, reason));
        self.year.nominees.push(super::Nominee { who: by, decision, wave: Wave::Third, part: Part::Counted });
    }

    /// Somebody who meets the standard is sent all the same.
    fn outside(&mut self, code: &str, level: Level, wave: Wave) {
        if let Some(who) = self.cast.outside(code, level) {
            self.year.send(self.dice, self.province, who, wave, Part::EnrollsAnyway);
        }
    }

    /// A primary teacher is sent to cao đẳng, which the plan does not accept.
    fn degree_too_low(&mut self, code: &str) {
        let Some(who) = self.cast.spare(code, Primary) else { return };
        let decision = self.year.decisions.add(who.district, day(2021, 6, 15));
        let row = self.row(who, decision, Naming::Code);
        self.year.enter(Wave::Second, Sending { degree: Degree::College, ..row });
    }

    /// A Mã GV that nobody has.
    fn nobody(&mut self, code: &str) {
        self.refused(code, Primary, |_| Naming::Nobody);
    }

    /// The Mã GV of one teacher beside the name and birth date of another; both meet the standard.
    fn contradiction(&mut self, code: &str) {
        if let Some(other) = self.cast.outside(code, Primary) {
            self.refused(code, Primary, |_| Naming::CodeOf(other));
        }
    }

    fn refused(&mut self, code: &str, level: Level, naming: impl FnOnce(Who) -> Naming) {
        let Some(who) = self.cast.outside(code, level) else { return };
        let decision = self.year.decisions.add(who.district, day(2021, 6, 21));
        let row = self.row(who, decision, naming(who));
        self.year.enter(Wave::Second, row);
    }

    /// Somebody is sent whose row in the roster could not be read.
    fn unreadable(&mut self, code: &str) {
        let Some(district) = DISTRICTS.iter().position(|district| district.code == code) else { return };
        let teachers = self.province.staff.get(district).map_or(&[][..], |staff| &staff.teachers);
        if let Some(teacher) = teachers.iter().position(|teacher| teacher.flaw.is_some()) {
            let who = Who { district, teacher };
            let decision = self.year.decisions.add(district, day(2021, 6, 21));
            let row = self.row(who, decision, Naming::Code);
            self.year.enter(Wave::Second, row);
        }
    }

    /// Sent in the last days of December, entered in January: counts, and is shown as received late.
    fn late(&mut self, code: &str) {
        if let Some(who) = self.cast.counted(code, Primary) {
            self.year.send(self.dice, self.province, who, Wave::Late, Part::Counted);
        }
    }

    fn end(
        &mut self,
        wave: Wave,
        (who, level): (Who, Level),
        act: Act,
        (decision, reason): (super::DecisionId, &'static str),
    ) {
        let row = Sending {
            act,
            reason,
            degree: super::degree_for(level),
            ..self.row(who, decision, Naming::Code)
        };
        self.year.enter(wave, row);
    }

    fn row(&self, who: Who, decision: super::DecisionId, naming: Naming) -> Sending {
        let level = self.province.teacher(who).map_or(Primary, |teacher| teacher.level());
        Sending { who, decision, degree: super::degree_for(level), act: Act::Send, naming, reason: "" }
    }
}
