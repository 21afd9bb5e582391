//! The coordinator node: its commands, views and gRPC services.
