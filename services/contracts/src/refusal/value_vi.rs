//! Values of the metadata as an officer reads them in the Vietnamese sentence; the metadata itself keeps its codes.

use domain::personal_id::{IdError, IdWarning};
use domain::vocabulary::{Degree, Level};

/// Words for codes that stand in sentences, by the key under which they are given.
const WORDS: &[(&str, &str, &str)] = &[
    ("differs", "birth", "ngày sinh"),
    ("differs", "birth_date", "ngày sinh"),
    ("differs", "decision", "quyết định"),
    ("differs", "full_name", "họ và tên"),
    ("differs", "national_id", "số định danh"),
    ("differs", "student_code", "mã sinh viên"),
    ("differs", "teacher_code", "mã giáo viên"),
    ("relation", "other", "của cơ quan khác"),
    ("relation", "own", "của chính cơ quan này"),
    ("role", "node", "nút của cơ quan"),
    ("role", "reader", "người xem"),
    ("role", "system", "hệ thống phần mềm"),
    ("role", "unit_user", "người dùng của trường"),
    ("state", "DEFERRED", "đang bảo lưu"),
    ("state", "DISMISSED", "đã bị buộc thôi học"),
    ("state", "STUDYING", "đang học"),
    ("state", "VOID", "đã hủy vì nhập sai"),
    ("state", "WITHDRAWN", "đã thôi học"),
    ("step", "BEGUN", "bắt đầu học"),
    ("step", "DEFERRED", "bảo lưu"),
    ("step", "DISMISSED", "buộc thôi học"),
    ("step", "RESUMED", "học tiếp"),
    ("step", "STUDYING", "đang học"),
    ("step", "TRANSFERRED", "chuyển lớp"),
    ("step", "WITHDRAWN", "thôi học"),
];

/// The value under this key in Vietnamese words; what has none stays as it is. ISO dates become dd/mm/yyyy.
pub(super) fn in_words(key: &str, value: &str) -> String {
    let listed = WORDS.iter().find(|(of, code, _)| *of == key && *code == value).map(|(_, _, words)| *words);
    let closed = || match key {
        "degree" | "given" | "required" => degree(value),
        "level" => level(value),
        "why" => personal_number(value),
        _ => None,
    };
    let moments = || matches!(key, "as_of" | "plans").then(|| moments(value));
    listed
        .or_else(closed)
        .map(str::to_owned)
        .or_else(moments)
        .or_else(|| day(value))
        .unwrap_or_else(|| value.to_owned())
}

fn degree(code: &str) -> Option<&'static str> {
    Degree::ALL.into_iter().find(|degree| degree.code() == code).map(Degree::vi)
}

fn level(code: &str) -> Option<&'static str> {
    Level::ALL.into_iter().find(|level| level.code() == code).map(Level::vi)
}

fn personal_number(code: &str) -> Option<&'static str> {
    let error = IdError::ALL.into_iter().find(|error| error.code() == code).map(IdError::vi);
    error.or_else(|| IdWarning::ALL.into_iter().find(|warning| warning.code() == code).map(IdWarning::vi))
}

fn day(value: &str) -> Option<String> {
    let is_iso = value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let mut parts = value.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    is_iso.then(|| format!("{day}/{month}/{year}"))
}

/// Every instant within a text, `2021-01-15T08:00:00+07:00`, as `08:00:00 15/01/2021`.
fn moments(text: &str) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('T') {
        let instant = at.checked_sub(10).and_then(|begin| {
            let (date, time) = (rest.get(begin..at)?, rest.get(at + 1..at + 9)?);
            let zone = rest.get(at + 9..at + 15)? == "+07:00";
            let before = rest.get(..begin)?;
            zone.then(|| Some(format!("{before}{time} {}", day(date)?))).flatten()
        });
        let end = if instant.is_some() { at + 15 } else { at + 1 };
        said.push_str(instant.as_deref().or_else(|| rest.get(..end)).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_words_and_everything_else_stays() {
        assert_eq!(in_words("given", "COLLEGE"), "Cao đẳng");
        assert_eq!(in_words("level", "PRIMARY"), "Tiểu học");
        assert_eq!(in_words("why", "ID_WRONG_LENGTH"), IdError::WrongLength.vi());
        assert_eq!(in_words("why", "ID_PLACEHOLDER"), IdWarning::Placeholder.vi());
        assert_eq!(in_words("differs", "full_name"), "họ và tên");
        assert_eq!(in_words("date", "2021-04-19"), "19/04/2021");
        assert_eq!(in_words("number", "438/QĐ-UBND"), "438/QĐ-UBND");
        assert_eq!(in_words("as_of", "2021-01-10T08:30:00+07:00"), "08:30:00 10/01/2021");
        let plans = "TTr-1 (2021-01-15T08:00:00+07:00), LC-2022 (2022-01-15T08:00:00+07:00)";
        assert_eq!(in_words("plans", plans), "TTr-1 (08:00:00 15/01/2021), LC-2022 (08:00:00 15/01/2022)");
        // A number that reads like a word of another list, and what only resembles a date.
        assert_eq!(in_words("number", "COLLEGE"), "COLLEGE");
        assert_eq!(in_words("number", "2021-4-190"), "2021-4-190");
    }
}
