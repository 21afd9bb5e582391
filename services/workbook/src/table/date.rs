//! Dates as officers write them: day first, or year alone, or an Excel serial. What could be two days is refused.

use super::Value;
use crate::problem::Fault;
use domain::date::{BirthDate, LegalDate, YearMonth};

/// Years that a date in these forms can lie in; inclusive. The same bounds tell a year from a serial in a number cell.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Reads a date as far as it is known: a day, a month and year, or a year. A number from 1900 to 2100 is a year; any
/// other whole number is an Excel serial (day 0 is 1899-12-30). A year that was typed into a cell with a date format
/// arrives as a day of 1905 and is a year too: nobody in these forms has a date of 1905.
///
/// # Errors
/// `DATE_UNREADABLE`, `DATE_MONTH_FIRST`, `DATE_NO_SUCH_DAY`, `DATE_SHORT_YEAR`, `DATE_YEAR_RANGE`.
pub fn partial(value: &Value) -> Result<BirthDate, Fault> {
    let date = match value {
        Value::Date(date) => from_serial(date.signed_duration_since(serial_start()).num_days())?,
        Value::Number(number) => from_number(number)?,
        Value::Text(text) => from_text(&super::clean(text))?,
        Value::Empty | Value::Bool(_) | Value::Error(_) | Value::Uncalculated => {
            return Err(unreadable());
        }
    };
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(year_range()) }
}

/// Reads a full date, for what the law dates by day.
///
/// # Errors
/// Those of [`partial`], and `DATE_INCOMPLETE` for a month or a year alone.
pub fn full(value: &Value) -> Result<LegalDate, Fault> {
    match partial(value)? {
        BirthDate::Day(date) => Ok(date),
        BirthDate::Month(_) | BirthDate::Year(_) => Err(Fault::new(
            "DATE_INCOMPLETE",
            "Phải ghi đủ ngày, tháng, năm (dd/mm/yyyy)",
            "the full date is needed (dd/mm/yyyy)",
        )),
    }
}

/// Day 0 of Excel's serials.
fn serial_start() -> LegalDate {
    LegalDate::from_ymd_opt(1899, 12, 30).unwrap_or(LegalDate::MIN)
}

fn from_serial(days: i64) -> Result<BirthDate, Fault> {
    if let Some(year) = i32::try_from(days).ok().filter(|days| YEARS.contains(days)) {
        return Ok(BirthDate::Year(year));
    }
    let date = chrono::Duration::try_days(days).and_then(|days| serial_start().checked_add_signed(days));
    date.map(BirthDate::Day).ok_or_else(year_range)
}

/// A number cell: a year, a serial, or a serial with a time of day.
fn from_number(number: &str) -> Result<BirthDate, Fault> {
    let whole = number.split('.').next().unwrap_or_default();
    let days: i64 = whole.parse().map_err(|_| unreadable())?;
    // 8.197 is "8.1970" after Excel took it for a number; small serials would be days of 1900-1905.
    if days < i64::from(*YEARS.start()) || (whole != number && days <= i64::from(*YEARS.end())) {
        return Err(unreadable());
    }
    from_serial(days)
}

fn from_text(text: &str) -> Result<BirthDate, Fault> {
    let compact = without_time(text).replace(' ', "");
    // Programs that know only numbers with decimals write the year 1970 as 1970.0.
    let compact = compact.strip_suffix(".0").filter(|rest| rest.len() >= 4).unwrap_or(&compact);
    let Some(separator) = compact.chars().find(|c| !c.is_ascii_digit()) else {
        // Digits alone: in delimited text a year or a serial arrives as text.
        return if matches!(compact.len(), 4 | 5) { from_number(compact) } else { Err(unreadable()) };
    };
    if !matches!(separator, '/' | '-' | '.') {
        return Err(unreadable());
    }
    let parts: Option<Vec<(usize, u32)>> =
        compact.split(separator).map(|part| part.parse().ok().map(|number| (part.len(), number))).collect();
    match parts.unwrap_or_default().as_slice() {
        [(4, year), (1..=2, month), (1..=2, day)] | [(1..=2, day), (1..=2, month), (4, year)] => {
            day_of(*year, *month, *day)
        }
        [(1..=2, month), (4, year)] => {
            let month = i32::try_from(*year).ok().and_then(|year| YearMonth::new(year, *month));
            month.map(BirthDate::Month).ok_or_else(no_such_day)
        }
        [(1..=2, _), (1..=2, _), (1..=2, _)] => {
            Err(Fault::new("DATE_SHORT_YEAR", "Năm phải ghi đủ bốn chữ số", "the year must have four digits"))
        }
        _ => Err(unreadable()),
    }
}

/// The text without a time of day behind the date, as exports of databases write it (`1970-08-15T00:00:00`).
fn without_time(text: &str) -> &str {
    let cut = text.find([' ', 'T']).filter(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.contains(':') && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z'))
    });
    cut.and_then(|at| text.get(..at)).unwrap_or(text)
}

fn day_of(year: u32, month: u32, day: u32) -> Result<BirthDate, Fault> {
    if month > 12 && (1..=12).contains(&day) {
        return Err(Fault::new(
            "DATE_MONTH_FIRST",
            "Tháng lớn hơn 12: có thể ghi tháng trước ngày. Phải ghi ngày trước (dd/mm/yyyy); chương trình không tự đổi",
            "the month is greater than 12, perhaps the month stands first: write dd/mm/yyyy; nothing is swapped",
        ));
    }
    let date = i32::try_from(year).ok().and_then(|year| LegalDate::from_ymd_opt(year, month, day));
    date.map(BirthDate::Day).ok_or_else(no_such_day)
}

fn unreadable() -> Fault {
    Fault::new(
        "DATE_UNREADABLE",
        "Không đọc được ngày: ghi dd/mm/yyyy, mm/yyyy hoặc yyyy",
        "no date can be read: write dd/mm/yyyy, mm/yyyy or yyyy",
    )
}

fn no_such_day() -> Fault {
    Fault::new("DATE_NO_SUCH_DAY", "Không có ngày này trong lịch", "there is no such day")
}

fn year_range() -> Fault {
    Fault::new("DATE_YEAR_RANGE", "Năm phải từ 1900 đến 2100", "the year must be from 1900 to 2100")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<String, &'static str> {
        partial(&Value::text(text)).map(|date| date.to_string()).map_err(|fault| fault.code)
    }

    #[test]
    fn days_are_written_in_many_ways() {
        let ways = [
            "15/08/1970",
            "15/8/1970",
            "15-08-1970",
            "15.8.1970",
            " 15 / 8 / 1970 ",
            "1970-08-15",
            "1970/8/15",
            "1970-08-15T00:00:00",
            "15/08/1970 00:00:00",
            "25795",
        ];
        for way in ways {
            assert_eq!(text(way).as_deref(), Ok("1970-08-15"), "{way}");
        }
        assert_eq!(text("08/1970").as_deref(), Ok("1970-08"));
        assert_eq!(text("8-1970").as_deref(), Ok("1970-08"));
        assert_eq!(text("1970.0").as_deref(), Ok("1970"));
        assert_eq!(text("1970").as_deref(), Ok("1970"));
        assert_eq!(text("13/05/1980").as_deref(), Ok("1980-05-13"));
    }

    #[test]
    fn what_could_be_two_days_is_refused() {
        let refused = [
            ("05/13/1980", "DATE_MONTH_FIRST"),
            ("1980-13-05", "DATE_MONTH_FIRST"),
            ("31/02/1980", "DATE_NO_SUCH_DAY"),
            ("29/02/1970", "DATE_NO_SUCH_DAY"),
            ("13/1970", "DATE_NO_SUCH_DAY"),
            ("00/00/1970", "DATE_NO_SUCH_DAY"),
            ("15/8/70", "DATE_SHORT_YEAR"),
            ("15/08/1070", "DATE_YEAR_RANGE"),
            ("15081970", "DATE_UNREADABLE"),
            ("15/08-1970", "DATE_UNREADABLE"),
            ("khoảng 1970", "DATE_UNREADABLE"),
            ("1", "DATE_UNREADABLE"),
            ("-1970", "DATE_UNREADABLE"),
        ];
        for (way, code) in refused {
            assert_eq!(text(way), Err(code), "{way}");
        }
    }

    #[test]
    fn numbers_are_years_or_serials() {
        let number =
            |n: &str| partial(&Value::Number(n.to_owned())).map(|d| d.to_string()).map_err(|f| f.code);
        assert_eq!(number("1970").as_deref(), Ok("1970"));
        assert_eq!(number("2100").as_deref(), Ok("2100"));
        assert_eq!(number("44096").as_deref(), Ok("2020-09-22"));
        assert_eq!(number("25795.5").as_deref(), Ok("1970-08-15"));
        assert_eq!(number("8.197"), Err("DATE_UNREADABLE"));
        assert_eq!(number("1970.5"), Err("DATE_UNREADABLE"));
        assert_eq!(number("99999999999"), Err("DATE_YEAR_RANGE"));
        let typed_year = LegalDate::from_ymd_opt(1905, 5, 23).unwrap();
        assert_eq!(partial(&Value::Date(typed_year)).unwrap().to_string(), "1970");
        assert_eq!(full(&Value::text("2021")).unwrap_err().code, "DATE_INCOMPLETE");
    }

    proptest::proptest! {
        #[test]
        fn every_day_comes_back_day_first_and_as_a_serial(days in 2_101_i64..73_415) {
            let date = serial_start() + chrono::Duration::days(days);
            for way in ["%d/%m/%Y", "%-d/%-m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"] {
                proptest::prop_assert_eq!(full(&Value::text(&date.format(way).to_string())), Ok(date));
            }
            proptest::prop_assert_eq!(full(&Value::Number(days.to_string())), Ok(date));
            proptest::prop_assert_eq!(full(&Value::Date(date)), Ok(date));
        }

        #[test]
        fn a_day_after_the_twelfth_is_never_swapped(days in 2_101_i64..73_415) {
            let date = serial_start() + chrono::Duration::days(days);
            let read = full(&Value::text(&date.format("%m/%d/%Y").to_string()));
            let day: u32 = date.format("%d").to_string().parse().unwrap();
            proptest::prop_assert_eq!(read.is_err(), day > 12);
        }

        #[test]
        fn any_text_gives_an_answer(text in ".{0,24}") {
            let date = partial(&Value::text(&text));
            proptest::prop_assert!(date.map_or(true, |date| YEARS.contains(&date.year())));
        }
    }
}
