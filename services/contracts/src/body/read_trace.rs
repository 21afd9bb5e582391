//! Kind 7: somebody read personal data (Inv 11).

use super::Body;
use super::fault::Fault;
use crate::pb::journal::v1 as wire;
use domain::record::ReadTrace;

impl Body for ReadTrace {
    type Fact = wire::ReadTraceFact;
    type Person = ();

    fn fact(&self) -> Self::Fact {
        let Self { reader, rpc, records, subject } = self;
        wire::ReadTraceFact {
            reader: reader.clone(),
            rpc: rpc.clone(),
            records: *records,
            subject: subject.clone(),
        }
    }

    fn person(&self) -> Option<()> {
        None
    }

    fn read(fact: Self::Fact, _: Option<()>) -> Result<Self, Fault> {
        let wire::ReadTraceFact { reader, rpc, records, subject } = fact;
        Ok(Self { reader, rpc, records, subject })
    }
}
