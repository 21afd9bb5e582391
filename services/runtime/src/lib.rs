//! What every process needs once: config, telemetry, TLS identity, permissions, health, shutdown, clock.
//!
//! - [`clock`]: business time and real time; the rehearsal clock; the guard against leaps (D13)
//! - [`identity`]: who a certificate speaks for (D29)
//! - [`keys`]: the authority, signing and TLS keys, and the way of a node from `init` to `install`, by file
//! - [`trust`]: the trust anchor and the registry that a node starts with (D37)
//! - [`config`]: typed, strict, complete in its complaint
//! - [`permission`]: role × rpc, closed by default, before decoding (D29)
//! - [`server`]: one function that serves; [`health`] and [`shutdown`] belong to it
//! - [`listen`]: the port
//! - [`node`]: all of it read and checked against each other, before a service starts
//! - [`client`]: a channel to another node; [`backoff`]: when to try again
//! - [`request_id`]: one id across agencies; [`telemetry`]: logs without personal data

pub mod backoff;
pub mod client;
pub mod clock;
pub mod config;
pub mod health;
pub mod identity;
pub mod keys;
pub mod listen;
pub mod node;
pub mod permission;
pub mod request_id;
pub mod server;
pub mod shutdown;
pub mod telemetry;
pub mod trust;
