//! The crate through real files, written as offices write them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail the test that uses them"
)]

mod assess;
mod common;
mod forms;
mod hostile;
mod majors;
mod output;
mod rows;
mod sheets;
mod templates;
