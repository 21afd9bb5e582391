//! Randomness as a parameter: record ids, salts, nonces.

use domain::date::Instant;
use domain::ids::RecordId;
use sha2::{Digest as _, Sha256};
use std::sync::Mutex;
use uuid::Builder;

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Sixteen random bytes: a salt or a nonce.
    fn bytes16(&self) -> [u8; 16];

    /// A new record id: UUIDv7 of the given business time (D6).
    fn record_id(&self, now: Instant) -> RecordId {
        let [a, b, c, d, e, f, g, h, i, j, ..] = self.bytes16();
        let millis = u64::try_from(now.0).unwrap_or(0);
        let random = [a, b, c, d, e, f, g, h, i, j];
        RecordId(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

/// The operating system's random numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::panic, reason = "without random numbers a salt would not protect anybody: stop")]
    fn bytes16(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        if let Err(error) = getrandom::fill(&mut bytes) {
            panic!("the operating system gives no random numbers: {error}");
        }
        bytes
    }
}

/// A repeatable sequence from a seed, for rehearsals of the protocol and for tests; never for real keys or salts.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededEntropy {
    /// The sequence of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, counter: Mutex::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn bytes16(&self) -> [u8; 16] {
        let mut counter = self.counter.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *counter += 1;
        let digest: [u8; 32] = Sha256::new()
            .chain_update(self.seed.to_be_bytes())
            .chain_update(counter.to_be_bytes())
            .finalize()
            .into();
        let (half, _) = digest.split_at(16);
        <[u8; 16]>::try_from(half).unwrap_or_default()
    }
}
