//! Push and pull between an agency and the coordinator: state machines without I/O and a thin shell.
//!
//! - [`core`]: the decisions of the protocol (segments, verification, Open), pure
//! - [`node`], [`desk`], [`outcome`]: how a call that writes is decided and answered, the same for every agency
//! - [`registry`]: whose key signs which journal
//! - [`link`]: an agency's side, which only dials out
//! - [`hub`]: the coordinator's side

pub mod assembly;
pub mod core;
pub mod desk;
pub mod hub;
pub mod link;
pub mod node;
pub mod node_status;
pub mod outcome;
pub mod registry;
