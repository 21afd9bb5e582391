//! Shared helpers of the story tests.
//!
//! - [`nodes`]: a province whose nodes run in this process, over real sockets
//! - [`program`]: the real program, built once, and the processes that it becomes

pub mod nodes;
pub mod program;
