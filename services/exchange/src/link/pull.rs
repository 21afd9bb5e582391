//! Fetching what the node may see of other journals, verified before anything is applied.

use super::{Client, Link, LinkError};
use crate::core::verify::{Held, Mode, Verdict, parse, verify};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::journal::v1::Segment;
use journal::ledger::{Incoming, View};
use journal::store::{CheckpointRow, Extension, JournalKey};

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Pulls, waits a little, pulls again.
    pub(super) async fn pull_forever(&self, client: Client) -> Result<(), LinkError> {
        loop {
            self.pull(client.clone(), false).await?;
            tokio::time::sleep(self.pace.pull_poll).await;
        }
    }

    /// Pulls once; `own` asks for the own journal back as well.
    pub(super) async fn pull(&self, mut client: Client, own: bool) -> Result<(), LinkError> {
        let us = self.ledger.agency();
        let mut sizes = self.ledger.sizes().await;
        sizes.retain(|journal, _| own || journal.agency != us);
        if own {
            // The element that asks for all of it, where nothing is left of it.
            sizes.entry(JournalKey { agency: us, epoch: 1 }).or_insert(0);
        }
        let vector = sizes.iter().map(|(journal, size)| {
            let agency = journal.agency.0.as_bytes().to_vec();
            pb::JournalSize { agency, epoch: journal.epoch, size: *size, root: Vec::new() }
        });
        let request = pb::PullRequest { vector: vector.collect() };
        let mut steps = client.pull(request).await?.into_inner();
        while let Some(step) = steps.message().await? {
            match step.step {
                Some(pb::pull_response::Step::Segment(segment)) if segment.agency == us.0.as_bytes() => {
                    if !own {
                        return Err(LinkError::Untrusted("own entries came unasked".to_owned()));
                    }
                    self.take_own(segment).await?;
                }
                Some(pb::pull_response::Step::Segment(segment)) => self.take_segment(segment).await?,
                Some(pb::pull_response::Step::End(_)) => return Ok(()),
                None => return Err(LinkError::Untrusted("empty step of a pull".to_owned())),
            }
        }
        Err(LinkError::Connect("the pull ended early".to_owned()))
    }

    async fn take_segment(&self, segment: Segment) -> Result<(), LinkError> {
        let parsed = parse(segment, Mode::Pull)
            .map_err(|refused| LinkError::Untrusted(refused.fault.reason().code().to_owned()))?;
        let key = self.ledger.read().await.registry().signing_key(&self.anchor, parsed.journal.agency);
        // An agency that the registry has not named to us yet: its segments come again with the next pull.
        let Some(key) = key else { return Ok(()) };
        let heads = self.ledger.store().heads().await?;
        let frontier = heads
            .into_iter()
            .find(|head| head.journal == parsed.journal)
            .map(|head| head.frontier)
            .unwrap_or_default();
        let expected = frontier.size();
        let verdict = verify(&parsed, &Held { frontier, repeated: Vec::new(), root_at_last: None }, &key)
            .map_err(|refused| LinkError::Untrusted(refused.fault.reason().code().to_owned()))?;
        let Verdict::New { items, frontier } = verdict else {
            return Ok(());
        };
        let size = frontier.size();
        let incoming = Incoming {
            extensions: vec![Extension { journal: parsed.journal, expected, items, frontier }],
            checkpoints: vec![CheckpointRow { journal: parsed.journal, size, note: parsed.note }],
            receipts: Vec::new(),
        };
        self.ledger
            .transact_with(self.clock.now(), &incoming, |_| Ok::<_, std::convert::Infallible>(()))
            .await?;
        Ok(())
    }
}
