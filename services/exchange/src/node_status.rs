//! `NodeService`: what a node says about itself, and the coordinator about every agency.

mod grpc;

pub use grpc::{NodeStatusService, Side};
