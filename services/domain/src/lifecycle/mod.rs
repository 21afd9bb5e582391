//! Lifecycles of nominations, enrollments and completions: which step may follow which (D34: an owner's rule may refuse; the fold never does).
//!
//! Pure: a state and a command give the next state, the word that nothing changes (repeats are normal), or why not. Who may act, requests and
//! ids are the owner's business. Every step takes the act of whoever took it into the new state.

pub mod completion;
pub mod enrollment;
pub mod nomination;

use std::fmt;

/// What a command comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// The next state.
    Changed(T),
    /// The record already says so.
    Unchanged,
}

/// Why a step may not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotAllowed {
    /// There is no decision yet: a draft was not sent.
    NotSent,
    /// Another decision already sends the person under this plan.
    AlreadyNominated,
    /// It has ended already, another way or on another day.
    Ended,
    /// It was entered in error: nothing follows.
    Void,
    /// The date lies before the step that it follows.
    DateBeforeLast,
    /// The learner is not deferred.
    NotDeferred,
    /// The learner is deferred already.
    AlreadyDeferred,
    /// The learner is in that class.
    SameClass,
    /// A diploma rests on it.
    HasDiploma,
    /// Another diploma stands: it is taken back first.
    DiplomaExists,
    /// There is no diploma.
    NoDiploma,
    /// The diploma is dated before study began.
    DiplomaBeforeStart,
}

impl NotAllowed {
    /// Stable code, as the contracts name it where they do.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotSent => "NOMINATION_NOT_FOUND",
            Self::AlreadyNominated => "ALREADY_NOMINATED",
            Self::Ended => "ENDED",
            Self::Void => "VOID",
            Self::DateBeforeLast => "DATE_BEFORE_LAST",
            Self::NotDeferred => "NOT_DEFERRED",
            Self::AlreadyDeferred => "ALREADY_DEFERRED",
            Self::SameClass => "SAME_CLASS",
            Self::HasDiploma => "ENROLLMENT_HAS_DIPLOMA",
            Self::DiplomaExists => "DIPLOMA_EXISTS",
            Self::NoDiploma => "DIPLOMA_NOT_FOUND",
            Self::DiplomaBeforeStart => "DIPLOMA_BEFORE_START",
        }
    }
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for NotAllowed {}
