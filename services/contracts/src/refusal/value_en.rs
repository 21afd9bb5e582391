//! Values of the metadata as they stand in the English sentence, where the code itself is no word.

use domain::personal_id::{IdError, IdWarning};

/// Words for codes, by the key under which they are given.
const WORDS: &[(&str, &str, &str)] = &[
    ("relation", "other", "of another agency"),
    ("relation", "own", "of this agency"),
    ("role", "unit_user", "user of a school"),
];

/// The value under this key in English words; what has none stays as it is.
pub(super) fn in_words(key: &str, value: &str) -> String {
    let listed = WORDS.iter().find(|(of, code, _)| *of == key && *code == value);
    let closed = || if key == "why" { personal_number(value) } else { None };
    listed.map(|(_, _, words)| *words).or_else(closed).unwrap_or(value).to_owned()
}

fn personal_number(code: &str) -> Option<&'static str> {
    let error = IdError::ALL.into_iter().find(|error| error.code() == code).map(IdError::en);
    error.or_else(|| IdWarning::ALL.into_iter().find(|warning| warning.code() == code).map(IdWarning::en))
}
