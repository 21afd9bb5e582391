//! How text is taken, decided here for all requests: a stored name must not be able to spoil a terminal, a log or a sheet.
//!
//! - Refused everywhere: control characters (C0, DEL, C1), line and paragraph separators (U+2028, U+2029), characters that
//!   turn the order of letters (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+206F), annotations and tags.
//! - Zero-width characters, joiners included, and the soft hyphen: Vietnamese needs none, and nobody sees them. They come with
//!   pasted text, so names and free text drop them; codes refuse them, since two codes would look the same.
//! - White space: every kind is a plain space. A line (name, title, number of a document) has single spaces, tabs and line
//!   breaks among them; free text keeps its line breaks as `\n` and its spaces; a code refuses tabs and line breaks.
//! - Nothing stands around it, and it is composed (NFC). Lengths are counted in characters after all that.

use crate::refusal::{Rule, invalid};
use domain::record::Problem;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Compared letter by letter: codes, request ids.
    Code,
    /// One line: names, titles, numbers of documents.
    Line,
    /// Written by people for people: reasons, notes.
    Free,
}

/// A form and the most characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) form: Form,
    pub(super) max: usize,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFault {
    /// A character that no text of the form has.
    Character {
        letter: char,
        /// Its place, from 1.
        at: usize,
    },
    /// More characters than `max`.
    Long { sent: usize, max: usize },
}

impl Text {
    /// The text as it is stored; may be empty.
    pub(super) fn take(self, raw: &str) -> Result<String, TextFault> {
        let mut taken = String::with_capacity(raw.len());
        let mut letters = raw.chars().enumerate().peekable();
        while let Some((before, letter)) = letters.next() {
            match (self.form, letter) {
                (Form::Free, '\r') if letters.peek().is_some_and(|(_, next)| *next == '\n') => {}
                (Form::Free, '\r' | '\n') => taken.push('\n'),
                (Form::Line | Form::Free, '\t' | '\r' | '\n') => taken.push(' '),
                (Form::Line | Form::Free, letter) if is_unseen(letter) => {}
                (_, letter) if is_unseen(letter) || is_disorder(letter) => {
                    return Err(TextFault::Character { letter, at: before + 1 });
                }
                (_, letter) if letter.is_whitespace() => taken.push(' '),
                (_, letter) => taken.push(letter),
            }
        }
        let text = domain::text::nfc(&match self.form {
            Form::Line => taken.split_whitespace().collect::<Vec<_>>().join(" "),
            Form::Code | Form::Free => taken.trim().to_owned(),
        });
        let sent = text.chars().count();
        if sent > self.max { Err(TextFault::Long { sent, max: self.max }) } else { Ok(text) }
    }
}

impl TextFault {
    /// As the problem of a field.
    pub(super) fn at(self, field: &str) -> Problem {
        match self {
            Self::Character { letter, at } => {
                let character = format!("U+{:04X}", u32::from(letter));
                let numbers = [("at", at.to_string()), ("character", character)];
                invalid(field, Rule::BadCharacter, &numbers)
            }
            Self::Long { sent, max } => {
                invalid(field, Rule::TooLong, &[("max", max.to_string()), ("sent", sent.to_string())])
            }
        }
    }
}

/// Zero-width characters and the soft hyphen.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// What could forge a line, a cell or an order of letters.
fn is_disorder(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2061}'..='\u{206F}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}
