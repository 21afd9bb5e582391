//! The district node: its commands, views and gRPC services.
//!
//! - [`view`]: what the node knows, folded from journals
//! - [`desk`]: the transaction in which one call is decided
//! - [`person`], [`school`], [`decision`]: whom and what a row means
//! - [`teacher`], [`statement`], [`proposal`], [`scope_list`], [`nomination`]: the decisions, one item at a time
//! - [`listing`]: lists in pages; [`bulk`]: calls with many items; [`grpc`]: the services on the wire

pub mod bulk;
pub mod decision;
pub mod desk;
pub mod grpc;
pub mod listing;
pub mod nomination;
pub mod person;
pub mod proposal;
pub mod school;
pub mod scope_list;
pub mod statement;
pub mod teacher;
pub mod view;

pub use grpc::{PERMISSIONS, routes};
pub use view::DistrictView;
