//! Legal dates, months and instants. A legal date is a date (D14); an instant is milliseconds since 1970 UTC;
//! where an instant meets a date, the fixed offset +07:00 decides, without a zone database.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A date of the law: decision dates, deadlines, birthdays. No time of day, no zone.
pub type LegalDate = NaiveDate;

/// Offset of Vietnamese time from UTC, in milliseconds (+07:00, fixed).
const OFFSET_MS: i64 = 7 * 3_600_000;
/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

impl YearMonth {
    /// A month of a year; `None` unless `month` is 1..=12.
    #[must_use]
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The month a date lies in.
    #[must_use]
    pub fn of(date: LegalDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1..=12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// Months since January of year 0; differences of these are differences in months.
    #[must_use]
    pub fn index(self) -> i32 {
        self.year * 12 + i32::try_from(self.month).unwrap_or(1) - 1
    }

    /// The month with this [`index`](Self::index).
    #[must_use]
    pub fn from_index(index: i32) -> Self {
        Self { year: index.div_euclid(12), month: u32::try_from(index.rem_euclid(12)).unwrap_or(0) + 1 }
    }

    /// This month moved by a number of months.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self::from_index(self.index() + months)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> LegalDate {
        let next = self.plus_months(1);
        NaiveDate::from_ymd_opt(next.year, next.month, 1).and_then(|d| d.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A birth date as far as it is known; older files know the month or the year alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BirthDate {
    /// The full date.
    Day(LegalDate),
    /// Month and year only.
    Month(YearMonth),
    /// The year only: counts as 1 January (Decree 135/2020 Art. 3; rules.md 2, rule 2).
    Year(i32),
}

impl BirthDate {
    /// The month that the rules count from.
    #[must_use]
    pub fn month(self) -> YearMonth {
        match self {
            Self::Day(date) => YearMonth::of(date),
            Self::Month(month) => month,
            Self::Year(year) => YearMonth { year, month: 1 },
        }
    }

    /// The year of birth.
    #[must_use]
    pub fn year(self) -> i32 {
        self.month().year()
    }

    /// Whether two birth dates may be one: equal as far as both are known, for old files have the month or the year alone.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Day(one), Self::Day(other)) => one == other,
            (Self::Year(_), _) | (_, Self::Year(_)) => self.year() == other.year(),
            _ => self.month() == other.month(),
        }
    }
}

impl fmt::Display for BirthDate {
    /// ISO: `1970-01-31`, `1970-01` or `1970`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(month) => write!(f, "{month}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// The first instant of a date at +07:00.
    #[must_use]
    pub fn start_of(date: LegalDate) -> Self {
        Self((i64::from(date.num_days_from_ce()) - 719_163) * DAY_MS - OFFSET_MS)
    }

    /// The first instant after a date at +07:00.
    #[must_use]
    pub fn end_of(date: LegalDate) -> Self {
        Self(Self::start_of(date).0 + DAY_MS)
    }

    /// The date that clocks at +07:00 show at this instant.
    #[must_use]
    pub fn date(self) -> LegalDate {
        let days = (self.0 + OFFSET_MS).div_euclid(DAY_MS) + 719_163;
        i32::try_from(days).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MIN)
    }

    /// This instant moved by milliseconds.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0 + ms)
    }
}

impl fmt::Display for Instant {
    /// ISO 8601 at +07:00, to the second: `2021-12-31T23:59:59+07:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second_of_day = (self.0 + OFFSET_MS).rem_euclid(DAY_MS) / 1000;
        let (h, m, s) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        write!(f, "{}T{h:02}:{m:02}:{s:02}+07:00", self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_meets_a_date_at_plus_seven() {
        let day = NaiveDate::from_ymd_opt(2021, 12, 31).unwrap();
        assert_eq!(Instant::start_of(day).to_string(), "2021-12-31T00:00:00+07:00");
        assert_eq!(Instant::end_of(day).to_string(), "2022-01-01T00:00:00+07:00");
        assert_eq!(Instant::end_of(day).plus_ms(-1).date(), day);
        assert_eq!(Instant(0).to_string(), "1970-01-01T07:00:00+07:00");
    }

    #[test]
    fn birth_dates_agree_as_far_as_both_are_known() {
        let day = |text: &str| BirthDate::Day(text.parse().unwrap());
        let month = |year, month| BirthDate::Month(YearMonth::new(year, month).unwrap());
        for (one, other, agree) in [
            (day("1985-03-31"), day("1985-03-31"), true),
            (day("1985-03-31"), day("1985-03-30"), false),
            (day("1985-03-31"), month(1985, 3), true),
            (day("1985-03-31"), month(1985, 4), false),
            (day("1985-03-31"), BirthDate::Year(1985), true),
            (month(1985, 12), BirthDate::Year(1985), true),
            (month(1985, 12), BirthDate::Year(1986), false),
            (month(1985, 12), month(1985, 12), true),
            (month(1985, 12), month(1984, 12), false),
        ] {
            assert_eq!(one.agrees_with(other), agree, "{one} {other}");
            assert_eq!(other.agrees_with(one), agree, "{other} {one}");
        }
    }

    #[test]
    fn months_count_by_index() {
        let month = YearMonth::new(2020, 7).unwrap();
        assert_eq!(month.plus_months(83).to_string(), "2027-06");
        assert_eq!(YearMonth::from_index(month.index()), month);
        assert_eq!(YearMonth::new(2028, 2).unwrap().last_day().to_string(), "2028-02-29");
        assert_eq!(YearMonth::new(2020, 13), None);
    }
}
