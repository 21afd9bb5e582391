//! Month of retirement: Labour Code 2019 Art. 169(2) with Decree 135/2020/NĐ-CP Arts 3-4, and, for the reading
//! R0 alone, the ages of Labour Code 2012 Art. 187.

use crate::date::{BirthDate, YearMonth};
use crate::vocabulary::Sex;

/// Which table of retirement ages is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ladder {
    /// Decree 135/2020/NĐ-CP Art. 4: from 2021 the age rises every year by 3 months for men, 4 for women, until
    /// men reach 62 years (2028) and women 60 (2035).
    Decree135,
    /// Labour Code 2012 Art. 187: men 60 years, women 55, whatever the year. In force on 01/07/2020.
    LabourCode2012,
}

impl Ladder {
    /// Stable name of the table, to be stored with whatever was computed from it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Decree135 => "DECREE_135_2020",
            Self::LabourCode2012 => "LABOUR_CODE_2012",
        }
    }
}

/// The last year in which the ages of the Labour Code 2012 hold (Decree 135/2020 is in force from 01/01/2021).
const LAST_YEAR_OF_OLD_AGES: i32 = 2020;

/// The rising ages of one sex: Decree 135/2020 Art. 4(2).
struct Steps {
    /// Age up to 2020, in months.
    start: i32,
    /// Months that every year from 2021 on adds.
    yearly: i32,
    /// Age at the end of the rise, in months.
    end: i32,
    /// First year of the final age.
    end_year: i32,
}

impl Steps {
    const fn of(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self { start: 60 * 12, yearly: 3, end: 62 * 12, end_year: 2028 },
            Sex::Female => Self { start: 55 * 12, yearly: 4, end: 60 * 12, end_year: 2035 },
        }
    }
}

/// The month at the end of whose last day a person reaches the retirement age (Decree 135/2020 Art. 3(1): the
/// moment of retirement is the end of the last day of the month in which the age is reached; the pension starts on
/// the first day of the month after). Defined for any birth month; the day of birth never matters, and where only the
/// year is known it counts as January (Art. 3(2)).
///
/// The age depends on the year of retirement, so the month is the one where both agree: birth + age(year) falls in
/// that year. Art. 4's table leaves exactly one such year for every birth month.
#[must_use]
pub fn retirement_month(sex: Sex, birth: BirthDate, ladder: Ladder) -> YearMonth {
    let steps = Steps::of(sex);
    let born = birth.month();
    let by_old_ages = born.plus_months(steps.start);
    if ladder == Ladder::LabourCode2012 || by_old_ages.year() <= LAST_YEAR_OF_OLD_AGES {
        return by_old_ages;
    }
    (LAST_YEAR_OF_OLD_AGES + 1..steps.end_year)
        .map(|year| (year, born.plus_months(steps.start + steps.yearly * (year - LAST_YEAR_OF_OLD_AGES))))
        .find(|(year, month)| month.year() == *year)
        .map_or_else(|| born.plus_months(steps.end), |(_, month)| month)
}

#[cfg(test)]
mod tests;
