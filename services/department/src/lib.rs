//! The department node: its commands, views and gRPC services.
