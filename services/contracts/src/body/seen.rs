//! Kind 601: agencies that were connected though idle (D11).

use super::fault::Fault;
use super::{Body, bytes};
use crate::pb::journal::v1 as wire;
use domain::date::Instant;
use domain::record::Seen;

impl Body for Seen {
    type Fact = wire::SeenFact;
    type Person = ();

    fn fact(&self) -> Self::Fact {
        let Self { time, agencies } = self;
        wire::SeenFact { time: time.0, agencies: agencies.iter().copied().map(bytes::of_agency).collect() }
    }

    fn person(&self) -> Option<()> {
        None
    }

    fn read(fact: Self::Fact, _: Option<()>) -> Result<Self, Fault> {
        let wire::SeenFact { time, agencies } = fact;
        Ok(Self { time: Instant(time), agencies: bytes::agencies(&agencies, "agencies")? })
    }
}
