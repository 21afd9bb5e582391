//! Shared helpers of the story tests.
//!
//! - [`clerks`]: what clerks send to running nodes
//! - [`nodes`]: a province whose nodes run in this process, over real sockets
//! - [`program`]: the real program, built once, and the processes that it becomes
//! - [`province`]: a rehearsed province that stays up
//! - [`tools`]: Python, Node and buf of the test command

pub mod clerks;
pub mod nodes;
pub mod program;
pub mod province;
pub mod tools;
