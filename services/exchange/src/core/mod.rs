//! The decisions of the protocol, without I/O: event in, answer or action out.

pub mod open;
pub mod segment;
pub mod verify;
