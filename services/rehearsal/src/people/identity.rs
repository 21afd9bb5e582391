//! Names and national numbers that nobody else in the province has (rules.md 8).

use crate::dice::Dice;
use crate::names::{compose, folded};
use domain::date::BirthDate;
use domain::vocabulary::Sex;
use std::collections::HashSet;

/// A national number as a roster has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// All its digits: 12, or 9 of the older kind.
    pub(crate) digits: String,
    /// Stored as a number, so that the spreadsheet dropped the leading zeros and nobody can be found by it.
    pub(crate) lost_zeros: bool,
}

impl Number {
    /// The number, where the file still has it whole.
    pub(crate) fn valid(&self) -> Option<&str> {
        Some(self.digits.as_str()).filter(|_| !self.lost_zeros)
    }
}

/// What is taken.
#[derive(Debug, Default)]
pub(crate) struct Register {
    names: HashSet<(String, i32)>,
    numbers: HashSet<String>,
}

impl Register {
    /// A name that nobody born in that year has, accents and case apart: whoever is looked for by name and birth date is
    /// found once.
    pub(crate) fn name(&mut self, dice: &mut Dice, sex: Sex, birth: BirthDate, kinh_percent: u32) -> String {
        loop {
            let name = compose(dice, sex, kinh_percent);
            if self.names.insert((folded(&name), birth.year())) {
                return name;
            }
        }
    }

    /// Keeps a name for somebody who is put in later.
    pub(crate) fn reserve(&mut self, name: &str, year: i32) {
        self.names.insert((folded(name), year));
    }

    /// A national number, most of the time.
    pub(crate) fn number(&mut self, dice: &mut Dice, sex: Sex, birth: BirthDate) -> Option<Number> {
        let digits = match dice.between(1, 100) {
            ..=45 => self.citizen(dice, sex, birth),
            46..=92 => self.old(dice),
            _ => return None,
        };
        let lost_zeros = digits.starts_with('0') && dice.chance(9);
        Some(Number { digits, lost_zeros })
    }

    /// A number of 12 digits: province of birth, century and sex, year, six at random. Now and then the year is another
    /// one, as after a correction of the records.
    pub(crate) fn citizen(&mut self, dice: &mut Dice, sex: Sex, birth: BirthDate) -> String {
        const PROVINCES: [(u32, &str); 12] = [
            (58, "012"),
            (12, "011"),
            (5, "014"),
            (4, "034"),
            (4, "036"),
            (3, "010"),
            (3, "025"),
            (3, "038"),
            (2, "030"),
            (2, "033"),
            (2, "035"),
            (2, "001"),
        ];
        let century = if birth.year() < 2000 { 0 } else { 2 };
        let sex = if sex == Sex::Female { 1 } else { 0 };
        loop {
            let province = dice.weighted(&PROVINCES).unwrap_or("012");
            let year = birth.year() + if dice.between(1, 200) == 1 { 1 } else { 0 };
            let serial = dice.between(0, 999_999);
            let digits = format!("{province}{}{:02}{serial:06}", century + sex, year.rem_euclid(100));
            if self.numbers.insert(digits.clone()) {
                return digits;
            }
        }
    }

    /// A number of the older kind: 9 digits, the first ones of the province that issued it.
    fn old(&mut self, dice: &mut Dice) -> String {
        const ISSUERS: [(u32, &str); 7] =
            [(60, "045"), (14, "040"), (6, "050"), (6, "151"), (5, "162"), (5, "131"), (4, "111")];
        loop {
            let issuer = dice.weighted(&ISSUERS).unwrap_or("045");
            let digits = format!("{issuer}{:06}", dice.between(0, 999_999));
            if self.numbers.insert(digits.clone()) {
                return digits;
            }
        }
    }
}
