//! The append-only signed log of an agency, on SQLite and PostgreSQL.
//!
//! - [`entry`], [`merkle`], [`note`]: the bytes that are signed
//! - [`store`]: what a database must do; [`sqlite`] and [`postgres`] do it natively
//! - [`ledger`]: one agency's own journal with its view, where commands are decided and recorded
//! - [`mark`]: how far the journal was signed, kept apart from the database

pub mod entry;
pub mod ids;
pub mod ledger;
pub mod mark;
pub mod merkle;
pub mod note;
pub mod postgres;
mod private;
mod rows;
pub mod sqlite;
pub mod store;
