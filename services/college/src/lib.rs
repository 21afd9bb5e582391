//! The college node: its commands, views and gRPC services.
//!
//! - [`view`]: what its decisions look at
//! - [`programme`], [`class`], [`learner`], [`enrollment`], [`completion`]: what the college answers for
//! - [`nominee`]: which nomination a row or a clerk means
//! - [`grpc`]: what it serves, and who may call it

pub mod class;
pub mod completion;
pub mod desk;
pub mod enrollment;
pub mod grpc;
pub mod learner;
pub mod nominee;
pub mod programme;
pub mod view;

pub use grpc::{PERMISSIONS, routes};
pub use view::CollegeView;
