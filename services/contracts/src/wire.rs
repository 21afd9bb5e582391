//! The only door for requests: what a service was asked, checked against the rules that its contract states, as domain values.
//!
//! Field rules (lengths in characters, ranges, forms of dates and ids) are enforced here and nowhere else, for nodes and coordinator
//! alike. All problems of an item come back together, each with its path (`items[3].teacher.birth`). Text is stored composed (NFC),
//! without white space around it, no-break spaces as spaces; nothing else about it is changed. A personal number that is none is not a
//! fault of the item: it is left out, with the note NATIONAL_ID_INVALID.

mod act;
mod class;
mod decision;
mod document;
mod enrollment;
mod fields;
mod limits;
mod nomination;
mod plan;
mod programme;
mod progress;
mod proposal;
mod query;
mod result;
mod ruling;
pub mod show;
mod teacher;
mod teacher_key;

pub use class::ClassInput;
pub use decision::DecisionInput;
pub use enrollment::{
    EnrollmentCorrectionInput, EnrollmentInput, FindNomineeInput, NominationKey, Reported, ReportedStep,
    ReversalInput,
};
pub use limits::MAX_ITEMS;
pub use nomination::{CorrectionInput, NominationInput, WithdrawalInput};
pub use plan::{FreezeScopeInput, PlanInput};
pub use programme::ProgrammeInput;
pub use progress::{AtLeast, ProgressInput};
pub use proposal::ProposalInput;
pub use query::{DrawScopeInput, ListTeachersInput, PlanQuery, ScopeMembersInput};
pub use result::ResultInput;
pub use ruling::RulingInput;
pub use teacher::{RemovalInput, TeacherInput};
pub use teacher_key::TeacherKey;

use crate::pb::types::v1 as types;
use crate::refusal::{Reason, Refusal, Rule, invalid};
use domain::record::{Act, Problem};
use fields::Fields;

/// A domain value that is read from a message of a request.
pub trait FromWire: Sized {
    /// The message.
    type Wire;

    /// The value, or `None` when at least one problem was noted.
    #[doc(hidden)]
    fn read(wire: Self::Wire, fields: &mut Fields) -> Option<Self>;
}

/// A value that obeys its contract, with what its owner should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Notes for the outcome of an item that is carried out all the same, such as NATIONAL_ID_INVALID.
    pub notes: Vec<Problem>,
}

/// Every item of a bulk call, in order: what it asks, or all its problems with paths `items[n].…`.
#[must_use]
pub fn items<T: FromWire>(items: Vec<T::Wire>) -> Vec<Result<Read<T>, Vec<Problem>>> {
    items.into_iter().enumerate().map(|(at, item)| one(&format!("items[{at}]"), Some(item))).collect()
}

/// One message at a field of the request.
///
/// # Errors
/// All its problems, with paths below `field`; that it is required when it is absent.
pub fn one<T: FromWire>(field: &str, wire: Option<T::Wire>) -> Result<Read<T>, Vec<Problem>> {
    let Some(wire) = wire else {
        return Err(vec![invalid(field, Rule::Required, &[])]);
    };
    let mut fields = Fields::at(field);
    let value = T::read(wire, &mut fields);
    fields.finish(value)
}

/// A request that is asked as a whole; its notes do not matter.
///
/// # Errors
/// INVALID_VALUE with every field at fault.
pub fn whole<T: FromWire>(wire: T::Wire) -> Result<T, Refusal> {
    match one("", Some(wire)) {
        Ok(read) => Ok(read.value),
        Err(problems) => {
            Err(Refusal::of_problems(problems).unwrap_or_else(|| Refusal::new(Reason::Internal)))
        }
    }
}

/// What every call that writes carries: its request id, who acts, and how many items it has.
///
/// # Errors
/// REQUEST_ID_REQUIRED; TOO_MANY_ITEMS over 200; INVALID_VALUE without items, for a request id over 100 characters and for an act
/// that breaks the rules of its fields.
pub fn check_envelope(
    request_id: &str,
    acted_by: Option<types::ActedBy>,
    items_len: usize,
) -> Result<Act, Refusal> {
    if items_len > MAX_ITEMS {
        let refusal = Refusal::new(Reason::TooManyItems).at("items");
        return Err(refusal.with("max", MAX_ITEMS).with("sent", items_len));
    }
    if items_len == 0 {
        return Err(Refusal::new(Reason::InvalidValue).at("items").with("rule", Rule::Required.code()));
    }
    check_request(request_id, acted_by)
}

/// [`check_envelope`] for calls without a list of items.
///
/// # Errors
/// REQUEST_ID_REQUIRED; INVALID_VALUE.
pub fn check_request(request_id: &str, acted_by: Option<types::ActedBy>) -> Result<Act, Refusal> {
    let longest = limits::REQUEST_ID;
    if request_id.trim().is_empty() {
        return Err(Refusal::new(Reason::RequestIdRequired).at("request_id").with("max", longest));
    }
    if request_id.chars().count() > longest {
        let refusal = Refusal::new(Reason::InvalidValue).at("request_id");
        return Err(refusal.with("rule", Rule::TooLong.code()).with("max", longest));
    }
    match one::<Act>("acted_by", acted_by) {
        Ok(read) => Ok(read.value),
        Err(problems) => {
            Err(Refusal::of_problems(problems).unwrap_or_else(|| Refusal::new(Reason::Internal)))
        }
    }
}
