//! The department node: its commands, views and gRPC services.
//!
//! - [`view`]: what its decisions look at
//! - [`plan`], [`freeze`], [`ruling`]: what Sở GD&ĐT answers for
//! - [`registry`]: the agencies of the province; [`publishing`]: how the signed ones come into it
//! - [`grpc`]: what it serves, and who may call it

pub mod desk;
pub mod freeze;
pub mod grpc;
pub mod plan;
pub mod publishing;
pub mod registry;
pub mod ruling;
mod serve;
pub mod view;

pub use grpc::{PERMISSIONS, routes};
pub use serve::serve;
pub use view::DepartmentView;
