//! Kind 600: the coordinator holds a journal durably up to a size (D11).

use super::fault::Fault;
use super::{Body, bytes};
use crate::pb::journal::v1 as wire;
use domain::date::Instant;
use domain::record::Receipt;

impl Body for Receipt {
    type Fact = wire::ReceiptFact;
    type Person = ();

    fn fact(&self) -> Self::Fact {
        let Self { agency, epoch, size, root, time } = self;
        wire::ReceiptFact {
            agency: bytes::of_agency(*agency),
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
        let wire::ReceiptFact { agency, epoch, size, root, time } = fact;
        Ok(Self {
            agency: bytes::agency(&agency, "agency")?,
            epoch,
            size,
            root: bytes::digest(&root, "root")?,
            time: Instant(time),
        })
    }
}
