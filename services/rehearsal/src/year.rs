//! The year of the districts: who is sent, by which decision, in which file.

mod cast;
pub(crate) mod decisions;
pub(crate) mod pages;
mod special;

use crate::calendar::Wave;
use crate::dice::Dice;
use crate::land::DISTRICTS;
use crate::people::{Province, Who};
use decisions::{DecisionId, Decisions};
use domain::vocabulary::{Degree, Level};
use std::collections::BTreeMap;

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Cử đi.
    Send,
    /// Thu hồi of a decision.
    Revoke(DecisionId),
    /// Thay thế: in the place of another.
    Replace(Who),
}

/// How a row names its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// By Mã GV; the rest agrees.
    Code,
    /// Without Mã GV, by national number.
    NumberOnly,
    /// Without Mã GV, by name and birth date.
    NameOnly,
    /// By the Mã GV of somebody else: name and birth date contradict it.
    CodeOf(Who),
    /// By a Mã GV that nobody has, with a name that nobody has.
    Nobody,
}

/// One row of a nominations file.
#[derive(Debug, Clone)]
pub(crate) struct Sending {
    /// The person whom the row means.
    pub(crate) who: Who,
    /// The decision of the row.
    pub(crate) decision: DecisionId,
    /// Trình độ đào tạo.
    pub(crate) degree: Degree,
    /// What it does.
    pub(crate) act: Act,
    /// How it names the person.
    pub(crate) naming: Naming,
    /// Lý do.
    pub(crate) reason: &'static str,
}

/// Somebody who was sent and whom the college can know of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nominee {
    /// The person.
    pub(crate) who: Who,
    /// The decision.
    pub(crate) decision: DecisionId,
    /// The round in which the district entered it.
    pub(crate) wave: Wave,
    /// What the college makes of it.
    pub(crate) part: Part,
}

/// What becomes of a nominee at the college.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// May enroll, and counts.
    Counted,
    /// Enrolls for certain, though the nomination does not count or will not.
    EnrollsAnyway,
    /// Never enrolls.
    StaysAway,
    /// Enrolls after the ruling on the claim, and counts.
    AfterRuling,
}

/// The districts' year.
#[derive(Debug, Default)]
pub(crate) struct Year {
    /// All decisions.
    pub(crate) decisions: Decisions,
    /// Rows of the files by district and round.
    pub(crate) files: BTreeMap<(usize, Wave), Vec<Sending>>,
    /// Everybody sent, in the order of the files.
    pub(crate) nominees: Vec<Nominee>,
    /// The decision of a district, level and round that most of its rows share.
    shared: BTreeMap<(usize, Level, Wave), DecisionId>,
}

impl Year {
    /// Sends somebody by the decision of their level in a round.
    fn send(&mut self, dice: &mut Dice, province: &Province, who: Who, wave: Wave, part: Part) -> DecisionId {
        let level = province.teacher(who).map_or(Level::Preschool, |teacher| teacher.level());
        let code = DISTRICTS.get(who.district).map_or("", |district| district.code);
        let decision = match self.shared.get(&(who.district, level, wave)) {
            Some(decision) => *decision,
            None => {
                let (first, last, _, _) = wave.days(code);
                let new = self.decisions.add(who.district, dice.date(first, last));
                self.shared.insert((who.district, level, wave), new);
                new
            }
        };
        self.send_by(decision, level, who, wave, part);
        decision
    }

    /// Sends somebody by a decision.
    fn send_by(&mut self, decision: DecisionId, level: Level, who: Who, wave: Wave, part: Part) {
        let row = Sending {
            who,
            decision,
            degree: degree_for(level),
            act: Act::Send,
            naming: Naming::Code,
            reason: "",
        };
        self.enter(wave, row);
        self.nominees.push(Nominee { who, decision, wave, part });
    }

    /// Puts a row into a file.
    fn enter(&mut self, wave: Wave, row: Sending) {
        self.files.entry((row.who.district, wave)).or_default().push(row);
    }
}

/// The degree that the plan asks of a level.
pub(crate) const fn degree_for(level: Level) -> Degree {
    match level {
        Level::Preschool => Degree::College,
        Level::Primary | Level::LowerSecondary => Degree::University,
    }
}

/// Plays the districts' part of the year.
pub(crate) fn compose(seed: u64, province: &Province) -> Year {
    let mut dice = Dice::new(seed, "year");
    let mut year = Year::default();
    let mut cast = cast::cast(&mut dice, province);
    special::play(&mut dice, province, &mut cast, &mut year);
    for (who, part) in cast.everybody_left() {
        let rounds = [(50, Wave::First), (32, Wave::Second), (14, Wave::Third), (4, Wave::Fourth)];
        // Whoever has a part of their own is sent in spring, so that there is time for the rest of it.
        let wave =
            if part == Part::Counted { dice.weighted(&rounds).unwrap_or(Wave::First) } else { Wave::First };
        year.send(&mut dice, province, who, wave, part);
    }
    special::repeat_without_code(province, &mut year);
    year.decisions.number(&mut dice);
    year
}
