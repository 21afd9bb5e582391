//! The vectors of rules.md 8.

use super::*;
use proptest::prelude::*;

#[test]
fn lengths_and_digits() {
    let rows = [
        ("012065000123", Ok(IdKind::Citizen)),
        (" 012065000123\u{A0}", Ok(IdKind::Citizen)),
        ("045123456", Ok(IdKind::OldCard)),
        ("12065000123", Err(IdError::LeadingZeroLost)),
        ("45123456", Err(IdError::LeadingZeroLost)),
        ("1.2185E+10", Err(IdError::Scientific)),
        ("1,2185e+10", Err(IdError::Scientific)),
        ("12E10", Err(IdError::Scientific)),
        ("1206500012", Err(IdError::WrongLength)),
        ("0120650001234", Err(IdError::WrongLength)),
        ("", Err(IdError::WrongLength)),
        ("012 065 000 123", Err(IdError::NotDigits)),
        ("01206500012O", Err(IdError::NotDigits)),
        ("12065000123.0", Err(IdError::NotDigits)),
        ("E", Err(IdError::NotDigits)),
        ("-12065000123", Err(IdError::NotDigits)),
        ("０１２０６５０００１２３", Err(IdError::NotDigits)),
    ];
    for (text, expected) in rows {
        assert_eq!(PersonalId::parse(text).map(|id| id.kind()), expected, "{text:?}");
    }
}

#[test]
fn what_does_not_fit_the_person_is_a_warning() {
    use IdWarning::{BirthYear, Place, Placeholder};
    let rows: [(&str, Sex, i32, &[IdWarning]); 15] = [
        ("012065000123", Sex::Male, 1965, &[]),
        ("012170000123", Sex::Female, 1970, &[]),
        ("012070000123", Sex::Female, 1970, &[IdWarning::Sex]),
        ("012171000123", Sex::Female, 1970, &[BirthYear]),
        ("012201000123", Sex::Male, 2001, &[]),
        ("012201000123", Sex::Male, 1901, &[BirthYear]),
        ("012301000123", Sex::Female, 2001, &[]),
        ("012403000123", Sex::Male, 2103, &[]),
        ("001165000123", Sex::Male, 1966, &[IdWarning::Sex, BirthYear]),
        ("079170000123", Sex::Female, 1970, &[]),
        ("011170000123", Sex::Female, 1970, &[]),
        ("013170000123", Sex::Female, 1970, &[Place]),
        ("000000000000", Sex::Male, 1900, &[Placeholder, Place]),
        ("045123456", Sex::Female, 1970, &[]),
        ("111111111", Sex::Female, 1970, &[Placeholder]),
    ];
    for (text, sex, year, expected) in rows {
        let id = PersonalId::parse(text).unwrap();
        assert_eq!(id.check(sex, BirthDate::Year(year)), expected, "{text} {sex:?} {year}");
    }
    assert_eq!(PROVINCES.split_whitespace().count(), 63);
}

#[test]
fn a_number_is_shown_masked() {
    let rows = [
        ("012065001234", "********1234"),
        ("045123456", "*****3456"),
        ("1234", "****"),
        ("12345", "*2345"),
        ("", ""),
    ];
    for (text, masked) in rows {
        assert_eq!(mask(text), masked);
    }
    let id = PersonalId::parse("012065001234").unwrap();
    assert_eq!(id.mask(), "********1234");
    assert_eq!(format!("{id:?}"), "PersonalId(********1234)");
    assert_eq!(id.digits(), "012065001234");
}

#[test]
fn codes_and_words_are_distinct() {
    let errors = IdError::ALL.map(|error| [error.code(), error.vi(), error.en()]);
    let warnings = IdWarning::ALL.map(|warning| [warning.code(), warning.vi(), warning.en()]);
    let words: Vec<&str> = errors.into_iter().chain(warnings).flatten().collect();
    assert_eq!(words.iter().collect::<std::collections::BTreeSet<_>>().len(), words.len());
}

#[test]
fn only_numbers_of_one_kind_are_compared() {
    assert_eq!(same_number("012185000042", "012185000042"), Some(true));
    assert_eq!(same_number("012185000042", "012185000043"), Some(false));
    assert_eq!(same_number("045123456", "012185000042"), None);
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_written(text in any::<String>()) {
        if let Ok(id) = PersonalId::parse(&text) {
            prop_assert_eq!(id.digits(), text.trim());
        }
    }

    #[test]
    fn a_mask_shows_at_most_the_last_four(text in any::<String>()) {
        let masked = mask(&text);
        prop_assert_eq!(masked.chars().count(), text.chars().count());
        let shown: String = masked.chars().rev().take_while(|letter| *letter != '*').collect();
        prop_assert!(shown.chars().count() <= 4);
    }

    #[test]
    fn any_citizen_number_has_a_sex_and_a_year(digits in "[0-9]{12}", year in 1900_i32..2400) {
        let id = PersonalId::parse(&digits).unwrap();
        let fits = |sex| !id.check(sex, BirthDate::Year(year)).contains(&IdWarning::Sex);
        prop_assert!(fits(Sex::Male) != fits(Sex::Female));
    }
}
