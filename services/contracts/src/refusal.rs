//! Refusals: every reason with its gRPC code and its words, in one table, and the way from a reason to what a caller sees.
//!
//! A reason is stable and golden (`tests/golden/reasons.txt`): it is never renamed and never used again. Metadata holds numbers and
//! codes, never names, birth dates or personal numbers, teacher and student codes included.

mod call;
mod exchange;
mod nomination;
mod permission;
mod plan;
mod problem;
mod reason;
mod roster;
mod rule;
mod status;
mod template;
mod training;
mod value_en;
mod value_vi;

pub use problem::{invalid, problem, problem_of};
pub use reason::Reason;
pub use rule::Rule;

use domain::record::Problem;
use tonic::Code;

/// Domain of every reason of this system, as `google.rpc.ErrorInfo` names it.
pub const DOMAIN: &str = "lienthong";

/// A call, or one item of a bulk call, that is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// Path of the field at fault, such as `acted_by.office`; `None` when it is about the whole.
    pub field: Option<String>,
    /// Numbers and codes behind the reason, by the keys of [`Reason::keys`].
    pub metadata: Vec<(String, String)>,
    /// Further fields at fault, for calls that are refused whole.
    pub others: Vec<Problem>,
}

impl Refusal {
    /// A refusal about the whole call or item.
    #[must_use]
    pub const fn new(reason: Reason) -> Self {
        Self { reason, field: None, metadata: Vec::new(), others: Vec::new() }
    }

    /// The refusal of a value that breaks a rule; `min`, `max` and the like are added with [`with`](Self::with).
    #[must_use]
    pub fn invalid(field: impl Into<String>, rule: Rule) -> Self {
        Self::new(Reason::InvalidValue).at(field).with("rule", rule.code())
    }

    /// The same, about this field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same, seen from the message around it: its field below `outer`, or `outer` itself.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.field = Some(match self.field {
            Some(field) => format!("{outer}.{field}"),
            None => outer.to_owned(),
        });
        self
    }

    /// The same, with one number or code behind it; `key` is one of [`Reason::keys`].
    #[must_use]
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        debug_assert!(self.reason.keys().contains(&key), "{:?} has no key {key}", self.reason);
        self.metadata.push((key.to_owned(), value.to_string()));
        self
    }

    /// As the problem of one item: metadata ascending by key, as journals store it.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        let mut numbers = self.metadata;
        numbers.sort();
        Problem { reason: self.reason.code().to_owned(), field: self.field.unwrap_or_default(), numbers }
    }

    /// A call refused for the problems of its only item; `None` when there are none. What is no reason of this version becomes
    /// [`Reason::Internal`].
    #[must_use]
    pub fn of_problems(problems: Vec<Problem>) -> Option<Self> {
        let mut problems = problems.into_iter();
        let first = problems.next()?;
        Some(Self {
            reason: Reason::from_code(&first.reason).unwrap_or(Reason::Internal),
            field: (!first.field.is_empty()).then_some(first.field),
            metadata: first.numbers,
            others: problems.collect(),
        })
    }
}

/// One line of the table: what a caller sees of a reason.
///
/// In the words `{key}` stands for a value of the metadata; a part in brackets is left out unless all its keys are given.
struct Entry {
    /// Code of a call refused for it.
    code: Code,
    /// Keys of its metadata, ascending.
    keys: &'static [&'static str],
    /// What happened, and what to do next, Vietnamese.
    vi: [&'static str; 2],
    /// The same in English.
    en: [&'static str; 2],
}

#[cfg(test)]
mod tests;
