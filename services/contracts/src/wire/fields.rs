//! Reading the fields of a message: one method per form of value. Each notes what is wrong and gives `None` then, so that all
//! fields of an item are looked at before it is refused.

use super::limits::BIRTH_YEARS;
use super::text::Text;
use super::{FromWire, Read};
use crate::dates;
use crate::refusal::{Reason, Rule, invalid, problem_of};
use crate::vocabulary::{self, NotOfTheList};
use domain::date::{BirthDate, LegalDate};
use domain::ids::{AgencyId, Digest, RecordId};
use domain::personal_id::{IdWarning, PersonalId};
use domain::record::Problem;
use std::ops::RangeInclusive;
use uuid::Uuid;

/// Where reading stands, and what was noted so far.
#[derive(Debug)]
pub struct Fields {
    path: String,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
}

impl Fields {
    pub(super) fn at(path: &str) -> Self {
        Self { path: path.to_owned(), problems: Vec::new(), notes: Vec::new() }
    }

    /// The value, unless something was noted against it.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<Read<T>, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(Read { value, notes: self.notes }),
            None if self.problems.is_empty() => Err(vec![problem_of(Reason::Internal, &self.path, &[])]),
            _ => Err(self.problems),
        }
    }

    fn path_of(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { format!("{}.{field}", self.path) }
    }

    /// Notes a broken rule; always `None`.
    pub(super) fn broken<T>(&mut self, field: &str, rule: Rule, limits: &[(&str, String)]) -> Option<T> {
        let path = self.path_of(field);
        self.problems.push(invalid(&path, rule, limits));
        None
    }

    /// Reads what is below a field.
    fn below<T>(&mut self, field: &str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let inner = self.path_of(field);
        let outer = std::mem::replace(&mut self.path, inner);
        let value = read(self);
        self.path = outer;
        value
    }

    /// A message that must be there.
    pub(super) fn required<T: FromWire>(&mut self, field: &str, wire: Option<T::Wire>) -> Option<T> {
        match wire {
            Some(wire) => self.below(field, |fields| T::read(wire, fields)),
            None => self.broken(field, Rule::Required, &[]),
        }
    }

    /// A message that may be absent.
    pub(super) fn optional<T: FromWire>(&mut self, field: &str, wire: Option<T::Wire>) -> Option<Option<T>> {
        match wire {
            Some(wire) => self.required(field, Some(wire)).map(Some),
            None => Some(None),
        }
    }

    /// A list of so many elements, each read by `read` at its path.
    pub(super) fn list<W, T>(
        &mut self,
        field: &str,
        wire: Vec<W>,
        count: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Self, &str, W) -> Option<T>,
    ) -> Option<Vec<T>> {
        if wire.is_empty() && !count.contains(&0) {
            return self.broken(field, Rule::Required, &[]);
        }
        if !count.contains(&wire.len()) {
            return self.broken(field, Rule::WrongCount, &limits(&count));
        }
        let elements = wire.into_iter().enumerate();
        let read: Vec<Option<T>> =
            elements.map(|(at, element)| read(self, &format!("{field}[{at}]"), element)).collect();
        read.into_iter().collect()
    }

    /// Notes elements that stand twice.
    pub(super) fn distinct<T: PartialEq>(&mut self, field: &str, list: Option<Vec<T>>) -> Option<Vec<T>> {
        let list = list?;
        let repeated = list
            .iter()
            .enumerate()
            .find(|(at, element)| list.iter().take(*at).any(|before| before == *element));
        match repeated {
            Some((at, _)) => self.broken(&format!("{field}[{at}]"), Rule::Repeated, &[]),
            None => Some(list),
        }
    }

    /// A text that must be there, of a form and at most so many characters.
    pub(super) fn text(&mut self, field: &str, raw: &str, form: Text) -> Option<String> {
        let text = self.optional_text(field, raw, form)?;
        if text.is_empty() { self.broken(field, Rule::Required, &[]) } else { Some(text) }
    }

    /// A text of a form and at most so many characters; empty when not given.
    pub(super) fn optional_text(&mut self, field: &str, raw: &str, form: Text) -> Option<String> {
        match form.take(raw) {
            Ok(text) => Some(text),
            Err(fault) => {
                let path = self.path_of(field);
                self.problems.push(fault.at(&path));
                None
            }
        }
    }

    /// A date that must be there.
    pub(super) fn date(&mut self, field: &str, raw: &str) -> Option<LegalDate> {
        match self.optional_date(field, raw)? {
            Some(date) => Some(date),
            None => self.broken(field, Rule::Required, &[]),
        }
    }

    /// A date that may be absent.
    pub(super) fn optional_date(&mut self, field: &str, raw: &str) -> Option<Option<LegalDate>> {
        let text = clean(raw);
        if text.is_empty() {
            return Some(None);
        }
        match dates::legal_date(text) {
            Some(date) => Some(Some(date)),
            None => self.broken(field, Rule::NotADate, &[]),
        }
    }

    /// A birth date that must be there.
    pub(super) fn birth(&mut self, field: &str, raw: &str) -> Option<BirthDate> {
        match self.optional_birth(field, raw)? {
            Some(birth) => Some(birth),
            None => self.broken(field, Rule::Required, &[]),
        }
    }

    /// A birth date that may be absent.
    pub(super) fn optional_birth(&mut self, field: &str, raw: &str) -> Option<Option<BirthDate>> {
        let text = clean(raw);
        if text.is_empty() {
            return Some(None);
        }
        match dates::birth_date(text).filter(|birth| BIRTH_YEARS.contains(&birth.year())) {
            Some(birth) => Some(Some(birth)),
            None => self.broken(field, Rule::NotABirthDate, &limits(&BIRTH_YEARS)),
        }
    }

    /// A valid personal number as its digits; what is none is noted and left out.
    pub(super) fn national_id(&mut self, field: &str, raw: &str) -> Option<String> {
        let text = clean(raw);
        if text.is_empty() {
            return None;
        }
        let why = match personal_number(text) {
            Ok(digits) => return Some(digits),
            Err(why) => why,
        };
        let note = problem_of(Reason::NationalIdInvalid, &self.path_of(field), &[("why", why.to_owned())]);
        self.notes.push(note);
        None
    }

    /// A personal number that is asked for, as its digits: what is none finds nobody, so it is a fault of the field.
    pub(super) fn optional_national_id(&mut self, field: &str, raw: &str) -> Option<Option<String>> {
        let text = clean(raw);
        if text.is_empty() {
            return Some(None);
        }
        match personal_number(text) {
            Ok(digits) => Some(Some(digits)),
            Err(why) => self.broken(field, Rule::NotAPersonalNumber, &[("why", why.to_owned())]),
        }
    }

    /// A value of a closed list that must be there.
    pub(super) fn word<Wire, Value>(&mut self, field: &str, number: i32) -> Option<Value>
    where
        Wire: TryFrom<i32>,
        Value: TryFrom<Wire, Error = NotOfTheList>,
    {
        match self.optional_word::<Wire, Value>(field, number)? {
            Some(value) => Some(value),
            None => self.broken(field, Rule::Required, &[]),
        }
    }

    /// A value of a closed list that may be absent.
    pub(super) fn optional_word<Wire, Value>(&mut self, field: &str, number: i32) -> Option<Option<Value>>
    where
        Wire: TryFrom<i32>,
        Value: TryFrom<Wire, Error = NotOfTheList>,
    {
        if number == 0 {
            return Some(None);
        }
        match vocabulary::value::<Wire, Value>(number) {
            Ok(value) => Some(Some(value)),
            Err(NotOfTheList) => self.broken(field, Rule::NotOfTheList, &[]),
        }
    }

    /// A yes/no answer; `Some(None)` = unknown.
    pub(super) fn answer(&mut self, field: &str, number: i32) -> Option<Option<bool>> {
        match vocabulary::answer(number) {
            Ok(answer) => Some(answer),
            Err(NotOfTheList) => self.broken(field, Rule::NotOfTheList, &[]),
        }
    }

    /// A number of a range.
    pub(super) fn number(&mut self, field: &str, number: u32, range: RangeInclusive<u32>) -> Option<u32> {
        if range.contains(&number) {
            Some(number)
        } else if number == 0 {
            self.broken(field, Rule::Required, &[])
        } else {
            self.broken(field, Rule::OutOfRange, &limits(&range))
        }
    }

    /// A digest that must be there.
    pub(super) fn digest(&mut self, field: &str, raw: &str) -> Option<Digest> {
        match self.optional_digest(field, raw)? {
            Some(digest) => Some(digest),
            None => self.broken(field, Rule::Required, &[]),
        }
    }

    /// A digest that may be absent.
    pub(super) fn optional_digest(&mut self, field: &str, raw: &str) -> Option<Option<Digest>> {
        if raw.is_empty() {
            return Some(None);
        }
        match digest(raw) {
            Some(digest) => Some(Some(digest)),
            None => self.broken(field, Rule::NotADigest, &[]),
        }
    }

    /// An agency that must be there.
    pub(super) fn agency(&mut self, field: &str, raw: &str) -> Option<AgencyId> {
        self.id(field, raw).map(AgencyId)
    }

    /// A record that must be there.
    pub(super) fn record(&mut self, field: &str, raw: &str) -> Option<RecordId> {
        self.id(field, raw).map(RecordId)
    }

    fn id(&mut self, field: &str, raw: &str) -> Option<Uuid> {
        if raw.is_empty() {
            return self.broken(field, Rule::Required, &[]);
        }
        match Uuid::try_parse(raw).ok().filter(|id| id.hyphenated().to_string() == raw) {
            Some(id) => Some(id),
            None => self.broken(field, Rule::NotAnId, &[]),
        }
    }
}

/// A range as the metadata of a broken rule.
fn limits<T: ToString>(range: &RangeInclusive<T>) -> [(&'static str, String); 2] {
    [("min", range.start().to_string()), ("max", range.end().to_string())]
}

/// The digits of a valid personal number, or the code of what is wrong with it.
fn personal_number(text: &str) -> Result<String, &'static str> {
    match PersonalId::parse(text) {
        // The same digit all over is typed into a field that must not be empty; it would make one person of many.
        Ok(number) if number.is_placeholder() => Err(IdWarning::Placeholder.code()),
        Ok(number) => Ok(number.digits().to_owned()),
        Err(error) => Err(error.code()),
    }
}

/// A date or a number without what stands around it; whatever else it is not, its own form refuses.
fn clean(raw: &str) -> &str {
    raw.trim()
}

/// 32 bytes from 64 hexadecimal digits.
fn digest(raw: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    let mut digits = raw.chars().map(|digit| digit.to_digit(16));
    for byte in &mut bytes {
        let (high, low) = (digits.next()??, digits.next()??);
        *byte = u8::try_from(high * 16 + low).ok()?;
    }
    digits.next().is_none().then_some(Digest(bytes))
}
