//! The dirt of real files: what is meant stays the same, how it is written does not.

use crate::dice::Dice;
use crate::people::identity::Number;
use crate::sheet::Cell;
use domain::date::{BirthDate, LegalDate};
use domain::vocabulary::{Degree, Employment, Level, Sex};
use unicode_normalization::UnicodeNormalization as _;

/// How carelessly one file was typed, in percents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// Text in decomposed letters (NFD).
    pub(crate) decomposed: u32,
    /// Names in capitals.
    pub(crate) capitals: u32,
    /// Double, no-break and trailing spaces.
    pub(crate) spaces: u32,
    /// Dates that are no text: date cells and bare serials.
    pub(crate) date_cells: u32,
    /// Degrees and levels in short.
    pub(crate) short_words: u32,
}

/// Writes cells with the habits of one file.
#[derive(Debug)]
pub(crate) struct Smudge {
    dice: Dice,
    habits: Habits,
}

impl Smudge {
    /// Somebody's hand.
    pub(crate) fn new(mut dice: Dice) -> Self {
        let habits = Habits {
            decomposed: dice.between(4, 35),
            capitals: dice.between(3, 20),
            spaces: dice.between(2, 7),
            date_cells: dice.between(15, 55),
            short_words: dice.between(10, 50),
        };
        Self { dice, habits }
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.dice.chance(percent)
    }

    /// One of several spellings.
    pub(crate) fn pick(&mut self, from: &[&'static str]) -> &'static str {
        self.dice.pick(from)
    }

    /// Text: sometimes in decomposed letters, sometimes with spaces too many.
    pub(crate) fn text(&mut self, text: &str) -> Cell {
        let mut text: String =
            if self.dice.chance(self.habits.decomposed) { text.nfd().collect() } else { text.to_owned() };
        if self.dice.chance(self.habits.spaces) {
            text = match self.dice.between(1, 4) {
                1 => text.replacen(' ', "  ", 1),
                2 => text.replacen(' ', "\u{a0}", 1),
                3 => format!("{text}  "),
                _ => format!(" {text}"),
            };
        }
        Cell::text(text)
    }

    /// A name: sometimes in capitals.
    pub(crate) fn name(&mut self, name: &str) -> Cell {
        if self.dice.chance(self.habits.capitals) { self.text(&name.to_uppercase()) } else { self.text(name) }
    }

    /// A birth date as far as known.
    pub(crate) fn birth(&mut self, birth: BirthDate) -> Cell {
        match birth {
            BirthDate::Day(date) => self.date(date),
            BirthDate::Month(month) => Cell::text(format!("{:02}/{:04}", month.month(), month.year())),
            BirthDate::Year(year) if self.dice.chance(50) => {
                u64::try_from(year).map_or(Cell::Blank, Cell::Number)
            }
            BirthDate::Year(year) => Cell::text(format!("{year}")),
        }
    }

    /// A full date.
    pub(crate) fn date(&mut self, date: LegalDate) -> Cell {
        if self.dice.chance(self.habits.date_cells) {
            return if self.dice.chance(60) { Cell::Date(date) } else { Cell::Serial(date) };
        }
        let forms =
            [(60, "%d/%m/%Y"), (18, "%-d/%-m/%Y"), (10, "%d-%m-%Y"), (8, "%d.%m.%Y"), (4, "%-d-%-m-%Y")];
        Cell::text(date.format(self.dice.weighted(&forms).unwrap_or("%d/%m/%Y")).to_string())
    }

    /// A national number; one that lost its zeros stands as a number.
    pub(crate) fn number(&mut self, number: Option<&Number>) -> Cell {
        match number {
            None => Cell::Blank,
            Some(number) if number.lost_zeros => number.digits.parse().map_or(Cell::Blank, Cell::Number),
            Some(number) => Cell::text(number.digits.as_str()),
        }
    }

    /// A degree. The short forms that name teacher training also say so about the major, so they stand only for such.
    pub(crate) fn degree(&mut self, degree: Degree, of_teaching: bool) -> Cell {
        let short: &[&'static str] = match degree {
            Degree::Intermediate if of_teaching => &["TCSP", "TC", "Trung cấp"],
            Degree::Intermediate => &["TC", "Trung cấp"],
            Degree::College if of_teaching => &["CĐSP", "CĐ", "Cao đẳng"],
            Degree::College => &["CĐ", "Cao đẳng"],
            Degree::University if of_teaching => &["ĐHSP", "ĐH", "Đại học"],
            Degree::University => &["ĐH", "Đại học"],
            Degree::Master => &["Thạc sỹ", "Thạc sĩ"],
            Degree::None | Degree::Elementary | Degree::Doctor => &[],
        };
        let short_one = !short.is_empty() && self.dice.chance(self.habits.short_words);
        let text = if short_one { self.dice.pick(short) } else { degree.vi() };
        self.text(text)
    }

    /// A level.
    pub(crate) fn level(&mut self, level: Level) -> Cell {
        let short = match level {
            Level::Primary if self.dice.chance(self.habits.short_words / 3) => "TH",
            Level::Preschool | Level::Primary | Level::LowerSecondary => level.vi(),
        };
        self.text(short)
    }

    /// A sex.
    pub(crate) fn sex(&mut self, sex: Sex) -> Cell {
        let words: &[&'static str] = match sex {
            Sex::Male => &["Nam", "Nam", "Nam", "nam", "NAM"],
            Sex::Female => &["Nữ", "Nữ", "Nữ", "nữ", "NỮ"],
        };
        let word = self.dice.pick(words);
        self.text(word)
    }

    /// A yes/no column.
    pub(crate) fn yes_no(&mut self, answer: Option<bool>) -> Cell {
        let words: &[&'static str] = match answer {
            None => return Cell::Blank,
            Some(true) => &["Có", "Có", "Có", "có", "CÓ"],
            Some(false) => &["Không", "Không", "Không", "không"],
        };
        let word = self.dice.pick(words);
        self.text(word)
    }

    /// A state of work: mostly left empty for those who work.
    pub(crate) fn employment(&mut self, employment: Employment) -> Cell {
        if employment == Employment::Working && self.dice.chance(70) {
            return Cell::Blank;
        }
        self.text(employment.vi())
    }
}
