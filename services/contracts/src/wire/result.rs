//! Term results and diplomas.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::training::v1 as wire;
use crate::pb::types::v1 as types;
use crate::refusal::Rule;
use domain::record::Diploma;

/// One result: a term, a diploma, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultInput {
    /// Student code.
    pub student_code: String,
    /// Term; empty only together with a diploma.
    pub term: String,
    /// Credits earned in all; 0 = not said.
    pub credits: u32,
    /// Result as the college writes it.
    pub result: String,
    /// Diploma; its institution is empty for the programme's.
    pub diploma: Option<Diploma>,
}

impl FromWire for ResultInput {
    type Wire = wire::ResultItem;

    fn read(item: wire::ResultItem, fields: &mut Fields) -> Option<Self> {
        let wire::ResultItem { student_code, term, credits, result, diploma } = item;
        let bare = diploma.is_none();
        let student_code = fields.text("student_code", &student_code, limits::CODE);
        let term = match fields.optional_text("term", &term, limits::NUMBER) {
            Some(term) if term.is_empty() && bare => fields.broken("term", Rule::Required, &[]),
            term => term,
        };
        let credits = fields.number("credits", credits, limits::CREDITS);
        let result = fields.text("result", &result, limits::NAME);
        let diploma = fields.optional("diploma", diploma);
        Some(Self {
            student_code: student_code?,
            term: term?,
            credits: credits?,
            result: result?,
            diploma: diploma?,
        })
    }
}

impl FromWire for Diploma {
    type Wire = wire::DiplomaItem;

    fn read(item: wire::DiplomaItem, fields: &mut Fields) -> Option<Self> {
        let wire::DiplomaItem { degree, number, register_number, date, institution } = item;
        let degree = fields.word::<types::Degree, _>("degree", degree);
        let number = fields.text("number", &number, limits::NUMBER);
        let register_number = fields.optional_text("register_number", &register_number, limits::NUMBER);
        let date = fields.date("date", &date);
        let institution = fields.optional_text("institution", &institution, limits::NAME);
        Some(Self {
            degree: degree?,
            number: number?,
            register_number: register_number?,
            date: date?,
            institution: institution?,
        })
    }
}
