//! The decisions of the protocol, without I/O: event in, answer or action out.

pub mod fault;
pub mod open;
pub mod parse;
pub mod recover;
pub mod segment;
pub mod verify;
