//! Kind 1: entry 1 of every epoch.

use super::fault::Fault;
use super::{Body, bytes};
use crate::pb::journal::v1 as wire;
use domain::record::{EpochOpened, EpochReason};

impl Body for EpochOpened {
    type Fact = wire::EpochOpenedFact;
    type Person = ();

    fn fact(&self) -> Self::Fact {
        let Self { previous_epoch, previous_size, previous_root, nonce, reason } = self;
        wire::EpochOpenedFact {
            previous_epoch: *previous_epoch,
            previous_size: *previous_size,
            previous_root: bytes::of_digest(*previous_root),
            nonce: nonce.to_vec(),
            reason: reason.code().to_owned(),
        }
    }

    fn person(&self) -> Option<()> {
        None
    }

    fn read(fact: Self::Fact, _: Option<()>) -> Result<Self, Fault> {
        let wire::EpochOpenedFact { previous_epoch, previous_size, previous_root, nonce, reason } = fact;
        Ok(Self {
            previous_epoch,
            previous_size,
            previous_root: bytes::optional_digest(&previous_root, "previous_root")?,
            nonce: bytes::sixteen(&nonce, "nonce")?,
            reason: EpochReason::from_code(&reason).ok_or_else(|| Fault::unknown("reason"))?,
        })
    }
}
