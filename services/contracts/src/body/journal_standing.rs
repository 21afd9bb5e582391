//! Kind 602: whether an agency's journal is taken (D25).

use super::fault::Fault;
use super::{Body, bytes};
use crate::pb::journal::v1 as wire;
use domain::date::Instant;
use domain::record::{JournalStanding, JournalStop};

impl Body for JournalStanding {
    type Fact = wire::JournalStandingFact;
    type Person = ();

    fn fact(&self) -> Self::Fact {
        let Self { agency, stop, epoch, size, root, time } = self;
        wire::JournalStandingFact {
            agency: bytes::of_agency(*agency),
            stop: stop.map(JournalStop::code).unwrap_or_default().to_owned(),
            epoch: *epoch,
            size: *size,
            root: root.0.to_vec(),
            time: time.0,
        }
    }

    fn person(&self) -> Option<()> {
        None
    }

    fn read(fact: Self::Fact, _: Option<()>) -> Result<Self, Fault> {
        let wire::JournalStandingFact { agency, stop, epoch, size, root, time } = fact;
        let stop = match stop.as_str() {
            "" => None,
            code => Some(JournalStop::from_code(code).ok_or_else(|| Fault::unknown("stop"))?),
        };
        Ok(Self {
            agency: bytes::agency(&agency, "agency")?,
            stop,
            epoch,
            size,
            root: bytes::digest(&root, "root")?,
            time: Instant(time),
        })
    }
}
