//! The order of Vietnamese lists, as byte keys: engines compare bytes, so no engine's collation is trusted (D40).

use super::straight_d;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// The alphabet, with f, j, w and z where Latin has them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

// Weights of a key, ascending. A part of a key ends with END, so that a shorter word stands before its extensions.
const END: u8 = 0x00;
const SPACE: u8 = 0x02;
const SIGN: u8 = 0x03;
const DIGITS: u8 = 0x10;
const LETTERS: u8 = 0x20;
const FOREIGN: u8 = 0xFF;

/// The tones in the order of dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
const fn tone(mark: char) -> Option<u8> {
    match mark {
        '\u{300}' => Some(2),
        '\u{309}' => Some(3),
        '\u{303}' => Some(4),
        '\u{301}' => Some(5),
        '\u{323}' => Some(6),
        _ => None,
    }
}

const LEVEL_TONE: u8 = 1;

/// The parts of a Vietnamese name. Words are parted by white space; a single word is the given name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameParts {
    /// Họ: the first word, empty in a name of one word.
    pub family: String,
    /// Đệm: what stands between, words joined by one space; may be empty.
    pub middle: String,
    /// Tên: the last word, empty in an empty name.
    pub given: String,
}

/// Takes a name apart into họ, đệm and tên. Spelling and case stay as they are.
#[must_use]
pub fn name_parts(name: &str) -> NameParts {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let given = words.pop().unwrap_or_default().to_owned();
    let mut words = words.into_iter();
    let family = words.next().unwrap_or_default().to_owned();
    NameParts { family, middle: words.collect::<Vec<_>>().join(" "), given }
}

/// Key of a person's name, to be compared byte by byte: by tên, then họ, then đệm, each as [`sort_key`] orders. Names
/// with equal keys differ in case, in white space or in where the tone mark stands; the caller breaks such ties by a key of its own.
#[must_use]
pub fn name_sort_key(name: &str) -> Vec<u8> {
    let NameParts { family, middle, given } = name_parts(name);
    [given, family, middle].iter().flat_map(|part| sort_key(part)).collect()
}

/// Key of a text, to be compared byte by byte. First the letters of the whole text by the alphabet a ă â b c d đ e ê …
/// (spaces before signs before digits before letters), then, where they are equal, the tones word by word. Case, runs of white
/// space, composed or decomposed form and the style of the tone mark (hòa, hoà) make no difference.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let (mut letters, mut tones) = (Vec::new(), Vec::new());
    for (place, word) in text.split_whitespace().enumerate() {
        if place > 0 {
            letters.push(SPACE);
        }
        tones.push(push_word(word, &mut letters));
    }
    letters.push(END);
    letters.append(&mut tones);
    letters.push(END);
    letters
}

/// Appends the weights of a word's letters, and returns its tone (the first, should it have several).
fn push_word(word: &str, letters: &mut Vec<u8>) -> u8 {
    let mut word_tone = None;
    let mut base: Option<char> = None;
    for letter in word.chars().flat_map(char::to_lowercase).nfd() {
        if let Some(found) = tone(letter) {
            word_tone = word_tone.or(Some(found));
        } else if is_combining_mark(letter) {
            // A mark that makes another letter of the alphabet (ă, â, ơ …) counts, any other does not.
            base = base
                .map(|base| compose(base, letter).filter(|made| ALPHABET.contains(*made)).unwrap_or(base));
        } else {
            base.into_iter().for_each(|base| push_letter(base, letters));
            base = Some(straight_d(letter));
        }
    }
    base.into_iter().for_each(|base| push_letter(base, letters));
    word_tone.unwrap_or(LEVEL_TONE)
}

/// Appends the weight of one letter; what the alphabet does not have goes by its code point, signs before everything,
/// foreign letters after.
fn push_letter(letter: char, letters: &mut Vec<u8>) {
    let place = ALPHABET.chars().zip(LETTERS..).find(|(known, _)| *known == letter);
    let digit = ('0'..='9').zip(DIGITS..).find(|(known, _)| *known == letter);
    if let Some((_, weight)) = place.or(digit) {
        letters.push(weight);
    } else {
        let [_, high, middle, low] = u32::from(letter).to_be_bytes();
        letters.extend([if letter.is_alphanumeric() { FOREIGN } else { SIGN }, high, middle, low]);
    }
}
