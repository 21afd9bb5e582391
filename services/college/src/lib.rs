//! The college node: its commands, views and gRPC services.
