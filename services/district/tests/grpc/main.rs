//! Stories of a district's node: its services called for real over a ledger in a SQLite file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod calls;
mod decisions;
mod fixture;
mod limits;
mod lists;
mod nominations;
mod numbers;
mod people;
mod removals;
mod replacements;
mod roster;
mod scope;
mod statements;
mod view;
