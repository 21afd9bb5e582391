//! The program as an officer meets it: the real binary, called in a folder of its own.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test that uses them")]

mod asking;
mod common;
mod founding;
mod importing;
mod offline;
mod serve;
mod settling;
mod words;
mod year;
