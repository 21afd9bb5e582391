//! Stories of a district's node: its services called for real over a ledger in a SQLite file.

mod calls;
mod decisions;
mod fixture;
mod lists;
mod nominations;
mod people;
mod removals;
mod replacements;
mod roster;
mod scope;
mod view;
