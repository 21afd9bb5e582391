//! Numbers that the comments of the contracts state.

use super::text::{Form, Text};
use std::ops::RangeInclusive;

/// Most items of a bulk call (D27).
pub const MAX_ITEMS: usize = 200;

/// A request id, at most 100 characters.
pub(super) const REQUEST_ID: Text = Text { form: Form::Code, max: 100 };
/// Code of a teacher, school, programme, class, learner or plan.
pub(super) const CODE: Text = Text { form: Form::Code, max: 40 };
/// Name of a person, an office, an authority, an institution, a file.
pub(super) const NAME: Text = Text { form: Form::Line, max: 200 };
/// Number and symbol of a document, a diploma, a register.
pub(super) const NUMBER: Text = Text { form: Form::Line, max: 60 };
/// Reason or note.
pub(super) const FREE_TEXT: Text = Text { form: Form::Free, max: 1000 };
/// Title of a plan.
pub(super) const TITLE: Text = Text { form: Form::Line, max: 500 };
/// Years in which somebody may be born.
pub(super) const BIRTH_YEARS: RangeInclusive<i32> = 1900..=2100;
/// Years of a proposal.
pub(super) const PROPOSAL_YEARS: RangeInclusive<u32> = 2020..=2030;
/// Years of a plan.
pub(super) const PLAN_YEARS: RangeInclusive<u32> = 2020..=2100;
/// Years in especially difficult areas.
pub(super) const HARDSHIP_YEARS: RangeInclusive<u32> = 0..=60;
/// Credits.
pub(super) const CREDITS: RangeInclusive<u32> = 0..=400;
/// Places of a class.
pub(super) const PLACES: RangeInclusive<u32> = 1..=1000;
/// Decisions that one decision revokes or replaces.
pub(super) const CITED: RangeInclusive<usize> = 0..=50;
/// Districts of a plan or a freeze.
pub(super) const DISTRICTS: RangeInclusive<usize> = 1..=60;
/// Targets of a plan: one per level.
pub(super) const TARGETS: RangeInclusive<usize> = 1..=3;
/// Records that one ruling is about.
pub(super) const RULED: RangeInclusive<usize> = 2..=50;
/// Codes that a list may be narrowed to.
pub(super) const CODES: RangeInclusive<usize> = 0..=200;
/// Journals that a caller may ask a picture to hold.
pub(super) const JOURNALS: RangeInclusive<usize> = 0..=200;
