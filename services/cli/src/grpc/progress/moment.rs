//! Dates and instants of a question, as an officer writes them.

use crate::exit::Exit;
use domain::date::{Instant, LegalDate};

/// A date: `2021-12-31`, or day first.
fn date(text: &str) -> Option<LegalDate> {
    let forms = ["%Y-%m-%d", "%d/%m/%Y"];
    forms.into_iter().find_map(|form| LegalDate::parse_from_str(text.trim(), form).ok())
}

/// `--cutoff` as the wire has it: `2021-12-31`; empty for the plan's own.
///
/// # Errors
/// Wrong call; the form that is expected was told.
pub(super) fn cutoff(text: &str) -> Result<String, Exit> {
    if text.is_empty() {
        return Ok(String::new());
    }
    date(text).map(|date| date.to_string()).ok_or_else(|| {
        eprintln!("--cutoff {text:?} không phải một ngày: ghi như 2021-12-31 hoặc 31/12/2021");
        eprintln!("--cutoff {text:?} is no date: write it as 2021-12-31 or 31/12/2021");
        Exit::WrongCall
    })
}

/// `--as-of` in milliseconds since 1970: an instant with its offset, or a date (its end at +07:00); 0 for now.
///
/// # Errors
/// Wrong call; the form that is expected was told.
pub(super) fn as_of(text: Option<&str>) -> Result<i64, Exit> {
    let Some(text) = text else { return Ok(0) };
    let instant = || chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.timestamp_millis());
    let end_of_day = date(text).map(|date| Instant::end_of(date).plus_ms(-1).0);
    end_of_day.or_else(instant).ok_or_else(|| {
        eprintln!("--as-of {text:?} không phải thời điểm: ghi như 2022-01-05T08:00:00+07:00, hoặc một ngày như 2022-01-05");
        eprintln!("--as-of {text:?} is no instant: write it as 2022-01-05T08:00:00+07:00, or a date as 2022-01-05");
        Exit::WrongCall
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_both_orders_and_nothing_else_is() {
        for text in ["2021-12-31", "31/12/2021", " 31/12/2021 "] {
            assert_eq!(cutoff(text).as_deref(), Ok("2021-12-31"));
        }
        assert_eq!(cutoff("").as_deref(), Ok(""));
        for wrong in ["31-12-2021", "12/31/2021", "2021-13-01", "nay"] {
            assert_eq!(cutoff(wrong), Err(Exit::WrongCall), "{wrong}");
        }
    }

    #[test]
    fn an_instant_is_read_with_its_offset_and_a_date_is_its_last_millisecond() {
        assert_eq!(as_of(None), Ok(0));
        assert_eq!(as_of(Some("1970-01-01T08:00:00+07:00")), Ok(3_600_000));
        assert_eq!(as_of(Some("1970-01-01")), Ok(17 * 3_600_000 - 1));
        assert_eq!(as_of(Some("01/01/1970")), as_of(Some("1970-01-01")));
        assert_eq!(as_of(Some("2022-01-05 08:00")), Err(Exit::WrongCall));
    }
}
