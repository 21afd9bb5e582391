//! Delivering the own journal: signed segments out, up to four in flight, receipts back (D20).

use super::open::Lane;
use super::{Client, Link, LinkError, LinkState};
use crate::core::segment::{batch_len, push_segment};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::refusal::Reason;
use domain::date::Instant;
use journal::ledger::View;
use journal::note::Checkpoint;
use journal::store::{Commit, ReceiptRow};
use std::collections::VecDeque;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Segments on the way without a receipt (D20).
const IN_FLIGHT: usize = 4;
/// Entries read for one segment.
const PAGE: u32 = 500;

impl<V: View + HasRegistry + 'static> Link<V> {
    /// Pushes from what the coordinator holds, older epochs first, for as long as the connection lasts.
    pub(super) async fn push(&self, mut client: Client, lanes: Vec<Lane>) -> Result<(), LinkError> {
        let (sender, receiver) = mpsc::channel::<pb::PushRequest>(IN_FLIGHT);
        let mut answers = client.push(ReceiverStream::new(receiver)).await?.into_inner();
        let mut changed = self.ledger.subscribe();
        // Trees after the segments on their way, oldest first: what the receipts must be about.
        let (mut lanes, mut in_flight) = (VecDeque::from(lanes), VecDeque::<Lane>::new());
        loop {
            while in_flight.len() < IN_FLIGHT {
                let Some((request, after)) = self.next_push(&mut lanes).await? else {
                    break;
                };
                if sender.send(request).await.is_err() {
                    return Err(LinkError::Connect("the push stream ended".to_owned()));
                }
                in_flight.push_back(after);
            }
            let room = in_flight.len() < IN_FLIGHT;
            tokio::select! {
                answer = answers.message() => {
                    let answer = answer?.ok_or_else(|| LinkError::Connect("the push stream ended".to_owned()))?;
                    self.take_answer(answer, in_flight.pop_front()).await?;
                }
                // Nothing to send until the ledger changes; a full window waits for answers alone.
                change = changed.changed(), if room => {
                    if change.is_err() {
                        return Ok(());
                    }
                }
                // Another process may have written into the same store: nobody tells.
                () = tokio::time::sleep(self.pace.push_poll), if room => self.ledger.catch_up().await?,
            }
        }
    }

    /// The next segment of the oldest epoch that is not sent, and the lane after it; the living epoch, the last, stays for what comes.
    async fn next_push(
        &self,
        lanes: &mut VecDeque<Lane>,
    ) -> Result<Option<(pb::PushRequest, Lane)>, LinkError> {
        while let Some(Lane { journal, sent }) = lanes.front_mut() {
            let journal = *journal;
            let entries = self.ledger.store().entries(journal, sent.size(), PAGE).await?;
            if let Some(batch) = entries.get(..batch_len(&entries)).filter(|batch| !batch.is_empty()) {
                batch.iter().for_each(|entry| sent.append(entry.leaf));
                let checkpoint = self.ledger.sign_checkpoint(journal.epoch, sent).await?;
                let segment = push_segment(journal, batch, checkpoint.note);
                let after = Lane { journal, sent: sent.clone() };
                return Ok(Some((pb::PushRequest { segment: Some(segment) }, after)));
            }
            if lanes.len() < 2 {
                break;
            }
            lanes.pop_front();
        }
        Ok(None)
    }

    async fn take_answer(&self, answer: pb::PushResponse, sent: Option<Lane>) -> Result<(), LinkError> {
        use pb::push_response::Result as Wire;
        match answer.result {
            Some(Wire::Receipt(receipt)) => self.keep_receipt(receipt, sent).await,
            Some(Wire::Early(early)) => {
                Err(LinkError::Connect(format!("the coordinator holds {} entries: open again", early.held)))
            }
            Some(Wire::Refused(refused)) => {
                tracing::error!(reason = refused.reason, position = refused.position, "segment refused");
                let fork = refused.reason == Reason::Fork.code();
                Err(LinkError::Stopped(if fork { Reason::Fork } else { Reason::SegmentRefused }))
            }
            None => Err(LinkError::Untrusted("empty answer to a segment".to_owned())),
        }
    }

    /// A receipt counts only with the coordinator's cosignature on this journal's root.
    async fn keep_receipt(&self, receipt: pb::Receipt, sent: Option<Lane>) -> Result<(), LinkError> {
        let Lane { journal, sent } =
            sent.ok_or_else(|| LinkError::Untrusted("a receipt for nothing".to_owned()))?;
        let sent_size = sent.size();
        let key = self.ledger.read().await.registry().signing_key(&self.anchor, self.anchor.coordinator);
        let key = key.ok_or_else(|| LinkError::Untrusted("the coordinator's key is not valid".to_owned()))?;
        let (checkpoint, seconds) = Checkpoint::verify_cosigned(&receipt.note, self.anchor.coordinator, &key)
            .map_err(|error| LinkError::Untrusted(error.to_string()))?;
        // A repeated segment is answered with the newest receipt, which may cover more than was sent.
        let ours = if sent.size() == checkpoint.size {
            sent
        } else {
            self.own_frontier(journal, checkpoint.size).await?
        };
        let about_us = checkpoint.agency == journal.agency && checkpoint.epoch == journal.epoch;
        let covers_it = checkpoint.size >= sent_size && ours.size() == checkpoint.size;
        if !about_us || !covers_it || ours.root() != checkpoint.root {
            return Err(LinkError::Untrusted("a receipt about something else".to_owned()));
        }
        let time = Instant(i64::try_from(seconds).unwrap_or(0).saturating_mul(1000));
        let row = ReceiptRow { journal, size: checkpoint.size, time, note: receipt.note };
        let commit = Commit { receipts: vec![row], ..Commit::default() };
        self.ledger.store().commit(&commit).await?;
        let living = self.ledger.own_head().await.0 == journal;
        self.status.send_modify(|status| {
            if living {
                (status.delivered, status.delivered_at) = (status.delivered.max(checkpoint.size), time);
            }
            if status.state == LinkState::Stopped(Reason::SegmentRefused) {
                status.state = LinkState::Connected;
            }
        });
        Ok(())
    }
}
