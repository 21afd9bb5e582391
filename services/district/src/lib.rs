//! The district node: its commands, views and gRPC services.
