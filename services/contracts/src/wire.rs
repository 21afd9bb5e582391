//! The only door for requests: what a service was asked, checked against the rules that its contract states, as domain values.
//!
//! Field rules (lengths in characters, ranges, forms of dates and ids) are enforced here and nowhere else, for nodes and coordinator
//! alike. All problems of an item come back together, each with its path (`items[3].teacher.birth`). How text is taken is decided in
//! `text.rs`. A personal number that is none is not a fault of the item: it is left out, with the note NATIONAL_ID_INVALID.

mod act;
mod class;
mod decision;
mod document;
mod enrollment;
mod fields;
mod limits;
mod nomination;
mod person_statement;
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
mod text;

pub use class::ClassInput;
pub use decision::DecisionInput;
pub use enrollment::{
    EnrollmentCorrectionInput, EnrollmentInput, FindNomineeInput, NominationKey, Reported, ReportedStep,
    ReversalInput,
};
pub use limits::MAX_ITEMS;
pub use nomination::{CorrectionInput, NominationInput, WithdrawalInput};
pub use person_statement::{PersonStatementInput, SeenRecord, StatementRemovalInput};
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
use crate::refusal::{Reason, Refusal, Rule, invalid, problem_of};
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
    one("", Some(wire)).map(|read| read.value).map_err(refused)
}

/// What every call that writes carries: its request id, who acts, and how many items it has. All its problems come back together,
/// the first in `ErrorInfo`, each as a violation of `BadRequest`.
///
/// # Errors
/// REQUEST_ID_REQUIRED; INVALID_VALUE without items, for a request id that is too long or has characters that no code has, and for an
/// act that breaks the rules of its fields; TOO_MANY_ITEMS over 200.
pub fn check_envelope(
    request_id: &str,
    acted_by: Option<types::ActedBy>,
    items_len: usize,
) -> Result<Act, Refusal> {
    let items = match items_len {
        0 => Err(vec![invalid("items", Rule::Required, &[])]),
        1..=MAX_ITEMS => Ok(()),
        sent => {
            let numbers = [("max", MAX_ITEMS.to_string()), ("sent", sent.to_string())];
            Err(vec![problem_of(Reason::TooManyItems, "items", &numbers)])
        }
    };
    both(check_act(request_id, acted_by), items).map(|(act, ())| act).map_err(refused)
}

/// [`check_envelope`] for calls without a list of items.
///
/// # Errors
/// REQUEST_ID_REQUIRED; INVALID_VALUE.
pub fn check_request(request_id: &str, acted_by: Option<types::ActedBy>) -> Result<Act, Refusal> {
    check_act(request_id, acted_by).map_err(refused)
}

/// [`check_request`] together with [`whole`]: the problems of both come back together.
///
/// # Errors
/// REQUEST_ID_REQUIRED; INVALID_VALUE.
pub fn check_whole<T: FromWire>(
    request_id: &str,
    acted_by: Option<types::ActedBy>,
    wire: T::Wire,
) -> Result<(Act, T), Refusal> {
    check_one("", request_id, acted_by, Some(wire))
}

/// [`check_request`] together with [`one`] message at a field; its notes do not matter.
///
/// # Errors
/// REQUEST_ID_REQUIRED; INVALID_VALUE.
pub fn check_one<T: FromWire>(
    field: &str,
    request_id: &str,
    acted_by: Option<types::ActedBy>,
    wire: Option<T::Wire>,
) -> Result<(Act, T), Refusal> {
    let value = one::<T>(field, wire).map(|read| read.value);
    both(check_act(request_id, acted_by), value).map_err(refused)
}

fn check_act(request_id: &str, acted_by: Option<types::ActedBy>) -> Result<Act, Vec<Problem>> {
    let id = match limits::REQUEST_ID.take(request_id) {
        Ok(id) if id.is_empty() => {
            let longest = [("max", limits::REQUEST_ID.max.to_string())];
            Err(vec![problem_of(Reason::RequestIdRequired, "request_id", &longest)])
        }
        Ok(_) => Ok(()),
        Err(fault) => Err(vec![fault.at("request_id")]),
    };
    both(id, one::<Act>("acted_by", acted_by)).map(|((), act)| act.value)
}

/// Two values, or the problems of both.
fn both<A, B>(a: Result<A, Vec<Problem>>, b: Result<B, Vec<Problem>>) -> Result<(A, B), Vec<Problem>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut problems), b) => {
            problems.extend(b.err().into_iter().flatten());
            Err(problems)
        }
        (Ok(_), Err(problems)) => Err(problems),
    }
}

fn refused(problems: Vec<Problem>) -> Refusal {
    Refusal::of_problems(problems).unwrap_or_else(|| Refusal::new(Reason::Internal))
}
