//! Generated wire code and the only door between wire and domain.
//!
//! - [`pb`]: messages and services as generated
//! - [`body`]: journal bodies from and to records
//! - [`wire`]: requests from the wire, answers to it; [`page`]: page tokens
//! - [`refusal`]: every reason with its code and words, and the status of a refused call
//! - [`vocabulary`], [`dates`]: the closed word lists and the date forms of every contract

pub mod body;
pub mod dates;
pub mod page;
pub mod pb;
pub mod refusal;
pub mod vocabulary;
pub mod wire;

/// Every contract as an encoded `google.protobuf.FileDescriptorSet`, for server reflection and for tests.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lienthong.fds"));
