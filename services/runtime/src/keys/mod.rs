//! Keys and certificates, and the way of a node from `init` to its first start, by file:
//! `request::create` (at the agency) → [`sign::Signer`] (at the Sở) → `install::install` (at the agency).
//!
//! Signing keys (Ed25519) are what an agency is; TLS keys (ECDSA P-256) only carry connections and are replaced freely.

pub mod authority;
pub mod certificate;
pub mod document;
mod error;
pub mod files;
pub mod found;
pub mod install;
pub mod request;
pub mod sign;
pub mod signing;
pub mod text;
pub mod tls;

pub use error::KeyError;
