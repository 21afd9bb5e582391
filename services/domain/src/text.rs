//! Vietnamese text: one stored form, one form for matching, one order (rules.md 7; D40).

mod order;

pub use order::{NameParts, name_parts, name_sort_key, sort_key};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The composed form (NFC) in which text is stored and compared; nothing else about it is changed. A person's name is
/// never rewritten further than this.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The form for MATCHING headers, words and names: lower case, without accents, đ as d (with its look-alikes Ð U+00D0
/// and Ɖ U+0189), every run of white space (line breaks, no-break spaces) as one space, none at the ends,
/// curly apostrophes straight, invisible characters gone. Both tone styles (hòa, hoà) come out the same.
///
/// It also merges different people (Hà, Hạ, Há): a match is a candidate beside birth date and unit, never an identity,
/// and the folded form is never shown or stored in place of the name.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Lower case twice: a few characters have a lower case only after they are taken apart, or the other way round.
    let letters = text.chars().flat_map(char::to_lowercase).nfd().flat_map(char::to_lowercase);
    let mut space_before = false;
    for letter in letters.filter(|letter| !is_combining_mark(*letter) && !is_invisible(*letter)) {
        if letter.is_whitespace() {
            space_before = !folded.is_empty();
            continue;
        }
        if space_before {
            folded.push(' ');
            space_before = false;
        }
        folded.push(plain(letter));
    }
    folded
}

/// Number and symbol of a document for MATCHING: folded and without white space, because the same decision is typed by many hands.
#[must_use]
pub fn fold_number(number: &str) -> String {
    fold(number).replace(' ', "")
}

/// A lower-case letter as matching sees it.
const fn plain(letter: char) -> char {
    match straight_d(letter) {
        'đ' => 'd',
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '`' | '\u{B4}' => '\'',
        '\u{2010}'..='\u{2014}' => '-',
        other => other,
    }
}

/// đ for the lower case of its look-alikes: ð (of Ð, also what cp1252 and VISCII mishaps leave) and ɖ (of Ɖ).
const fn straight_d(letter: char) -> char {
    match letter {
        'ð' | 'ɖ' => 'đ',
        other => other,
    }
}

/// Characters that show nothing and are no space: zero-width ones and the byte order mark. The soft hyphen is not
/// among them: in a TCVN3 file it is the letter ư.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;
