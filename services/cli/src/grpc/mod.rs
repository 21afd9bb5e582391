//! Commands that talk to nodes. Only here does the program name wire messages.

pub(crate) mod demo;
pub(crate) mod import;
pub(crate) mod progress;
pub(crate) mod status;
