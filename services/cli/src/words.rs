//! Days and moments as an officer reads them: day first in Vietnamese, ISO in English. The wire and JSON keep ISO.

use crate::args::Language;
use domain::date::{Instant, LegalDate};

/// One thing said in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) vi: String,
    pub(crate) en: String,
}

impl Said {
    /// The words of a language.
    pub(crate) fn of(&self, lang: Language) -> &str {
        match lang {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// A legal date: `31/12/2021`, in English `2021-12-31`.
pub(crate) fn day(date: LegalDate, lang: Language) -> String {
    match lang {
        Language::Vi => date.format("%d/%m/%Y").to_string(),
        Language::En => date.to_string(),
    }
}

/// A date of the wire, `YYYY-MM-DD`; what is none stays as it is.
pub(crate) fn day_of(text: &str, lang: Language) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| day(date, lang))
}

/// A moment at +07:00: `08:00:05 05/01/2022`, in English `2022-01-05T08:00:05+07:00`; `–` for one that never was.
pub(crate) fn moment(at: Instant, lang: Language) -> String {
    let iso = at.to_string();
    match lang {
        _ if at.0 == 0 => "–".to_owned(),
        Language::En => iso,
        Language::Vi => format!("{} {}", iso.get(11..19).unwrap_or_default(), day(at.date(), lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_day_first_in_vietnamese_and_iso_in_english() {
        let at = Instant(1_641_344_405_000);
        assert_eq!(moment(at, Language::Vi), "08:00:05 05/01/2022");
        assert_eq!(moment(at, Language::En), "2022-01-05T08:00:05+07:00");
        assert_eq!(moment(Instant(0), Language::Vi), "–");
        assert_eq!(day_of("2021-12-31", Language::Vi), "31/12/2021");
        assert_eq!(day_of("2021-12-31", Language::En), "2021-12-31");
        assert_eq!(day_of("", Language::Vi), "");
    }
}
