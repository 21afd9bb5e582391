//! `NodeService`: what a node says about itself.

mod grpc;

pub use grpc::NodeStatusService;
