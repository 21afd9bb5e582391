//! Generated wire code and the only door between wire and domain.

pub mod pb;

/// Every contract as an encoded `google.protobuf.FileDescriptorSet`, for server reflection and for tests.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lienthong.fds"));
